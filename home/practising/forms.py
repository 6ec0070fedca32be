"""The short form of life and the verdict forms of life, for practice."""

from __future__ import annotations

from typing import Any

from home.models import PracticeItem, SectionPage
from home.sending.news import NewsForm
from units.approval.forms import ApprovalForm, ChecklistField


class PracticeForm(NewsForm):
    """A news item as in the short form, with every check; ``item`` is the one to mend."""

    def __init__(self, *args: Any, item: PracticeItem | None = None, **kwargs: Any) -> None:
        if item is not None:
            kwargs["initial"] = item.said
        super().__init__(*args, **kwargs)
        sections = SectionPage.objects.live().filter(takes_articles=True).order_by("path")
        self._choices("section").queryset = sections

    def clean(self) -> dict[str, Any]:
        """On sending name every defect in one go."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.is_sending:
            self._require_all(cleaned)
        return cleaned

    @property
    def said(self) -> dict[str, Any]:
        """What was typed, to be shown again; a section by its key."""
        data = self.cleaned_data
        return {name: getattr(data.get(name), "pk", data.get(name)) for name in self.fields}


class PracticeApprovalForm(ApprovalForm):
    """An approval with the whole checklist."""

    checklist = ChecklistField()
    field_order = ("checklist", "comment")
