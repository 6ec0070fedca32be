"""How the public templates write dates, numbers, page numbers and addresses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django import template
from django.core.paginator import Page
from django.utils import timezone

from units import calendar

register = template.Library()


def _day(value: date | datetime) -> date:
    """Return the day a moment falls on in the portal's time zone."""
    if isinstance(value, datetime):
        return (timezone.localtime(value) if timezone.is_aware(value) else value).date()
    return value


@register.filter
def long_date(value: date | datetime | None) -> str:
    """Write a date as an official does: "ngày 05 tháng 02 năm 2026". Nothing gives an empty string."""
    return calendar.in_words(_day(value)) if value else ""


@register.filter
def short_date(value: date | datetime | None) -> str:
    """Write a date for tables and lists: "05/02/2026". Nothing gives an empty string."""
    return f"{_day(value):%d/%m/%Y}" if value else ""


@register.filter
def machine_date(value: date | datetime | None) -> str:
    """Write a date for the ``datetime`` attribute of ``<time>``: ISO 8601, in the portal's time zone."""
    if not value:
        return ""
    if isinstance(value, datetime) and timezone.is_aware(value):
        return timezone.localtime(value).isoformat(timespec="minutes")
    return value.isoformat()


@register.filter
def vi_number(value: float | Decimal | None) -> str:
    """Write a number with Vietnamese separators: 1234567.5 becomes "1.234.567,5". Nothing gives an empty string."""
    if value is None or value == "":
        return ""
    return f"{value:,}".translate(str.maketrans(",.", ".,"))


@register.filter
def url_part(value: object) -> str:
    """Escape an address or a title so that it can stand inside the query of another address."""
    return quote(str(value), safe="")


@register.simple_tag
def page_numbers(page: Page[Any]) -> Iterator[int | str]:
    """Give the page numbers to show around the current one; what is left out comes as an ellipsis."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
