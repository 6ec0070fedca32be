"""Who is told of a duty, in which words: the people who write for the unit, its leader, the office (ND-9.5)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units import people
from units.calendar import Period
from units.contributions.periods import day_text
from units.duties import spans
from units.duties.models import Duty, DutyVerdict
from units.duties.reckoning import Standing
from units.messages.models import Kind, Message
from units.messages.telling import tell
from units.models.membership import Capability
from units.models.register import Unit

if TYPE_CHECKING:
    from accounts.models import User

LEADER = "leader"
#: A message to the office names this many units and says how many more there are.
NAMED = 20


def cell_address(duty: Duty, unit: Unit, period: Period) -> str:
    """Where one unit's standing in one period is shown, with the items behind it."""
    number = spans.number_of(duty.span, period.first)
    return reverse("duties:cell", args=[duty.pk, unit.code, period.first.year, number])


def matrix_address(duty: Duty, period: Period) -> str:
    """Where every unit's standing in the year of ``period`` is shown."""
    return f"{reverse('duties:matrix')}?duty={duty.pk}&year={period.first.year}"


def leaders(unit: Unit) -> list[User]:
    """Who leads ``unit``."""
    return list(people.holders(LEADER, unit).order_by("pk"))


def people_who_owe(unit: Unit) -> list[User]:
    """Who writes for ``unit``, and who leads it."""
    writers = people.with_capability(Capability.WRITE, unit) | people.with_capability(Capability.EDIT, unit)
    return [*writers, *leaders(unit)]


def office() -> list[User]:
    """Who keeps the register for the whole portal."""
    return list(people.with_capability(Capability.REGISTER))


def remind(standing: Standing, days_left: int) -> list[Message]:
    """Tell the people of one unit that a duty is not fulfilled yet and how long there is."""
    duty, period = standing.duty, standing.period
    values = {
        "duty": duty.name,
        "unit": standing.unit.label,
        "counted": standing.counted,
        "required": duty.minimum,
        "period": duty.label(period),
        "day": day_text(period.last),
        "days": days_left,
    }
    if days_left:
        sentence = ngettext(
            "“%(duty)s”: in %(period)s %(unit)s has %(counted)s of %(required)s public; %(days)s day is left, until "
            "%(day)s.",
            "“%(duty)s”: in %(period)s %(unit)s has %(counted)s of %(required)s public; %(days)s days are left, until "
            "%(day)s.",
            days_left,
        )
    else:
        sentence = _(
            "“%(duty)s”: in %(period)s %(unit)s has %(counted)s of %(required)s public; today, %(day)s, is the last "
            "day."
        )
    kind = Kind.WAITING if days_left else Kind.DUE_TODAY
    where = cell_address(duty, standing.unit, period)
    return tell(people_who_owe(standing.unit), kind, sentence % values, where, item=duty)


def shortfall(duty: Duty, period: Period, missed: Sequence[DutyVerdict]) -> list[Message]:
    """Tell each leader what their unit fell short of, and the office which units did, once a period."""
    told: list[Message] = []
    if not missed:
        return told
    for verdict in missed:
        sentence = _("“%(duty)s”: %(unit)s did not fulfil it in %(period)s: %(counted)s of %(required)s.") % {
            "duty": duty.name,
            "unit": verdict.unit_name,
            "period": duty.label(period),
            "counted": verdict.counted,
            "required": verdict.required,
        }
        where = cell_address(duty, verdict.unit, period)
        told += tell(leaders(verdict.unit), Kind.OVERDUE, sentence, where, item=duty)
    names = ", ".join(verdict.unit_name for verdict in missed[:NAMED])
    if len(missed) > NAMED:
        names = _("%(names)s and %(number)s more") % {"names": names, "number": len(missed) - NAMED}
    sentence = ngettext(
        "“%(duty)s”: %(count)s unit did not fulfil it in %(period)s: %(names)s.",
        "“%(duty)s”: %(count)s units did not fulfil it in %(period)s: %(names)s.",
        len(missed),
    ) % {"duty": duty.name, "count": len(missed), "period": duty.label(period), "names": names}
    return told + tell(office(), Kind.ESCALATED, sentence, matrix_address(duty, period), item=duty)


def judged_again(verdict: DutyVerdict, by: User | None) -> list[Message]:
    """Tell the unit's leader and the office that a past verdict was replaced, and why."""
    settlement = verdict.settlement
    duty, period = settlement.duty, settlement.period
    sentence = _("“%(duty)s”, %(period)s: the verdict on %(unit)s is now “%(state)s”: %(why)s") % {
        "duty": duty.name,
        "period": duty.label(period),
        "unit": verdict.unit_name,
        "state": verdict.get_state_display(),
        "why": verdict.reason,
    }
    told = [person for person in [*leaders(verdict.unit), *office()] if person != by]
    return tell(told, Kind.TOLD, sentence, cell_address(duty, verdict.unit, period), item=duty)
