"""Which days are worked, and how working time passes: twenty-four hours on a working day, none on a day off."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from units import calendar
from units.clock.models import DayOff

DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
SATURDAY = 5


@dataclass(frozen=True)
class WorkingDays:
    """Monday to Friday, without the days in ``off`` and with the weekend days in ``worked``."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    @classmethod
    def load(cls) -> WorkingDays:
        """The days as entered in the register; one query."""
        entered = list(DayOff.objects.values_list("day", "works"))
        return cls(
            off=frozenset(day for day, works in entered if not works),
            worked=frozenset(day for day, works in entered if works),
        )

    def is_working(self, day: date) -> bool:
        """Whether ``day`` is worked."""
        return day in self.worked or (day.weekday() < SATURDAY and day not in self.off)

    def add_days(self, day: date, number: int) -> date:
        """The ``number``-th working day after ``day``, or before it for a negative number.

        0 gives ``day`` itself or, where it is off, the next working day.
        """
        step = DAY if number >= 0 else -DAY
        left = abs(number)
        if left == 0:
            while not self.is_working(day):
                day += DAY
        while left:
            day += step
            left -= self.is_working(day)
        return day

    def add_hours(self, moment: datetime, hours: int) -> datetime:
        """The moment ``hours`` of working time after ``moment``, in the portal's zone and never on a day off.

        Raises ``ValueError`` for a negative number of hours.
        """
        if hours < 0:
            raise ValueError("working time does not run backwards")
        left = timedelta(hours=hours)
        day = calendar.day_of(moment)
        if not self.is_working(day):
            day = self.add_days(day, 0)
            moment = calendar.start_of(day)
        # An hour that ends at midnight ends where the next working day begins.
        while left >= (rest := calendar.start_of(day + DAY) - moment):
            left -= rest
            day = self.add_days(day, 1)
            moment = calendar.start_of(day)
        return moment.astimezone(calendar.start_of(day).tzinfo) + left

    def minutes_between(self, first: datetime, last: datetime) -> int:
        """Whole minutes of working time from ``first`` to ``last``; 0 where ``last`` is not later."""
        total = timedelta()
        day = calendar.day_of(first)
        while first < last:
            end = min(calendar.start_of(day + DAY), last)
            if self.is_working(day):
                total += end - first
            first = end
            day += DAY
        return total // MINUTE


#: The week as it is where no holiday has been entered.
WEEKS = WorkingDays()
