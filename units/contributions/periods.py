"""The periods a report may cover, and what they are called."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.calendar import Period

#: Years that a report may ask for; wide enough for any portal, narrow enough for every database's dates.
FIRST_YEAR, LAST_YEAR = 2000, 2100
QUARTERS = {1: "I", 2: "II", 3: "III", 4: "IV"}


class Span(TextChoices):
    """What kind of period is asked for."""

    MONTH = "month", gettext_lazy("Month")
    QUARTER = "quarter", gettext_lazy("Quarter")
    YEAR = "year", gettext_lazy("Year")
    DAYS = "days", gettext_lazy("From day to day")


def quarter_of(day: date) -> int:
    """The number of the quarter in which ``day`` lies."""
    return (day.month + 2) // 3


def label(span: str, period: Period) -> str:
    """The period in words, such as "month 10/2026"."""
    first, last = period.first, period.last
    if span == Span.MONTH:
        return _("month %(month)s") % {"month": f"{first:%m/%Y}"}
    if span == Span.QUARTER:
        return _("quarter %(quarter)s") % {"quarter": f"{QUARTERS[quarter_of(first)]}/{first.year}"}
    if span == Span.YEAR:
        return _("year %(year)s") % {"year": first.year}
    return _("from %(first)s to %(last)s") % {"first": day_text(first), "last": day_text(last)}


def day_text(day: date | None) -> str:
    """A day as 05/02/2026; nothing for no day."""
    return f"{day:%d/%m/%Y}" if day else ""


def local(moment: datetime) -> datetime:
    """``moment`` on the portal's clock, whatever time zone the reader's account prefers."""
    return timezone.localtime(moment, timezone.get_default_timezone())


def moment_text(moment: datetime | None) -> str:
    """A moment as 05/02/2026 16:30 on the portal's clock; nothing for no moment."""
    return f"{local(moment):%d/%m/%Y %H:%M}" if moment else ""
