"""The periods a duty may run in: months, quarters and years, each known by its year and its number in it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from units import calendar
from units.calendar import Period
from units.contributions import periods

DAY = timedelta(days=1)


class Every(TextChoices):
    """How often a duty falls due; the values are those of ``units.contributions.periods.Span``."""

    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every quarter")
    YEAR = "year", _("every year")


#: How many periods a year has.
IN_A_YEAR = {Every.MONTH.value: 12, Every.QUARTER.value: 4, Every.YEAR.value: 1}


def period(span: str, year: int, number: int) -> Period:
    """The period ``number`` (from 1) of ``year``. Raises ``ValueError`` where there is none."""
    if not periods.FIRST_YEAR <= year <= periods.LAST_YEAR:
        raise ValueError("a year from 2000 to 2100")
    if span == Every.MONTH:
        return calendar.month(year, number)
    if span == Every.QUARTER:
        return calendar.quarter(year, number)
    if number != 1:
        raise ValueError("a year is the only period of its year")
    return calendar.year(year)


def number_of(span: str, day: date) -> int:
    """The number, within its year, of the period in which ``day`` lies."""
    if span == Every.MONTH:
        return day.month
    return periods.quarter_of(day) if span == Every.QUARTER else 1


def period_of(span: str, day: date) -> Period:
    """The period in which ``day`` lies."""
    return period(span, day.year, number_of(span, day))


def following(span: str, before: Period) -> Period:
    """The period after ``before``."""
    return period_of(span, before.last + DAY)


def within_year(span: str, year: int) -> list[Period]:
    """Every period of ``year``."""
    return [period(span, year, number) for number in range(1, IN_A_YEAR[span] + 1)]


def label(span: str, one: Period) -> str:
    """The period in words, such as "quarter III/2026"."""
    return periods.label(span, one)


def short_label(span: str, one: Period) -> str:
    """The period as the head of a column: "III/2026", "10/2026", "2026"."""
    if span == Every.YEAR:
        return f"{one.first:%Y}"
    return (
        f"{one.first:%m/%Y}"
        if span == Every.MONTH
        else f"{periods.QUARTERS[number_of(span, one.first)]}/{one.first:%Y}"
    )
