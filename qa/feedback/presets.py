"""What feedback adds to presets: its clocks. Its form is one of ``[[public_forms]]``, its officers hold a role."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from django.db.models import Field

from qa.feedback.models import FeedbackTerms
from units.presets import Journal, Table, register

CLOCKS = ("take_days", "take_wrong_days", "outcome_days", "direct_days", "leaders_after")


@dataclass(frozen=True)
class FeedbackEntry:
    """The clocks of feedback, in working days."""

    clause: str
    take_days: int = 2
    take_wrong_days: int = 1
    outcome_days: int = 15
    direct_days: int = 5
    leaders_after: int = 3


def lay(entries: Sequence[FeedbackEntry], journal: Journal) -> None:
    """The clocks, unless the office has set its own."""
    (entry,) = entries
    values = {name: getattr(entry, name) for name in CLOCKS}
    terms, made = FeedbackTerms.objects.get_or_create(pk=FeedbackTerms.ONLY, defaults=values)
    label = str(FeedbackTerms._meta.verbose_name)
    if made:
        journal.make(label, label)
    differences = {_label(name): (getattr(terms, name), value) for name, value in values.items()}
    journal.compare(label, "feedback", differences)


def _label(name: str) -> str:
    return str(cast("Field[Any, Any]", FeedbackTerms._meta.get_field(name)).verbose_name)


register(Table("feedback", FeedbackEntry, lay, order=97, many=False))
