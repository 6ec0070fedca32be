"""The figures of a synthesis: counts alone, from columns in which nobody's identity can stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count
from django.db.models.functions import Coalesce
from django.utils import translation
from django.utils.translation import gettext as _

from qa.feedback.models import Feedback, Kind, Outcome, Severity, State, Synthesis

#: All that is read of a record to count it.
COUNTED = ("kind", "severity", "state", "outcome", "subject", "about_unit__name")


#: What a record is filed by: the field of work, at its first level.
SUBJECT = Coalesce("field__parent__name", "field__name")


@dataclass(frozen=True)
class Counts:
    """How many of something came, are open and are closed."""

    name: str
    received: int
    open: int
    closed: int


@dataclass(frozen=True)
class Breakdown:
    """Counts by one thing, such as the subject."""

    heading: str
    rows: Sequence[Counts]


@dataclass(frozen=True)
class Figures:
    """All counts of a synthesis."""

    total: Counts
    breakdowns: Sequence[Breakdown]


def of(synthesis: Synthesis) -> Figures:
    """Today's figures of a draft, one query; those that stand of what was put before the leaders, none."""
    if not synthesis.is_draft:
        return _stored(synthesis.figures)
    return counted(Feedback.objects.filter(pk__in=synthesis.records.values("feedback")))


def counted(records: Any) -> Figures:
    """The figures of ``records``, a queryset of feedback, in the portal's language; one query however many they are."""
    whole = records.order_by().annotate(subject=SUBJECT)
    rows = list(whole.values(*COUNTED).annotate(number=Count("pk")))
    with translation.override(settings.LANGUAGE_CODE):
        return _figures(rows)


def _figures(rows: Sequence[dict[str, Any]]) -> Figures:
    by = {
        _("subject"): lambda row: row["subject"] or _("not sorted"),
        _("kind"): lambda row: str(Kind(row["kind"]).label),
        _("severity"): lambda row: str(Severity(row["severity"]).label) if row["severity"] else _("not sorted"),
        _("unit concerned"): lambda row: row["about_unit__name"] or _("not stated"),
        _("outcome"): lambda row: str(Outcome(row["outcome"]).label) if row["outcome"] else _("not closed yet"),
    }
    total = _count(rows, lambda _row: _("Total"))
    nothing = Counts(_("Total"), 0, 0, 0)
    return Figures(total[0] if total else nothing, [Breakdown(name, _count(rows, key)) for name, key in by.items()])


def stored(figures: Figures) -> dict[str, Any]:
    """The figures as a synthesis keeps them."""
    return asdict(figures)


def _stored(kept: dict[str, Any]) -> Figures:
    breakdowns = [Breakdown(each["heading"], [Counts(**row) for row in each["rows"]]) for each in kept["breakdowns"]]
    return Figures(Counts(**kept["total"]), breakdowns)


def _count(rows: Sequence[dict[str, Any]], key: Any) -> list[Counts]:
    """The rows of one breakdown, the most frequent first."""
    received: Counter[str] = Counter()
    closed: Counter[str] = Counter()
    for row in rows:
        received[key(row)] += row["number"]
        if row["state"] == State.CLOSED:
            closed[key(row)] += row["number"]
    counts = [Counts(name, number, number - closed[name], closed[name]) for name, number in received.items()]
    return sorted(counts, key=lambda count: (-count.received, count.name))
