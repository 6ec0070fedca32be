"""The forms of directions: one given, a report, a report sent back, one withdrawn (LD-6.1c)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from units.directions import rules
from units.directions.models import TEXT_LENGTH
from units.duties.forms import DayField
from units.models.register import Unit

_CHOOSE = _("You cannot choose this here; choose from the list.")


def _text(label: Any, rows: int = 4) -> forms.CharField:
    return forms.CharField(label=label, max_length=TEXT_LENGTH, widget=forms.Textarea({"rows": rows}))


class Due(forms.Form):
    """By when."""

    due_on = DayField(label=_("To be done by"))

    def clean_due_on(self) -> date:
        """Refuse a day that has passed. Raises ``ValidationError``."""
        day: date = self.cleaned_data["due_on"]
        if (sentence := rules.refusal_of_day(day)) is not None:
            raise ValidationError(sentence)
        return day


class DirectionForm(Due):
    """What which unit is to do."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), error_messages={"invalid_choice": _CHOOSE}
    )
    text = _text(_("Direction"), 6)
    field_order = ("unit", "text", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset = Unit.objects.active().in_protocol_order()


class DoneForm(forms.Form):
    """What was done."""

    text = _text(_("What was done"))


class ReopenForm(Due):
    """What is missing, and the new day."""

    text = _text(_("What is missing"))
    field_order = ("text", "due_on")


class WithdrawForm(forms.Form):
    """Why it is withdrawn."""

    text = _text(_("Why it is withdrawn"))
