"""What an administrator writes down before they help, and how long passwords hold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import PasswordAge

LONGEST_REASON = 500


class ReasonForm(forms.Form):
    """Why a lost second factor is taken away, and how the administrator made sure who asks."""

    reason = forms.CharField(
        label=_("What happened, and how did you make sure that it is this person who asks?"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: lost phone; came in person with the identity card. A call or a mail is not enough."),
    )


class PasswordAgeForm(forms.ModelForm):  # type: ignore[type-arg]
    """For how many days passwords hold; longer than the clause allows only by a decision (ND-13.6b)."""

    class Meta:
        model = PasswordAge
        fields = ("days", "decision")
        labels = {"days": _("Days a password holds"), "decision": _("Decision")}
        help_texts = {
            "days": _("31 days stand for a calendar month, which is shorter in shorter months."),
            "decision": _("Only where the time is longer than the regulation allows: number and date of the decision."),
        }

    def __init__(self, current: PasswordAge, *args: Any, **kwargs: Any) -> None:
        # Every change is a row of its own, so that what held before stays known.
        fresh = PasswordAge(limit=current.limit, clause=current.clause, days=current.days, decision=current.decision)
        super().__init__(*args, **{**kwargs, "instance": fresh})
