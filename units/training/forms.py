"""Noting a training, and whether one comes before a role."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from search.vietnamese import normalise
from units import calendar
from units.models import TrainingDemand


class TrainingForm(forms.Form):
    """Who took part in what, and when."""

    username = forms.CharField(
        label=_("User name"), max_length=150, help_text=_("The exact name the person signs in with.")
    )
    course = forms.CharField(
        label=_("Training"), max_length=200, help_text=_("For example “Tập huấn cập nhật tin, bài, đợt 1 năm 2026”.")
    )
    held_on = forms.DateField(label=_("Day of the training"), initial=calendar.today, widget=AdminDateInput)

    def clean_username(self) -> str:
        """Find the person; ``cleaned_data["person"]`` has them."""
        name: str = normalise(self.cleaned_data["username"]).strip()
        person = get_user_model().objects.filter(username=name).first()
        if person is None:
            raise ValidationError(_("Nobody has this user name; write it exactly as the person signs in."))
        self.cleaned_data["person"] = person
        return name

    def clean_course(self) -> str:
        """The name of the training, normalised."""
        return normalise(str(self.cleaned_data["course"])).strip()

    def clean_held_on(self) -> date:
        """Refuse a training that has not been held yet."""
        day: date = self.cleaned_data["held_on"]
        if day > calendar.today():
            raise ValidationError(_("This day is still to come; note the training once it has been held."))
        return day


class DemandForm(forms.ModelForm):  # type: ignore[type-arg]
    """Whether a training comes before a role."""

    class Meta:
        model = TrainingDemand
        fields = ("comes_first",)
        labels = {"comes_first": _("Nobody gets a role before a training is noted here")}

    def __init__(self, current: TrainingDemand, *args: Any, **kwargs: Any) -> None:
        # Every change is a row of its own, so that what held before stays known.
        fresh = TrainingDemand(comes_first=current.comes_first, clause=current.clause)
        super().__init__(*args, **{**kwargs, "instance": fresh})
