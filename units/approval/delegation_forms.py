"""The form of a delegation: who decides instead, from when to when and why (ND-5.4b)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from units import calendar
from units.approval.delegation_rules import DelegationRules
from units.models.membership import Membership


class SeatForm(forms.Form):
    """Whose seat is given away, where a person may choose."""

    membership = forms.ModelChoiceField(
        label=_("Who is away, in which role"),
        queryset=Membership.objects.none(),
        error_messages={"invalid_choice": _("You cannot choose this here; choose from the list.")},
    )

    def __init__(self, rules: DelegationRules, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].queryset = rules.memberships()  # type: ignore[attr-defined]


class DelegationForm(forms.Form):
    """Who decides in the seat of one membership, and when."""

    delegate = forms.ModelChoiceField(
        label=_("Who decides instead"),
        queryset=get_user_model().objects.none(),
        error_messages={
            "required": _("Choose a person."),
            "invalid_choice": _("Choose somebody else who works in the same unit; for a role of the site, anybody."),
        },
    )
    valid_from = forms.DateField(label=_("From"), initial=calendar.today, widget=AdminDateInput)
    valid_to = forms.DateField(
        label=_("Until"), widget=AdminDateInput, help_text=_("The delegation ends at the midnight after this day.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("Everybody who works here can read it, for example “away on business”."),
    )

    def __init__(self, membership: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership
        self.fields["delegate"].queryset = DelegationRules.candidates(membership)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse days on which the seat cannot be given away."""
        said: dict[str, Any] = super().clean() or {}
        if said.get("valid_from") and said.get("valid_to"):
            sentence = DelegationRules.refusal_of_days(self.membership, said["valid_from"], said["valid_to"])
            if sentence is not None:
                self.add_error("valid_to", sentence)
        return said
