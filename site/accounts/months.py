"""A month as the regulations count it: to the same day of the next month, or its last where that day is missing."""

from calendar import monthrange
from datetime import date

#: Days that stand for a calendar month: no month is longer, and ``a_month_after`` cuts the shorter ones.
MONTH = 31


def a_month_after(day: date) -> date:
    """The day a month after ``day``: 15/01 → 15/02, 31/01 → 28/02."""
    year, month = (day.year + 1, 1) if day.month == 12 else (day.year, day.month + 1)
    return date(year, month, min(day.day, monthrange(year, month)[1]))
