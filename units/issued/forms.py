"""The forms of issued documents: what the list shows, a document typed, a sheet imported (ND-9.3a)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from search.vietnamese import normalise, tidy_symbol
from units import symbols
from units.contributions.readers import Reach
from units.duties.forms import DayField
from units.issued import keeping
from units.issued.keeping import Entry
from units.issued.models import EXTRACT_LENGTH, SYMBOL_LENGTH, IssuedDocument, IssuedDocumentQuerySet
from units.models.register import Unit
from units.people import working
from units.spreadsheets import SheetField

_CHOOSE = _("You cannot choose this here; choose from the list.")
AWAITED = "awaited"


class ListForm(forms.Form):
    """Which documents are shown."""

    unit = forms.ChoiceField(label=_("Unit"), required=False, error_messages={"invalid_choice": _CHOOSE})
    only = forms.ChoiceField(
        label=_("Standing"),
        required=False,
        choices=[("", _("All")), (AWAITED, _("Not posted yet"))],
        error_messages={"invalid_choice": _CHOOSE},
    )

    def __init__(self, asked: QueryDict, reach: Reach) -> None:
        super().__init__(asked)
        fields: dict[str, Any] = self.fields
        fields["unit"].choices = [("", _("All")), *((unit.code, unit.name) for unit in reach.units)]

    def narrowed(self, documents: IssuedDocumentQuerySet) -> IssuedDocumentQuerySet:
        """Those that were asked for; none while the question is wrong."""
        if not self.is_valid():
            return documents.none()
        said = self.cleaned_data
        if said["unit"]:
            documents = documents.filter(unit__code=said["unit"])
        return documents.awaited() if said["only"] == AWAITED else documents


class DocumentForm(forms.Form):
    """One document."""

    symbol = forms.CharField(
        label=_("Number and symbol"),
        max_length=SYMBOL_LENGTH,
        validators=[symbols.validate],
        help_text=_("Such as 845-QĐ/ĐUK."),
    )
    issued_on = DayField(label=_("Day of issue"))
    extract = forms.CharField(label=_("Extract"), max_length=EXTRACT_LENGTH, widget=forms.Textarea({"rows": 2}))
    unit = forms.ModelChoiceField(
        label=_("Issuing unit"), queryset=Unit.objects.none(), error_messages={"invalid_choice": _CHOOSE}
    )
    to_publish = forms.BooleanField(label=_("For publication"), required=False, initial=True)
    due_on = DayField(
        label=_("Post by"), required=False, help_text=_("Leave it empty for a week after the day of issue.")
    )

    drafter = forms.ModelChoiceField(
        label=_("Drafter"),
        queryset=get_user_model().objects.none(),
        required=False,
        empty_label=_("nobody named"),
        help_text=_("Who drafted it: this person is told, and reminded until readers have it."),
        error_messages={"invalid_choice": _CHOOSE},
    )

    def __init__(self, *args: Any, document: IssuedDocument | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered, people = Unit.objects.active(), working()
        if document is not None:
            names = ("symbol", "issued_on", "extract", "unit", "to_publish", "due_on", "drafter")
            self.initial = {name: getattr(document, name) for name in names}
            offered |= Unit.objects.filter(pk=document.unit_id)
            if document.drafter_id is not None:
                people |= get_user_model().objects.filter(pk=document.drafter_id)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset, fields["drafter"].queryset = offered.in_protocol_order(), people

    def clean(self) -> dict[str, Any]:
        """Refuse days that cannot be."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("issued_on") and (sentence := keeping.refusal_of_days(said["issued_on"], said.get("due_on"))):
            self.add_error("issued_on", sentence)
        return said

    def entry(self) -> Entry:
        """The document as typed; only of a valid form."""
        said = self.cleaned_data
        extract = " ".join(normalise(said["extract"]).split())
        return Entry(
            said["unit"],
            tidy_symbol(said["symbol"]),
            said["issued_on"],
            extract,
            said["to_publish"],
            said["due_on"],
            said["drafter"],
        )


class DocumentsForm(forms.Form):
    """A spreadsheet of documents."""

    file = SheetField(help_text=_("XLSX or CSV with the columns of the sheet to fill in; download it below."))

    def refuse(self, sentences: list[str]) -> None:
        """Show the mistakes of the sheet beside the file."""
        for sentence in sentences:
            self.add_error("file", ValidationError(sentence))
