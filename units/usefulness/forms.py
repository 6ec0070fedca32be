"""What a reader may send: one answer, or a few sentences."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from search.vietnamese import normalise
from units.usefulness.models import LONGEST_COMMENT

#: A field that people do not see; a program that fills in every field fills it in.
TRAP = "trang_web"


class VoteForm(forms.Form):
    """Whether the item was useful."""

    useful = forms.ChoiceField(choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))])


class CommentForm(forms.Form):
    """What the unit should know."""

    text = forms.CharField(
        max_length=LONGEST_COMMENT,
        error_messages={
            "required": gettext_lazy("Write what the unit should know."),
            "max_length": gettext_lazy("Write at most %(limit_value)d characters; there are %(show_value)d now."),
        },
    )

    def clean_text(self) -> str:
        """As NFC, without control characters."""
        text = normalise(self.cleaned_data["text"]).strip()
        if not text:
            raise ValidationError(self.fields["text"].error_messages["required"])
        return text

    def clean(self) -> dict[str, Any]:
        """Refuse what the trap caught."""
        if self.data.get(TRAP):
            raise ValidationError(
                _("A field that people do not see was filled in, perhaps by your browser. Press the button again.")
            )
        return super().clean() or self.cleaned_data

    @property
    def mistakes(self) -> list[str]:
        """Every mistake as a sentence."""
        return [str(sentence) for sentences in self.errors.values() for sentence in sentences]
