"""The two forms of feedback: information or a proposal, and wrong content; who sends it may stay unknown (ND-6.2i)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qa.feedback.models import Kind, SealingKey
from qa.feedback.sealing.sealed import PARTS
from qa.feedback.sending import about
from qa.feedback.sending.about import About
from qa.intake.forms import LONGEST, SHORTEST, IntakeForm


class FeedbackForm(IntakeForm):
    """Information or a proposal. Name and address are asked for only where they can be sealed."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What do you send?"),
        choices=[
            (Kind.INFORMATION.value, gettext_lazy("Information: something that happened")),
            (Kind.PROPOSAL.value, gettext_lazy("A proposal: something that should be done")),
        ],
        initial=Kind.INFORMATION.value,
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=gettext_lazy("What you would like to say"),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 7}),
        help_text=gettext_lazy("Say what happened, where and when. Leave out what tells who you are."),
        error_messages={
            "required": gettext_lazy("Write what you would like to say."),
            "min_length": gettext_lazy("Write it in a full sentence."),
        },
    )
    name = forms.CharField(label=gettext_lazy("Your name"), required=False, max_length=200)
    email = forms.EmailField(label=gettext_lazy("E-mail"), required=False)
    phone = forms.CharField(label=gettext_lazy("Telephone"), required=False, max_length=40)
    address = forms.CharField(label=gettext_lazy("Your address"), required=False, max_length=300)

    field_order = ["kind", "text", *PARTS, "consent", "key", "proof"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sealing_key = SealingKey.in_use()
        if self.sealing_key is None:
            for part in PARTS:
                del self.fields[part]

    @property
    def chosen_kind(self) -> str:
        """What the sender calls it."""
        return str(self.cleaned_data["kind"])

    @property
    def about(self) -> About:
        """What it is about, where it is about something on the portal."""
        return About()

    def clean(self) -> dict[str, Any]:
        """Keep nothing about a person that could not be sealed, and say so."""
        cleaned = super().clean()
        if self.sealing_key is None and any(self.data.get(part) for part in PARTS):
            self.add_error(
                None,
                _(
                    "At this moment the portal cannot seal who you are, so it takes feedback without a name only. "
                    "Your text is still here; send it as it is, or come back later."
                ),
            )
        return cleaned

    @property
    def who(self) -> dict[str, str]:
        """What the sender said of themself, by part."""
        return {part: self.cleaned_data[part] for part in PARTS if self.cleaned_data.get(part)}


class WrongContentForm(FeedbackForm):
    """Something on the portal that is wrong."""

    kind = None  # type: ignore[assignment]  # Django's way to leave out a field of the form above.
    text = forms.CharField(
        label=gettext_lazy("What is wrong?"),
        min_length=SHORTEST,
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 6}),
        help_text=gettext_lazy("Quote the wrong words and say what is right, and where that can be read if you know."),
        error_messages={
            "required": gettext_lazy("Write what is wrong."),
            "min_length": gettext_lazy("Write it in a full sentence."),
        },
    )
    about_token = forms.CharField(required=False, widget=forms.HiddenInput, max_length=700)

    field_order = ["text", *PARTS, "consent", "about_token", "key", "proof"]

    @property
    def chosen_kind(self) -> str:
        """Always the same."""
        return Kind.WRONG.value

    @property
    def about(self) -> About:
        """The item and the version that the sender saw."""
        return about.read(self.shown_token)

    @property
    def shown_token(self) -> str:
        """What the form holds of it."""
        given = self.data.get("about_token") if self.is_bound else self.initial.get("about_token")
        return str(given or "")
