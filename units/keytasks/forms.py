"""The forms of the register of key tasks (ND-7.1b)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from search.vietnamese import normalise, tidy_symbol
from units import calendar, symbols
from units.contributions import periods
from units.duties import spans
from units.duties.forms import DayField, YearField
from units.keytasks import rules
from units.keytasks.models import NAME_LENGTH, REASON_LENGTH, KeyTask, Span
from units.models.register import Unit

_CHOOSE = _("You cannot choose this here; choose from the list.")


class KeyTaskForm(forms.Form):
    """What is to be done, by which decision, in which period, in whose charge."""

    name = forms.CharField(label=_("Key task"), max_length=NAME_LENGTH, widget=forms.Textarea({"rows": 2}))
    symbol = forms.CharField(
        label=_("Decision or resolution"),
        max_length=100,
        help_text=_("Its number and symbol, such as 15-NQ/ĐUK."),
        validators=[symbols.validate],
    )
    decided_on = DayField(label=_("Day of the decision"))
    span = forms.ChoiceField(label=_("Period"), choices=Span, error_messages={"invalid_choice": _CHOOSE})
    quarter = forms.TypedChoiceField(
        label=_("Quarter"),
        coerce=int,
        choices=[*periods.QUARTERS.items()],
        required=False,
        help_text=_("Only for a task of a quarter."),
        error_messages={"invalid_choice": _CHOOSE},
    )
    year = YearField(label=_("Year"))
    units = forms.ModelMultipleChoiceField(
        label=_("Units in charge"),
        queryset=Unit.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: the task is every unit's."),
        error_messages={"invalid_choice": _CHOOSE, "invalid_pk_value": _CHOOSE},
    )

    def __init__(self, *args: Any, task: KeyTask | None = None, **kwargs: Any) -> None:
        today = calendar.today()
        start: dict[str, Any] = {"span": Span.YEAR, "quarter": periods.quarter_of(today), "year": today.year}
        charged = [] if task is None else list(task.units.values_list("pk", flat=True))
        if task is not None:
            start = {name: getattr(task, name) for name in ("name", "symbol", "decided_on", "span")}
            start |= {"quarter": periods.quarter_of(task.first), "year": task.first.year, "units": charged}
        super().__init__(*args, **{**kwargs, "initial": start})
        fields: dict[str, Any] = self.fields
        offered = Unit.objects.active() | Unit.objects.filter(pk__in=charged)
        fields["units"].queryset = offered.in_protocol_order()

    def clean_decided_on(self) -> date:
        """A decision has been taken already. Raises ``ValidationError`` for a day to come."""
        day: date = self.cleaned_data["decided_on"]
        if day > calendar.today():
            raise ValidationError(_("The decision has not been taken yet; enter its day when it has."))
        return day

    def clean(self) -> dict[str, Any]:
        """Ask for the quarter of a task of a quarter."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("span") == Span.QUARTER and not said.get("quarter") and not self.has_error("quarter"):
            self.add_error("quarter", _("Choose the quarter of the task."))
        return said

    def facts(self) -> dict[str, Any]:
        """What the register keeps beside the units; only of a valid form."""
        said = self.cleaned_data
        number = said["quarter"] if said["span"] == Span.QUARTER else 1
        return {
            "name": " ".join(normalise(said["name"]).split()),
            "symbol": tidy_symbol(said["symbol"]),
            "decided_on": said["decided_on"],
            "span": said["span"],
            "first": spans.period(said["span"], said["year"], number).first,
        }


class EndTaskForm(forms.Form):
    """The last day of a task that ends before its period does, and why."""

    last = DayField(label=_("Last day"), initial=calendar.today)
    reason = forms.CharField(label=_("Reason"), max_length=REASON_LENGTH, widget=forms.Textarea({"rows": 3}))

    def __init__(self, task: KeyTask, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.task = task

    def clean_last(self) -> date:
        """Refuse a day outside the task's own. Raises ``ValidationError``."""
        day: date = self.cleaned_data["last"]
        if (sentence := rules.refusal_of_end(self.task, day)) is not None:
            raise ValidationError(sentence)
        return day
