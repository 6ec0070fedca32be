"""The form of a situation: fields in use, shares that add up, and what has to be there before it is submitted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from knowledge.models.fields import FieldOfWork
from units.contributions.shares import why_not_whole
from units.snippets.forms import OwnedSnippetForm

QUESTION_WORDS, CONTEXT_WORDS = 4, 8


class SituationForm(OwnedSnippetForm):
    """Drafts may be unfinished; what is submitted is whole (ND-9.5, ND-10.3)."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        if "field" in self.fields:
            kept = FieldOfWork.objects.filter(pk=self.instance.field_id)
            offered = FieldOfWork.objects.filter(pk__in=FieldOfWork.objects.open().values("pk")) | kept
            self.fields["field"].queryset = offered.in_order()

    def clean(self) -> dict[str, Any]:
        """On submission name every defect in one go."""
        cleaned = super().clean()
        if self.is_submitting:
            for field, sentence in self._defects(cleaned):
                self.add_error(field if field in self.fields else None, sentence)
        return cleaned

    def _defects(self, cleaned: dict[str, Any]) -> Iterator[tuple[str, str]]:
        if not cleaned.get("field"):
            yield "field", _("Choose the field of work by which readers find the situation.")
        if len((cleaned.get("context") or "").split()) < CONTEXT_WORDS:
            yield "context", _("Describe how the situation comes about, in at least eight words.")
        if len((cleaned.get("question") or "").split()) < QUESTION_WORDS:
            yield "question", _("Say in one question what has to be decided.")
        if not cleaned.get("resolution"):
            yield "resolution", _("Say how it is resolved: at least one block of paragraphs or one step.")
        if "legal_bases" in self.formsets and not self._kept("legal_bases"):
            yield "", _("Name at least one legal basis, such as 24-QĐ/TW.")
        if (sentence := why_not_whole(form["share"] for form in self._kept("authors"))) is not None:
            yield "", sentence

    def _kept(self, name: str) -> list[dict[str, Any]]:
        """What the rows of an inline form say, without those that are taken out."""
        formset = self.formsets.get(name)
        if formset is None or not formset.is_valid():
            # A row with a defect is there all the same; the defect is shown at the row.
            return [{"share": None}] if formset is not None else []
        return [form.cleaned_data for form in formset.forms if form.cleaned_data and not form.cleaned_data["DELETE"]]
