"""The forms of the quotas: what the report shows, a quota typed, a sheet imported (ND-7.1c)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from units import calendar
from units.calendar import Period
from units.contributions import countable
from units.contributions.periods import Span
from units.contributions.readers import Reach
from units.duties import spans
from units.duties.forms import DayField, YearField
from units.models.register import Unit
from units.quotas import rules
from units.quotas.assigning import Assignment, Ground
from units.quotas.models import ANY_KIND, DECISION_LENGTH, LARGEST
from units.spreadsheets import SheetField

_CHOOSE = _("You cannot choose this here; choose from the list.")
SPANS = [(span.value, span.label) for span in (Span.MONTH, Span.QUARTER, Span.YEAR)]
SHORT = "short"


class PeriodFields(forms.Form):
    """A month, quarter or year by span, year and number."""

    span = forms.ChoiceField(label=_("Period"), choices=SPANS, error_messages={"invalid_choice": _CHOOSE})
    number = forms.TypedChoiceField(
        label=_("Number in the year"),
        coerce=int,
        choices=[(number, str(number)) for number in range(1, 13)],
        help_text=_("1 to 12 for a month, 1 to 4 for a quarter, 1 for a year."),
        error_messages={"invalid_choice": _CHOOSE},
    )
    year = YearField(label=_("Year"))

    def clean(self) -> dict[str, Any]:
        """Refuse a fifth quarter."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        span, number = said.get("span"), said.get("number")
        if span == Span.YEAR:
            said["number"] = 1
        elif span and number and number > spans.IN_A_YEAR[span]:
            self.add_error("number", _("A year has four quarters; choose a number from 1 to 4."))
        return said

    def period(self) -> Period:
        """The period that was chosen; only of a valid form."""
        said = self.cleaned_data
        return spans.period(said["span"], said["year"], said["number"])


class ReportForm(PeriodFields):
    """Which quotas are shown; each parameter that is missing gets its default, this month."""

    unit = forms.ChoiceField(
        label=_("Unit"),
        required=False,
        error_messages={
            "invalid_choice": _("“%(value)s” is not a unit whose quotas you may see; choose one from the list.")
        },
    )
    only = forms.ChoiceField(
        label=_("Standing"),
        required=False,
        choices=[("", _("All")), (SHORT, _("Shortfalls only"))],
        error_messages={"invalid_choice": _CHOOSE},
    )

    def __init__(self, asked: QueryDict, reach: Reach) -> None:
        data, today = asked.copy(), calendar.today()
        span = data.setdefault("span", Span.MONTH.value)
        present = spans.number_of(span, today) if span in spans.IN_A_YEAR else 1
        data.setdefault("number", str(present))
        data.setdefault("year", str(today.year))
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["number"].help_text = ""
        fields["unit"].choices = [("", _("All")), *((unit.code, unit.name) for unit in reach.units)]


class GroundFields(forms.Form):
    """The decision that quotas rest on."""

    decision = forms.CharField(
        label=_("Decision"),
        max_length=DECISION_LENGTH,
        help_text=_("Number of the decision, for example “Nghị quyết số 15-NQ/ĐUK”."),
    )
    decided_on = DayField(label=_("Day of the decision"))

    def ground(self) -> Ground:
        """The decision as typed; only of a valid form."""
        return Ground(self.cleaned_data["decision"], self.cleaned_data["decided_on"])


class QuotaForm(GroundFields, PeriodFields):
    """One quota of one unit."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), error_messages={"invalid_choice": _CHOOSE}
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False, error_messages={"invalid_choice": _CHOOSE})
    quota = forms.IntegerField(
        label=_("Quota"),
        min_value=0,
        max_value=LARGEST,
        error_messages={"invalid": _("Enter a whole number, for example 4.")},
    )
    field_order = ["decision", "decided_on", "unit", "kind", "span", "number", "year", "quota"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset = Unit.objects.active().in_protocol_order()
        fields["kind"].choices = [(ANY_KIND, _("every kind")), *countable.kinds().items()]
        fields["year"].initial, fields["number"].initial = calendar.today().year, calendar.today().month

    def clean(self) -> dict[str, Any]:
        """Refuse a period that is over."""
        said = super().clean()
        if not self.errors and (sentence := rules.refusal_of_period(said["span"], self.period().first)):
            self.add_error("number", sentence)
        return said

    def assignment(self) -> Assignment:
        """The quota as typed; only of a valid form."""
        said = self.cleaned_data
        return Assignment(said["unit"], said["kind"], said["span"], self.period(), said["quota"])


class SheetForm(GroundFields):
    """A spreadsheet of quotas."""

    file = SheetField(
        help_text=_("XLSX or CSV with the columns unit, kind, period and quota; download the sheet to fill in below.")
    )

    def refuse(self, sentences: list[str]) -> None:
        """Show the mistakes of the sheet beside the file."""
        for sentence in sentences:
            self.add_error("file", ValidationError(sentence))
