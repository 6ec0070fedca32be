"""Forms of the rules of use."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import RulesOfUse


class AcknowledgeForm(forms.Form):
    """Nobody goes on by pressing a button that they did not mean."""

    acknowledged = forms.BooleanField(
        label=_("I have read these rules and will keep to them"),
        error_messages={"required": _("Tick the box once you have read the rules; without that nobody works here.")},
    )


class RulesForm(forms.ModelForm):  # type: ignore[type-arg]
    """Another version of the rules, with the document that it rests on."""

    class Meta:
        model = RulesOfUse
        fields = ("title", "text", "decision")
        widgets = {"text": forms.Textarea(attrs={"rows": 16})}
