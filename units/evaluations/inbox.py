"""Evaluations in “My work”: to be sent by the leader, accepted by the office, approved by the Committee (LD-7.3b)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from units import people
from units.approval.elsewhere import Section
from units.duties import spans
from units.duties.spans import Every
from units.duties.telling import LEADER
from units.evaluations import asked, rules, telling
from units.evaluations.models import HANDED_IN, Evaluation, State
from units.models.register import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from accounts.models import User


@dataclass(frozen=True)
class Row:
    """One evaluation that waits: whose, of which quarter, for what."""

    unit: Unit
    first: date
    what: str
    #: Whether the unit should have sent it by now.
    is_overdue: bool = False

    @property
    def url(self) -> str:
        """Where it is written or decided on."""
        return telling.address(self.unit, self.first)

    @property
    def label(self) -> str:
        """The quarter in words."""
        return spans.label(Every.QUARTER, spans.period_of(Every.QUARTER, self.first))


def section_for(user: User, most: int) -> Section | None:
    """What waits for ``user``; None for everybody who neither leads a unit nor decides. Two queries, or one."""
    led = [held.unit for held in people.held_by(user) if held.unit is not None and held.role.code == LEADER]
    states = [*([State.SENT] if rules.is_office(user) else []), *([State.ACCEPTED] if rules.decides(user) else [])]
    if not led and not states:
        return None
    rows = [*_to_send(led), *_to_decide(user, states)]
    return Section(
        name="evaluations",
        heading=_("Quarterly evaluations"),
        empty=_("No evaluation waits for you."),
        number=len(rows),
        rows=rows[:most],
        url=reverse("evaluations:index"),
        template="evaluations/_waiting.html",
    )


def _to_send(led: list[Unit]) -> Iterator[Row]:
    """Evaluations of the last quarter that the units have not sent."""
    now = timezone.now()
    quarter = asked.last_over(now) if led else None
    if quarter is None:
        return
    sent = Evaluation.objects.of_quarter(quarter.first).filter(unit__in=led, state__in=HANDED_IN)
    done = set(sent.values_list("unit", flat=True))
    for unit in led:
        if unit.pk not in done and asked.is_of(quarter, unit):
            what = _("to be sent by %(day)s") % {"day": quarter.due_text}
            yield Row(unit, quarter.first, what, quarter.is_overdue(now))


def _to_decide(user: User, states: list[State]) -> Iterator[Row]:
    """Those that were handed in and wait for the office or the Committee; never what one has sent oneself."""
    words = {State.SENT: _("to be accepted"), State.ACCEPTED: _("to be approved")}
    if states:
        for found in Evaluation.objects.filter(state__in=states).exclude(sent_by=user).in_protocol_order():
            yield Row(found.unit, found.first, words[State(found.state)])
