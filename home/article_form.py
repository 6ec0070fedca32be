"""The article's form: sections the unit may use, authors' shares, and the checks before submission."""

from __future__ import annotations

from typing import Any

from django import forms

from home import article_checks
from units.contributions.shares import why_not_whole
from units.entitlements import sections as covered_sections
from units.forms import OwnedPageForm
from units.scoping import unit_at

#: Fields that only one kind uses; what was typed there for another kind is dropped when the item is saved.
ONLY_FOR = {
    "event": ("event_ends", "event_place"),
    "exemplar": ("exemplar_name", "exemplar_type", "exemplar_field", "exemplar_year", "exemplar_consent"),
    "rebuttal": ("refuted_claim", "refutation_sources"),
}
SOURCE_FIELDS = ("source_name", "source_url", "source_author", "source_date", "source_permission")


class ArticleForm(OwnedPageForm):
    """Offers what this unit may use and asks for what this kind needs."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "sections" in self.fields:
            from home.models import SectionPage

            self.fields["sections"].widget = forms.CheckboxSelectMultiple()
            self.article_unit = unit_at(self.parent_page.path)
            offered = SectionPage.objects.live().open_to(self.article_unit)
            self.fields["sections"].queryset = offered.covered_by(self.for_user, self.article_unit, self._filed_in())

    def clean(self) -> dict[str, Any]:
        """Drop what belongs to another kind or origin, check the shares, and on submission every rule (ND-10.3)."""
        cleaned = super().clean()
        self._drop_foreign_fields(cleaned)
        self._check_shares()
        for field, sentence in article_checks.explanation(cleaned):
            self.add_error(field, sentence)
        if self.is_submitting:
            for field, sentence in article_checks.defects(cleaned):
                self.add_error(field if field in self.fields else None, sentence)
            self._refuse_uncovered(cleaned)
        return cleaned

    def _filed_in(self) -> list[int]:
        """Where a colleague with a wider right has filed the item already; it stays there while somebody else edits."""
        return [section.pk for section in self.instance.sections.all()] if self.instance.pk else []

    def _refuse_uncovered(self, cleaned: dict[str, Any]) -> None:
        """Nobody submits to a section that their right does not cover, whoever filed the item there (LD-4.2b)."""
        chosen = {section.code for section in cleaned.get("sections") or []}
        sentence = covered_sections.refusal(self.for_user, getattr(self, "article_unit", None), chosen)
        if sentence is not None:
            self.add_error("sections", sentence)

    def _drop_foreign_fields(self, cleaned: dict[str, Any]) -> None:
        foreign = [name for kind, names in ONLY_FOR.items() if kind != cleaned.get("kind") for name in names]
        if cleaned.get("origin") == "own":
            foreign += SOURCE_FIELDS
        for name in foreign:
            if name in cleaned:
                cleaned[name] = self.fields[name].to_python(None) if name != "exemplar_consent" else False
                if name in self.errors:
                    del self.errors[name]

    def _check_shares(self) -> None:
        formset = self.formsets.get("authors")
        if formset is None or not formset.is_valid():
            return
        named = [form.cleaned_data for form in formset.forms if form.cleaned_data]
        sentence = why_not_whole(said.get("share") for said in named if not said.get("DELETE"))
        if sentence is not None and self.is_submitting:
            self.add_error(None, sentence)
