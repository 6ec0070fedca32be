"""The article's editing form: what every kind needs first, then what only some kinds need."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel

from units.approval.panels import SchedulePanel, owned_panels


def for_kinds(*kinds: str) -> dict[str, Any]:
    """Attributes that let ``article-kinds.js`` show a panel for these kinds only; without scripts all are shown."""
    return {"attrs": {"data-article-kinds": " ".join(kinds)}}


def panels() -> list[Any]:
    """The panels in the order in which a contributor on a phone fills them in."""
    return owned_panels(
        FieldPanel("kind"),
        FieldPanel("summary"),
        MultiFieldPanel([FieldPanel("lead_image"), FieldPanel("lead_image_alt")], heading=_("Lead image")),
        FieldPanel("body"),
        MultiFieldPanel(
            [
                FieldPanel("sections"),
                FieldPanel("event_date"),
                FieldPanel("timely"),
                FieldPanel("completed_on"),
                FieldPanel("tags"),
            ],
            heading=_("Where and when"),
        ),
        FieldPanel("key_tasks"),
        MultiFieldPanel(
            [
                PageChooserPanel("explains", "knowledge.GuidancePage"),
                FieldPanel("explains_symbol"),
                FieldPanel("explains_title"),
                FieldPanel("explains_url"),
            ],
            heading=_("The document it explains"),
        ),
        MultiFieldPanel(
            [FieldPanel("event_ends"), FieldPanel("event_place")], heading=_("Event"), **for_kinds("event")
        ),
        MultiFieldPanel(
            [
                FieldPanel("exemplar_name"),
                FieldPanel("exemplar_type"),
                FieldPanel("exemplar_field"),
                FieldPanel("exemplar_year"),
                FieldPanel("exemplar_consent"),
            ],
            heading=_("Good example"),
            **for_kinds("exemplar"),
        ),
        MultiFieldPanel(
            [FieldPanel("refuted_claim"), FieldPanel("refutation_sources")],
            heading=_("Rebuttal"),
            **for_kinds("rebuttal"),
        ),
        InlinePanel("authors", label=_("Author"), heading=_("Authors"), max_num=10),
        MultiFieldPanel(
            [
                FieldPanel("origin"),
                FieldPanel("source_name"),
                FieldPanel("source_url"),
                FieldPanel("source_author"),
                FieldPanel("source_date"),
                FieldPanel("source_permission"),
            ],
            heading=_("Origin"),
        ),
        SchedulePanel(),
    )
