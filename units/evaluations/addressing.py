"""From the parts of an address to a unit and a quarter."""

from __future__ import annotations

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from units.duties import spans
from units.duties.spans import Every
from units.models.register import Unit


def quarter_at(year: int, number: int) -> date:
    """The first day of the quarter. Raises ``Http404`` where there is none."""
    try:
        return spans.period(Every.QUARTER, year, number).first
    except ValueError as error:
        raise Http404(_("There is no such quarter.")) from error


def unit_at(code: str) -> Unit:
    """The unit with this code. Raises ``Http404`` for none."""
    return get_object_or_404(Unit.objects.prefetch_related("former_names"), code=code)
