"""What is said on the review page beside a verdict: handing an edited text over, giving an item to somebody else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _


class HandOverForm(forms.Form):
    """What whoever approves next should know of the edit."""

    comment = forms.CharField(
        label=_("What you changed"), required=False, max_length=2000, widget=forms.Textarea({"rows": 3})
    )


class ReassignForm(forms.Form):
    """Who takes the item on."""

    person = forms.ModelChoiceField(
        label=_("Give to"),
        queryset=get_user_model().objects.none(),
        error_messages={
            "required": _("Choose a person."),
            "invalid_choice": _("This person may not decide on the item now; choose from the list."),
        },
    )

    def __init__(self, *args: Any, people: QuerySet[Any] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if people is not None:
            self.fields["person"].queryset = people  # type: ignore[attr-defined]
