"""The forms of commendations: which year, one from a decision, why it is taken back (LD-7.2)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from units import calendar
from units.commendations.models import REASON_LENGTH, Commendation
from units.duties.forms import DayField, YearField
from units.models.register import Unit

_CHOOSE = _("You cannot choose this here; choose from the list.")


class CommendationForm(forms.Form):
    """What a decision says of one unit or person."""

    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), error_messages={"invalid_choice": _CHOOSE}
    )
    person = forms.CharField(
        label=_("Person"), max_length=200, required=False, help_text=_("Empty where the unit itself is commended.")
    )
    form = forms.CharField(
        label=_("Form of the commendation"), max_length=100, help_text=_("For example a certificate of merit.")
    )
    merit = forms.CharField(
        label=_("Merit"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("As the decision says it; readers see it."),
    )
    year = YearField(label=_("For the year"))
    decision = forms.CharField(label=_("Decision"), max_length=200)
    decided_on = DayField(label=_("Day of the decision"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset = Unit.objects.in_protocol_order()
        fields["year"].initial = calendar.today().year

    def commendation(self) -> Commendation:
        """The commendation as typed, not saved; only of a valid form."""
        return Commendation(**self.cleaned_data)


class ReasonForm(forms.Form):
    """Why a commendation is taken back."""

    reason = forms.CharField(label=_("Reason"), max_length=REASON_LENGTH, widget=forms.Textarea({"rows": 3}))
