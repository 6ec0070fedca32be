"""The lists of questions: what is mine, my unit's, everybody's; what is due, newly overdue, long overdue (ND-11.1a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qa import people
from qa.desk.parts import PER_PAGE, Parts
from qa.models import OPEN, Consultation, Question, QuestionTerms, State
from qa.models.questions import QuestionQuerySet
from units import calendar
from units.models import Unit

if TYPE_CHECKING:
    from accounts.models import User

SOON = timedelta(days=2)


LABELS: dict[str, str | Promise] = {
    "mine": _("Taken by me"),
    "new": _("To be accepted"),
    "open": _("All open"),
    "due": _("Due soon"),
    "late": _("Newly overdue"),
    "long": _("Long overdue"),
    "closed": _("Closed"),
}


def reach_of(user: User) -> QuestionQuerySet:
    """The questions that ``user`` may read: those of their units; a coordinator also what nobody has accepted yet."""
    own = Q(unit__in=people.answers_for(user) | people.leads(user))
    return Question.objects.filter(own | Q(state=State.RECEIVED) if people.coordinates(user) else own)


def parts(user: User, now: datetime) -> dict[str, Q]:
    """Each list as a condition."""
    long_since = calendar.start_of(calendar.day_of(now) - timedelta(days=QuestionTerms.now().long_after))
    is_open = Q(state__in=[state.value for state in OPEN])
    return {
        "mine": is_open & Q(officer=user),
        "new": Q(state=State.RECEIVED),
        "open": is_open,
        "due": is_open & Q(due_at__gt=now, due_at__lte=now + SOON),
        "late": is_open & Q(due_at__lte=now, due_at__gt=long_since),
        "long": is_open & Q(due_at__lte=long_since),
        "closed": ~is_open,
    }


class Lists(Parts[Question]):
    """What the screen of questions shows a person: the chosen list, the others' numbers, what their unit was asked."""

    def __init__(self, user: User, chosen: str, number: str | None) -> None:
        super().__init__(reach_of(user), parts(user, timezone.now()), LABELS, chosen, number)
        self.user = user

    def consultations(self) -> list[Consultation]:
        """The opinions that the person's units owe, the earliest due first."""
        rows = Consultation.objects.open().filter(unit__in=people.answers_for(self.user), question__state__in=OPEN)
        return list(rows.select_related("question__unit", "unit").order_by("due_at", "pk")[:PER_PAGE])


@dataclass(frozen=True)
class UnitRow:
    """How one unit keeps its time."""

    unit: Unit
    open: int
    late: int
    long: int
    answered: int
    on_time: int


def by_unit(user: User) -> list[UnitRow]:
    """Figures for every unit that has had a question; for who watches all of them, otherwise for the person's own."""
    found = parts(user, timezone.now())
    questions = Question.objects.all() if people.watches(user) else reach_of(user)
    rows = (
        questions.order_by()
        .values("unit")
        .annotate(
            open=Count("pk", filter=found["open"]),
            late=Count("pk", filter=found["late"]),
            long=Count("pk", filter=found["long"]),
            answered=Count("pk", filter=Q(state=State.ANSWERED)),
            on_time=Count("pk", filter=Q(state=State.ANSWERED, answered_on_time=True)),
        )
    )
    figures: dict[int, dict[str, Any]] = {row["unit"]: {**row} for row in rows}
    units = Unit.objects.filter(pk__in=figures).in_protocol_order()
    return [UnitRow(**{**figures[unit.pk], "unit": unit}) for unit in units]
