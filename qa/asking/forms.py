"""The form of a question: the least that can be asked for (ND-11.1c, N-9)."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from knowledge.models import FieldOfWork
from qa.intake.forms import LONGEST, SHORTEST, IntakeForm
from units.models import Unit


class AskForm(IntakeForm):
    """What the asker types beside what every public form has."""

    text = forms.CharField(
        label=_("Your question"),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 7, "data-question": ""}),
        help_text=_("Say what happened and what you would like to know. Leave out what tells who you are."),
        error_messages={"required": _("Write your question."), "min_length": _("Write it in a full sentence.")},
    )
    field = forms.ModelChoiceField(
        FieldOfWork.objects.none(), label=_("Field of work"), required=False, empty_label=_("I do not know")
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Unit you are asking"),
        required=False,
        empty_label=_("Let the portal find it"),
    )
    wants_private = forms.BooleanField(label=_("Do not publish the answer; I read it with my code."), required=False)
    name = forms.CharField(label=_("Your name"), required=False, max_length=200)
    email = forms.EmailField(label=_("E-mail"), required=False)
    phone = forms.CharField(label=_("Telephone"), required=False, max_length=40)

    field_order = ["text", "field", "unit", "wants_private", "name", "email", "phone", "consent", "key", "proof"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast("forms.ModelChoiceField[Any]", self.fields["field"])
        chosen.queryset = FieldOfWork.objects.open().in_order()
        units = cast("forms.ModelChoiceField[Any]", self.fields["unit"])
        units.queryset = Unit.objects.active().in_protocol_order()
