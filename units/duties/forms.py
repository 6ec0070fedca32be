"""The forms of the duties: what the matrix shows, a new duty, its end, an excuse and its end (ND-9.5)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from search.vietnamese import normalise
from units import calendar
from units.calendar import Period
from units.contributions import countable
from units.contributions.periods import FIRST_YEAR, LAST_YEAR
from units.duties import rules, spans
from units.duties.binding import concerned
from units.duties.models import NAME_LENGTH, REASON_LENGTH, USUAL_REMINDERS, Duty
from units.duties.spans import Every
from units.models.register import Unit, UnitKind

_CHOOSE = _("You cannot choose this here; choose from the list.")
_DAY = _("Enter a day as dd/mm/yyyy, for example 15/10/2026.")
_YEAR = _("Enter a year from 2000 to 2100, for example 2026.")
KIND, UNIT = "kind", "unit"
LONGEST_REMINDER = 366


class DayField(forms.DateField):
    """A day, with a sentence where it is none."""

    default_error_messages = {"required": _DAY, "invalid": _DAY}
    widget = AdminDateInput


class YearField(forms.IntegerField):
    """A year that a report may ask for."""

    default_error_messages = {"required": _YEAR, "invalid": _YEAR, "min_value": _YEAR, "max_value": _YEAR}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=FIRST_YEAR, max_value=LAST_YEAR, localize=False, **kwargs)


class MatrixForm(forms.Form):
    """Which duty and which year; what is missing is the first duty and this year."""

    duty = forms.ModelChoiceField(
        label=_("Duty"), queryset=Duty.objects.none(), empty_label=None, error_messages={"invalid_choice": _CHOOSE}
    )
    year = YearField(label=_("Year"))

    def __init__(self, asked: QueryDict, duties: QuerySet[Duty], first: Duty) -> None:
        data = asked.copy()
        data.setdefault("duty", str(first.pk))
        data.setdefault("year", str(calendar.today().year))
        super().__init__(data)
        self.fields["duty"].queryset = duties  # type: ignore[attr-defined]


class DutyForm(forms.Form):
    """A new duty: who owes what in which period, from when, by which decision."""

    name = forms.CharField(label=_("Name"), max_length=NAME_LENGTH)
    who = forms.ChoiceField(
        label=_("Who owes it"),
        choices=[(KIND, _("Every unit of a kind")), (UNIT, _("One unit"))],
        widget=forms.RadioSelect,
        initial=KIND,
    )
    unit_kind = forms.ModelChoiceField(
        label=_("Kind of unit"),
        queryset=UnitKind.objects.all(),
        required=False,
        error_messages={"invalid_choice": _CHOOSE},
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, error_messages={"invalid_choice": _CHOOSE}
    )
    kind = forms.ChoiceField(label=_("What is owed"), error_messages={"invalid_choice": _CHOOSE})
    minimum = forms.IntegerField(
        label=_("At least"),
        min_value=1,
        max_value=1000,
        initial=1,
        error_messages={
            "invalid": _("Enter a whole number, for example 1."),
            "min_value": _("Enter a number from 1; a duty asks for something."),
            "max_value": _("Enter a number up to 1000."),
        },
    )
    span = forms.ChoiceField(
        label=_("How often"), choices=Every, initial=Every.QUARTER, error_messages={"invalid_choice": _CHOOSE}
    )
    reminders = forms.CharField(
        label=_("Reminders, days before the last day"),
        initial=", ".join(map(str, USUAL_REMINDERS)),
        required=False,
        help_text=_("Numbers with commas between them; 0 is the last day itself. Empty: nobody is reminded."),
    )
    valid_from = DayField(
        label=_("From"),
        initial=calendar.today,
        help_text=_("It binds in periods that begin on this day or later."),
    )
    valid_to = DayField(label=_("Until"), required=False, help_text=_("Leave empty while no end is set."))
    decision = forms.CharField(
        label=_("Decision"),
        max_length=NAME_LENGTH,
        help_text=_("Number of the decision, for example “Quyết định số 15-QĐ/TU”."),
    )
    clause = forms.CharField(label=_("Clause"), max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = Unit.objects.active()  # type: ignore[attr-defined]
        self.fields["kind"].choices = list(countable.kinds().items())  # type: ignore[attr-defined]

    def clean_name(self) -> str:
        """The name in one spelling."""
        return normalise(self.cleaned_data["name"]).strip()

    def clean_decision(self) -> str:
        """The decision in one spelling."""
        return normalise(self.cleaned_data["decision"]).strip()

    def clean_reminders(self) -> list[int]:
        """The days as numbers, the earliest reminder first. Raises ``ValidationError`` for anything else."""
        parts = [part.strip() for part in self.cleaned_data["reminders"].split(",") if part.strip()]
        if any(not part.isdecimal() or int(part) > LONGEST_REMINDER for part in parts):
            raise ValidationError(
                _("Enter numbers from 0 to 366 with commas between them, for example “30, 14, 7, 0”.")
            )
        return sorted({int(part) for part in parts}, reverse=True)

    def clean(self) -> dict[str, Any]:
        """Ask for whom it binds, and for days that run forward and change nothing of the past."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("who") == KIND and not said.get("unit_kind") and not self.has_error("unit_kind"):
            self.add_error("unit_kind", _("Choose the kind of unit that owes it."))
        if said.get("who") == UNIT and not said.get("unit") and not self.has_error("unit"):
            self.add_error("unit", _("Choose the unit that owes it."))
        first, last = said.get("valid_from"), said.get("valid_to")
        if first and said.get("span") and (sentence := rules.refusal_of_beginning(said["span"], first)):
            self.add_error("valid_from", sentence)
        if first and last and last < first:
            self.add_error("valid_to", _("The end lies before the beginning; correct one of the two dates."))
        return said

    def duty(self) -> Duty:
        """The duty as typed, not saved; only of a valid form."""
        said = dict(self.cleaned_data)
        by_kind = said.pop("who") == KIND
        said["unit" if by_kind else "unit_kind"] = None
        return Duty(**said)


class EndForm(forms.Form):
    """The last day of a duty and the decision it ends by."""

    last = DayField(label=_("Last day"), help_text=_("A period that the duty does not cover to its end is not judged."))
    decision = forms.CharField(label=_("Decision"), max_length=NAME_LENGTH)

    def __init__(self, duty: Duty, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duty = duty

    def clean_last(self) -> Any:
        """Refuse to rewrite days that have passed. Raises ``ValidationError``."""
        if (sentence := rules.refusal_of_end(self.duty, self.cleaned_data["last"])) is not None:
            raise ValidationError(sentence)
        return self.cleaned_data["last"]


class ExcuseForm(forms.Form):
    """Which unit is excused for which period, by which decision and why."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), error_messages={"invalid_choice": _CHOOSE}
    )
    number = forms.TypedChoiceField(label=_("Period"), coerce=int, error_messages={"invalid_choice": _CHOOSE})
    year = YearField(label=_("Year"))
    decision = forms.CharField(
        label=_("Decision"),
        max_length=NAME_LENGTH,
        help_text=_("Number of the decision, for example “Quyết định số 15-QĐ/TU”."),
    )
    decided_on = DayField(label=_("Day of the decision"))
    reason = forms.CharField(label=_("Reason"), max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, duty: Duty, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.duty = duty
        present = spans.period_of(duty.span, calendar.today())
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset = concerned([duty])
        fields["number"].choices = [
            (number, spans.label(duty.span, one).removesuffix(f"/{one.first.year}").strip())
            for number, one in enumerate(spans.within_year(duty.span, present.first.year), 1)
        ]
        fields["number"].initial = spans.number_of(duty.span, present.first)
        fields["year"].initial = present.first.year

    def clean_decided_on(self) -> Any:
        """A decision has been taken already. Raises ``ValidationError`` for a day to come."""
        day = self.cleaned_data["decided_on"]
        if day > calendar.today():
            raise ValidationError(_("The decision has not been taken yet; enter its day when it has."))
        return day

    def clean(self) -> dict[str, Any]:
        """Refuse a period in which there is nothing to excuse."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("unit") and said.get("number") and said.get("year"):
            sentence = rules.refusal_of_excuse(self.duty, said["unit"], self.period())
            if sentence is not None:
                self.add_error("number", sentence)
        return said

    def period(self) -> Period:
        """The period that was chosen."""
        return spans.period(self.duty.span, self.cleaned_data["year"], self.cleaned_data["number"])


class EndExcuseForm(forms.Form):
    """Why an excuse ends."""

    reason = forms.CharField(label=_("Reason"), max_length=REASON_LENGTH, widget=forms.Textarea(attrs={"rows": 3}))
