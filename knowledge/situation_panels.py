"""The form of a situation, in the order in which somebody tells a case: what, where from, on what ground, how."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel

from units.approval.corrections import with_correction
from units.approval.panels import SchedulePanel, owned_panels


def panels() -> list[Any]:
    """The panels; the correction stands before the declarations, which come last."""
    return with_correction(
        owned_panels(
            FieldPanel("for_unit", required_on_save=True),
            FieldPanel("field"),
            FieldPanel("context"),
            FieldPanel("question"),
            InlinePanel(
                "legal_bases",
                label=_("Legal basis"),
                heading=_("Legal basis"),
                help_text=_(
                    "A document of the library or, where it is not there, number and symbol such as 24-QĐ/TW or "
                    "01/2024/NĐ-CP with title and address."
                ),
                max_num=20,
            ),
            FieldPanel("resolution"),
            InlinePanel("used_forms", label=_("Form to use"), heading=_("Forms to use"), max_num=20),
            MultiFieldPanel(
                [
                    InlinePanel("related_situations", label=_("Situation"), max_num=10),
                    FieldPanel("tags"),
                ],
                heading=_("Related situations and tags"),
            ),
            InlinePanel("authors", label=_("Author"), heading=_("Authors"), max_num=10),
            FieldPanel("key_tasks"),
            SchedulePanel(),
        )
    )
