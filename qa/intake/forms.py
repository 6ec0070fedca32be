"""What every public form has: a text, a consent, a trap, files that are kept, and every mistake named at once (N-9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from qa.intake import codes, files
from qa.models.files import IntakeFile
from qa.models.forms import PublicForm
from search.vietnamese import normalise

SHORTEST, LONGEST = 15, 4000
TRAP = "trang_web"


@dataclass(frozen=True)
class Mistake:
    """Something to mend, and where."""

    label: str
    sentence: str
    anchor: str


class IntakeForm(forms.Form):
    """What was typed, and the files that came with it or had come before. A form of its own puts its fields between."""

    text = forms.CharField(min_length=SHORTEST, max_length=LONGEST, widget=forms.Textarea({"rows": 7}))
    consent = forms.BooleanField(
        error_messages={"required": _("Tick that you agree, or we may not keep what you write.")}
    )
    key = forms.CharField(required=False, widget=forms.HiddenInput)
    proof = forms.CharField(required=False, widget=forms.HiddenInput, max_length=2000)

    def __init__(
        self, data: Any = None, uploads: Any = None, *, terms: PublicForm, initial: dict[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=initial)
        self.terms = terms
        self.uploads: list[UploadedFile[Any]] = list(uploads.getlist("files")) if uploads else []
        self.kept: list[IntakeFile] = []
        self.file_mistakes: list[str] = []
        self.fields["consent"].label = terms.consent
        key = self.data.get("key", "") if data is not None else ""
        self.form_key = key if codes.code_of(key) else codes.new_key()

    @property
    def code(self) -> str:
        """The code that this form leads to."""
        return cast(str, codes.code_of(self.form_key))

    @property
    def tokens(self) -> list[str]:
        """What the next showing of the form holds of the files that were kept."""
        return [files.token(file) for file in self.kept]

    def typed(self) -> Iterable[tuple[str, str]]:
        """Name and value of everything that was typed, for the confirming page."""
        hidden = {"key", "proof"}
        for name in self.fields:
            value = self.data.get(name, "")
            if value and name not in hidden:
                yield name, value

    def clean_text(self) -> str:
        """As NFC, without control characters."""
        return normalise(self.cleaned_data["text"]).strip()

    def clean(self) -> dict[str, Any]:
        """Refuse what the trap caught, and keep every file that is good whatever else is wrong."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.data.get(TRAP):
            self.add_error(
                None,
                _("A field that people do not see was filled in, perhaps by your browser. Press the button again."),
            )
        self._keep_files()
        return cleaned

    def _keep_files(self) -> None:
        self.kept = files.kept_before(cast("MultiValueDict[str, str]", self.data).getlist("kept"), self.terms)
        for upload in self.uploads:
            if len(self.kept) >= self.terms.max_files:
                most = self.terms.max_files
                sentence = ngettext("At most %(count)s file can be sent.", "At most %(count)s files can be sent.", most)
                self.file_mistakes.append(sentence % {"count": most})
                break
            try:
                self.kept.append(files.keep(files.check(upload, self.terms), self.terms))
            except ValidationError as mistake:
                self.file_mistakes += mistake.messages
        if self.file_mistakes:
            self.add_error(None, self.file_mistakes)

    @property
    def mistakes(self) -> list[Mistake]:
        """Everything to mend, in the order of the form."""
        order = ["__all__", *self.fields]
        found = sorted(self.errors.items(), key=lambda pair: order.index(pair[0]))
        return [self._mistake(name, str(sentence)) for name, sentences in found for sentence in sentences]

    def _mistake(self, name: str, sentence: str) -> Mistake:
        if name not in self.fields:
            return Mistake("", sentence, "#id_files" if sentence in self.file_mistakes else "#id_text")
        label = "" if name == "consent" else str(self.fields[name].label)
        return Mistake(label, sentence, f"#{self[name].auto_id}")
