"""The form above the report: what was typed stays, and what is wrong is said in a sentence (LD-6.1a)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from search.vietnamese import sort_key
from units import calendar
from units.calendar import Period
from units.contributions import countable, periods
from units.contributions.periods import FIRST_YEAR, LAST_YEAR, Span
from units.contributions.readers import Reach
from units.contributions.selection import ORIGINS, Selection
from units.models import Unit

YES_NO = {"": None, "yes": True, "no": False}
PERIOD_FIELDS = {
    Span.MONTH: ("month", "year"),
    Span.QUARTER: ("quarter", "year"),
    Span.YEAR: ("year",),
    Span.DAYS: ("first", "last"),
}
_EITHER = _("Choose one of the values in the list; “%(value)s” is none of them.")
_YEAR = _("Enter a year from 2000 to 2100, for example 2026.")
_DAY = _("Enter a day as dd/mm/yyyy, for example 15/10/2026.")


class ReportForm(forms.Form):
    """Reads the parameters of a report; each that is missing gets its default, today's month."""

    span = forms.ChoiceField(label=_("Period"), choices=Span, error_messages={"invalid_choice": _EITHER})
    month = forms.TypedChoiceField(
        label=_("Month"),
        coerce=int,
        choices=[(number, str(number)) for number in range(1, 13)],
        error_messages={"invalid_choice": _("Choose a month from 1 to 12; “%(value)s” is none.")},
    )
    quarter = forms.TypedChoiceField(
        label=_("Quarter"),
        coerce=int,
        choices=[*periods.QUARTERS.items()],
        error_messages={"invalid_choice": _("Choose a quarter from 1 to 4; “%(value)s” is none.")},
    )
    year = forms.IntegerField(
        label=_("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        localize=False,
        error_messages={"required": _YEAR, "invalid": _YEAR, "min_value": _YEAR, "max_value": _YEAR},
    )
    first = forms.DateField(
        label=_("First day"), widget=AdminDateInput, error_messages={"required": _DAY, "invalid": _DAY}
    )
    last = forms.DateField(
        label=_("Last day"), widget=AdminDateInput, error_messages={"required": _DAY, "invalid": _DAY}
    )
    unit = forms.ChoiceField(
        label=_("Unit"),
        required=False,
        error_messages={
            "invalid_choice": _("“%(value)s” is not a unit whose figures you may see; choose one from the list.")
        },
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, error_messages={"invalid_choice": _EITHER})
    section = forms.CharField(
        label=_("Section"), required=False, validators=[MaxLengthValidator(255)], widget=forms.Select
    )
    origin = forms.ChoiceField(
        label=_("Origin"),
        required=False,
        choices=[("", _("All")), *ORIGINS.items()],
        error_messages={"invalid_choice": _EITHER},
    )
    timely = forms.TypedChoiceField(
        label=_("Timely news"),
        required=False,
        choices=[("", _("All")), ("yes", _("Timely news only")), ("no", _("Without timely news"))],
        coerce=YES_NO.__getitem__,
        empty_value=None,
        error_messages={"invalid_choice": _EITHER},
    )

    def __init__(self, asked: QueryDict, reach: Reach) -> None:
        today = calendar.today()
        data = asked.copy()
        quarter = periods.quarter_of(today)
        defaults = {"span": Span.MONTH, "month": today.month, "quarter": quarter, "year": today.year}
        for name, value in defaults.items():
            data.setdefault(name, str(value))
        super().__init__(data)
        self._units = {unit.code: unit for unit in reach.units}
        self._choices("unit").choices = [("", _("All")), *((unit.code, _listed(unit)) for unit in reach.units)]
        self._choices("kind").choices = [("", _("All")), *countable.kinds().items()]
        self.offer_sections(())

    def _choices(self, name: str) -> Any:
        return self.fields[name]

    def offer_sections(self, titles: Iterable[str]) -> None:
        """Let the list of sections hold ``titles``, and what was asked for in any case."""
        offered = {*titles, self["section"].value() or ""} - {""}
        self._choices("section").widget.choices = [
            ("", _("All")),
            *((title, title) for title in sorted(offered, key=sort_key)),
        ]

    def clean(self) -> dict[str, Any]:
        """Judge the period that was asked for, and forgive the fields that belong to another kind of period."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        wanted = PERIOD_FIELDS.get(cleaned.get("span", ""), ())
        for name in ("month", "quarter", "year", "first", "last"):
            if name not in wanted:
                self.errors.pop(name, None)
        for name in ("first", "last"):
            day = cleaned.get(name)
            if name in wanted and day and not FIRST_YEAR <= day.year <= LAST_YEAR:
                self.add_error(name, _YEAR)
        first, last = cleaned.get("first"), cleaned.get("last")
        if "last" in wanted and first and last and last < first:
            self.add_error("last", _("The last day lies before the first; correct one of the two."))
        return cleaned

    def selection(self) -> Selection:
        """The question asked; only of a valid form."""
        asked = self.cleaned_data
        return Selection(
            span=asked["span"],
            period=_period(asked),
            unit=self._units.get(asked["unit"]),
            kind=asked.get("kind", ""),
            section=asked.get("section", ""),
            origin=asked.get("origin", ""),
            timely=asked.get("timely"),
        )


def _listed(unit: Unit) -> str:
    return unit.name if unit.is_active else str(_("%(unit)s (ended)") % {"unit": unit.name})


def _period(asked: dict[str, Any]) -> Period:
    if asked["span"] == Span.MONTH:
        return calendar.month(asked["year"], asked["month"])
    if asked["span"] == Span.QUARTER:
        return calendar.quarter(asked["year"], asked["quarter"])
    if asked["span"] == Span.YEAR:
        return calendar.year(asked["year"])
    return Period(asked["first"], asked["last"])
