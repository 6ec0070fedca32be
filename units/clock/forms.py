"""The month that the report on late items is asked for."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from units import calendar
from units.calendar import Period
from units.contributions.periods import FIRST_YEAR, LAST_YEAR

_YEAR = _("Enter a year from 2000 to 2100, for example 2026.")


class MonthForm(forms.Form):
    """A month and a year, this month's where nothing is asked."""

    month = forms.TypedChoiceField(
        label=_("Month"),
        coerce=int,
        choices=[(number, str(number)) for number in range(1, 13)],
        error_messages={"invalid_choice": _("Choose a month from 1 to 12; “%(value)s” is none.")},
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        localize=False,
        error_messages={"required": _YEAR, "invalid": _YEAR, "min_value": _YEAR, "max_value": _YEAR},
    )

    def __init__(self, asked: QueryDict) -> None:
        today = calendar.today()
        data = asked.copy()
        data.setdefault("month", str(today.month))
        data.setdefault("year", str(today.year))
        super().__init__(data)

    def period(self) -> Period:
        """The month asked for; only of a valid form."""
        return calendar.month(self.cleaned_data["year"], self.cleaned_data["month"])
