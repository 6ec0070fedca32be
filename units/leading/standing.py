"""How we stand: what was given this month, quotas and duties of the periods that run (ND-7.1c, ND-9.2, ND-9.5)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from units import calendar
from units.calendar import Period
from units.duties import binding, spans, telling
from units.duties.models import Duty, State
from units.duties.reckoning import reckon
from units.duties.spans import DAY, Every
from units.leading.chairs import Chair
from units.leading.lines import Line, Part, Tone, register
from units.quotas.models import Quota
from units.quotas.progress import Progress, Standing, progress_of
from units.quotas.warning import address

#: So many units that fall behind are named.
NAMED = 3


def given(chair: Chair) -> Iterator[Line]:
    """What went public this month, beside the same days of the month before; one query."""
    today = calendar.day_of(chair.now)
    this_month = Period(today.replace(day=1), today)
    before = _same_days_before(today)
    both = Q(published_at__gte=before.begins_at, published_at__lt=this_month.ends_at)
    figures = (
        chair.rows()
        .filter(both)
        .aggregate(
            now=Count("pk", filter=Q(published_at__gte=this_month.begins_at)),
            then=Count("pk", filter=Q(published_at__lt=before.ends_at)),
        )
    )
    text = _("Published this month: %(now)s; in the same days of the month before: %(then)s.") % figures
    yield Line(text, _("Open the report"), reverse("contributions:index"))


def _same_days_before(today: date) -> Period:
    last = today.replace(day=1) - DAY
    return Period(last.replace(day=1), last.replace(day=min(today.day, last.day)))


def quotas(chair: Chair) -> Iterator[Line]:
    """A line for each span in which quotas run: how many are met or on course, and who falls behind."""
    today = calendar.day_of(chair.now)
    running = Q(pk__in=[])
    for span in Every.values:
        running |= Q(span=span, first=spans.period_of(span, today).first)
    wanted = Quota.objects.filter(running).standing().for_display()
    if not chair.reach.everything:
        wanted = wanted.filter(unit__in=chair.reach.units)
    by_span: dict[str, list[Quota]] = {}
    for quota in wanted:
        by_span.setdefault(quota.span, []).append(quota)
    for span, theirs in by_span.items():
        lines = progress_of(theirs, chair.now)
        period = spans.period_of(span, today)
        yield _of_quotas(lines, spans.label(span, period), address(span, period))


def _of_quotas(lines: list[Progress], period: str, url: str) -> Line:
    behind = sorted((line for line in lines if line.is_short), key=lambda line: line.percent)
    share = round(100 * sum(min(line.counted, line.quota.number) for line in lines) / _asked(lines))
    met = sum(line.standing is Standing.MET for line in lines)
    values = {"period": period, "met": met, "all": len(lines), "behind": len(behind), "names": _names(behind)}
    if not behind:
        text = _("Quotas of %(period)s: %(met)s of %(all)s met, none falls behind.") % values
        return Line(text, _("See the quotas"), url, Tone.GOOD, share)
    text = _("Quotas of %(period)s: %(met)s of %(all)s met, %(behind)s fall behind: %(names)s.") % values
    return Line(text, _("See who is behind"), f"{url}&only=short", Tone.BAD, share)


def _asked(lines: list[Progress]) -> int:
    return sum(line.quota.number for line in lines) or 1


def _names(behind: list[Progress]) -> str:
    told = [f"{line.quota.unit.label} ({line.counted}/{line.quota.number})" for line in behind[:NAMED]]
    return ", ".join(told) + (" …" if len(behind) > NAMED else "")


def duties(chair: Chair) -> Iterator[Line]:
    """A line for each duty that binds somebody now: how many have fulfilled it, how many days are left."""
    today = calendar.day_of(chair.now)
    held = [duty for duty in Duty.objects.in_force(today).for_display() if not binding.is_dormant(duty)]
    terms = [(duty, spans.period_of(duty.span, today)) for duty in held]
    seen = None if chair.unit is None else {chair.unit.pk}
    bound: dict[int, list[State]] = {}
    for standing in reckon([term for term in terms if term[0].covers(term[1])], chair.now):
        if standing.state != State.NOT_BOUND and (seen is None or standing.unit.pk in seen):
            bound.setdefault(standing.duty.pk, []).append(standing.state)
    for duty, period in terms:
        states = bound.get(duty.pk, [])
        if states:
            yield _of_duty(chair, duty, period, states)


def _of_duty(chair: Chair, duty: Duty, period: Period, states: list[State]) -> Line:
    done = sum(state != State.PENDING for state in states)
    values = {
        "duty": duty.name,
        "period": duty.label(period),
        "done": done,
        "all": len(states),
        "days": (period.last - calendar.day_of(chair.now)).days,
    }
    share = round(100 * done / len(states))
    url = telling.cell_address(duty, chair.unit, period) if chair.unit else telling.matrix_address(duty, period)
    if done == len(states):
        text = _("“%(duty)s”, %(period)s: fulfilled by %(done)s of %(all)s.") % values
        return Line(text, _("See the duty"), url, Tone.GOOD, share)
    text = _("“%(duty)s”, %(period)s: fulfilled by %(done)s of %(all)s, %(days)s days left.") % values
    return Line(text, _("See who owes it"), url, Tone.TELL, share)


register(Part.STANDING, "quotas", quotas)
register(Part.STANDING, "duties", duties)
register(Part.STANDING, "given", given)
