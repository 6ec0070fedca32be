"""The editing form of a guidance page, in the order of work: what and for whom, how, with which forms, by what."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel

from units.approval.panels import SchedulePanel, owned_panels

MOST_FORMS = 20


def panels() -> list[Any]:
    """The panels of a guidance page."""
    return owned_panels(
        FieldPanel("field_of_work"),
        FieldPanel("audience"),
        FieldPanel("summary"),
        FieldPanel("steps"),
        InlinePanel("forms", label=_("Form"), heading=_("Forms to download"), max_num=MOST_FORMS),
        MultiFieldPanel(
            [
                FieldPanel("basis_level"),
                FieldPanel("basis_symbol"),
                FieldPanel("basis_title"),
                FieldPanel("basis_url"),
            ],
            heading=_("The document it rests on"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("in_force_from"),
                FieldPanel("in_force_until"),
                PageChooserPanel("replaces", "knowledge.GuidancePage"),
            ],
            heading=_("Since when it holds, and what it replaces"),
        ),
        FieldPanel("key_tasks"),
        SchedulePanel(),
    )
