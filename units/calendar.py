"""The one calendar: days, months and quarters as Asia/Ho_Chi_Minh counts them."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone


def today() -> date:
    """The current day in the portal's time zone."""
    return day_of(timezone.now())


def day_of(moment: datetime) -> date:
    """The day of ``moment`` in the portal's time zone, whatever zone a person has chosen to see."""
    return timezone.localdate(moment, timezone.get_default_timezone())


def in_words(day: date) -> str:
    """A day as an official writes it: "ngày 05 tháng 02 năm 2026".

    Days below ten and the months January and February carry a leading zero, the other months none (the rule for
    dating Party and State documents, which both regulations follow).
    """
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def start_of(day: date) -> datetime:
    """Midnight at which ``day`` begins, aware."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_default_timezone())


@dataclass(frozen=True)
class Period:
    """A run of whole days, both ends included."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError("a period cannot end before it begins")

    @property
    def begins_at(self) -> datetime:
        """The first instant of the period."""
        return start_of(self.first)

    @property
    def ends_at(self) -> datetime:
        """The first instant after the period, so that ``begins_at <= t < ends_at``."""
        return start_of(self.last + timedelta(days=1))


def month(year: int, number: int) -> Period:
    """The calendar month ``number`` (1 to 12). Raises ``ValueError`` for any other number."""
    if not 1 <= number <= 12:
        raise ValueError("a month is a number from 1 to 12")
    return Period(date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1]))


def quarter(year: int, number: int) -> Period:
    """The quarter ``number`` (1 to 4). Raises ``ValueError`` for any other number."""
    if not 1 <= number <= 4:
        raise ValueError("a quarter is a number from 1 to 4")
    return Period(month(year, 3 * number - 2).first, month(year, 3 * number).last)


def year(number: int) -> Period:
    """The calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))
