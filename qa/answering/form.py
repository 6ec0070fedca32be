"""The editing form of an answer: it flags personal data and says when an opinion is still awaited."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from qa.answering.personal_data import found_in
from units.forms import OwnedPageForm

SHOWN = 8


class AnswerForm(OwnedPageForm):
    """Adds to the form of owned pages what an answer to a person asks for (ND-11.1b, ND-11.1c)."""

    may_show_personal_data = forms.BooleanField(
        label=_("I have read the places that look like personal data; what stands there may be public."), required=False
    )
    goes_without_opinions = forms.BooleanField(
        label=_("Send the answer for approval although an opinion is still awaited."), required=False
    )

    def clean(self) -> dict[str, Any]:
        """On submission name every place that looks like personal data, and every unit that has not answered yet."""
        cleaned = super().clean()
        if self.is_submitting:
            if not strip_tags(cleaned.get("answer") or "").strip():
                self.add_error("answer", _("The answer is still empty."))
            self._flag_personal_data(cleaned)
            self._warn_of_open_consultations(cleaned)
        return cleaned

    def _flag_personal_data(self, cleaned: dict[str, Any]) -> None:
        texts = [cleaned.get("title") or "", cleaned.get("question") or "", strip_tags(cleaned.get("answer") or "")]
        places = found_in("\n".join(texts))
        if places and not cleaned.get("may_show_personal_data"):
            listed = "; ".join(f"{place.kind}: {place.words}" for place in places[:SHOWN])
            sentence = _("This looks like personal data: %(places)s. Take it out, or tick here if it may be public.")
            self.add_error("may_show_personal_data", sentence % {"places": listed})

    def _warn_of_open_consultations(self, cleaned: dict[str, Any]) -> None:
        from qa.handling.consulting import awaited

        waiting = awaited(self.instance.questions.all()) if self.instance.pk else ""
        if waiting and not cleaned.get("goes_without_opinions"):
            sentence = _("An opinion is still awaited: %(units)s. Wait for it, or tick here to go on without it.")
            self.add_error("goes_without_opinions", sentence % {"units": waiting})
