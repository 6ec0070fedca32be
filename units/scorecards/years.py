"""The years of scorecards: their days, whose they are, and when they can be drawn up (LD-7.1)."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from units import calendar
from units.calendar import Period
from units.contributions.figures import existed
from units.models.register import Unit
from units.periods.closing import GRACE
from units.scorecards.models import Criteria


def days_of(year: int, today: date | None = None) -> Period:
    """The days of a year or, given ``today``, those of them that have come."""
    whole = calendar.year(year)
    return whole if today is None or today >= whole.last else Period(whole.first, max(today, whole.first))


def units_of(year: int) -> list[Unit]:
    """The units that existed on the last day of ``year`` or exist today, while it runs; in protocol order."""
    last = days_of(year, calendar.today()).last
    units = Unit.objects.in_protocol_order().prefetch_related("former_names")
    return [unit for unit in units if existed(unit, Period(last, last))]


def is_running(year: int) -> bool:
    """Whether it is the present year, of which nothing is kept yet."""
    return year == calendar.today().year


def refusal(year: int) -> str | None:
    """Why no scorecards of ``year`` can be drawn up now; None if they can."""
    if Criteria.objects.for_year(year) is None:
        return _("No criteria hold in %(year)s; lay them first.") % {"year": year}
    if timezone.now() < days_of(year).ends_at + GRACE:
        return _("%(year)s is not over yet; its figures are closed in the night after its last day.") % {"year": year}
    return None
