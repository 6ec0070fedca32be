"""The forms of a synthesis: beginning, its texts, what was written of records, a direction, a report."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from qa.answering.personal_data import found_in
from qa.feedback.models import Synthesis
from units.calendar import Period
from units.papers import surroundings
from units.papers.forms import OnPaperFields

SHOWN = 8
MOST_NUMBERS = 500


def _day(label: Any, required: bool = False) -> forms.DateField:
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    return forms.DateField(label=label, widget=widget, required=required, input_formats=["%Y-%m-%d", "%d/%m/%Y"])


class CheckedForm(forms.Form):
    """A form whose texts are looked through for personal data; its writer reads each place before it is kept."""

    #: The fields that are looked through.
    texts: tuple[str, ...] = ()

    has_no_identity = forms.BooleanField(
        label=_("I have read the places that look like personal data; none of them tells who sent anything."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Name every place that looks like somebody's data, unless the writer says that they have read it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        places = found_in("\n".join(self._read(cleaned)))
        if places and not cleaned.get("has_no_identity"):
            listed = "; ".join(f"{place.kind}: {place.words}" for place in places[:SHOWN])
            sentence = _("This looks like personal data: %(places)s. Take it out, or tick here after reading it.")
            self.add_error("has_no_identity", sentence % {"places": listed})
        return cleaned

    def _read(self, cleaned: dict[str, Any]) -> Iterable[str]:
        return (str(cleaned.get(name) or "") for name in self.texts)


class BeginForm(CheckedForm):
    """A period, or the numbers of records."""

    texts = ("title",)

    title = forms.CharField(label=_("What the report is about"), max_length=250)
    first = _day(_("From"))
    last = _day(_("Through"))
    numbers = forms.CharField(
        label=_("Or the numbers of records"), max_length=4000, required=False, help_text=_("Such as 12, 15, 31.")
    )
    issuer = forms.CharField(label=_("Issuing body"), max_length=200)
    place = forms.CharField(label=_("Place"), max_length=100)

    field_order = ("title", "first", "last", "numbers", "issuer", "place", "has_no_identity")

    def clean(self) -> dict[str, Any]:
        """Either a whole period or numbers, and dates in order."""
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        numbers = [int(number) for number in re.findall(r"\d{1,12}", cleaned.get("numbers") or "")]
        if bool(numbers) == bool(first or last):
            self.add_error("numbers", _("Give a period or the numbers of records, one of the two."))
        elif numbers and len(numbers) > MOST_NUMBERS:
            self.add_error("numbers", _("At most %(most)s numbers.") % {"most": MOST_NUMBERS})
        elif not numbers and not (first and last and first <= last):
            self.add_error("last", _("Give both days of the period, the first one first."))
        else:
            cleaned["what"] = numbers or Period(first, last)  # type: ignore[arg-type]
        return cleaned


class WriteForm(CheckedForm, OnPaperFields):
    """The texts, and what stands around them on paper."""

    texts = ("title", "assessment", "proposals", "recipients")

    title = forms.CharField(label=_("What the report is about"), max_length=250)
    assessment = forms.CharField(
        label=_("Assessment"), max_length=20_000, required=False, widget=forms.Textarea({"rows": 8})
    )
    proposals = forms.CharField(
        label=_("Proposals to the leaders"), max_length=20_000, required=False, widget=forms.Textarea({"rows": 6})
    )
    field_order = ("title", "assessment", "proposals", "has_no_identity")

    def facts(self) -> dict[str, Any]:
        """What a synthesis keeps of it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "has_no_identity"}

    @staticmethod
    def values_of(synthesis: Synthesis) -> dict[str, Any]:
        """What the form begins with."""
        return {name: getattr(synthesis, name) for name in ("title", "assessment", "proposals", *surroundings.ALL)}


class SummariesForm(CheckedForm):
    """What is written of the records of one page, each with a field of its own, and which are left out."""

    def __init__(self, *args: Any, rows: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            text = forms.CharField(
                label=_("What is written of it"), max_length=4000, required=False, widget=forms.Textarea({"rows": 3})
            )
            text.initial = row.summary
            self.fields[f"summary-{row.number}"] = text
            self.fields[f"without-{row.number}"] = forms.BooleanField(label=_("Leave it out"), required=False)

    def _read(self, cleaned: dict[str, Any]) -> Iterable[str]:
        return (cleaned.get(f"summary-{row.number}") or "" for row in self.rows)

    def shown(self) -> Iterable[tuple[Any, Any, Any]]:
        """Each record with its two fields."""
        return [(row, self[f"summary-{row.number}"], self[f"without-{row.number}"]) for row in self.rows]

    def summaries(self) -> dict[int, str]:
        """What was written, by the number of the record."""
        return {row.number: self.cleaned_data.get(f"summary-{row.number}") or "" for row in self.rows}

    def left_out(self) -> list[int]:
        """The numbers of the records to leave out."""
        return [row.number for row in self.rows if self.cleaned_data.get(f"without-{row.number}")]


class DirectForm(forms.Form):
    """A direction."""

    text = forms.CharField(label=_("Direction"), max_length=4000, widget=forms.Textarea({"rows": 4}))
    until = _day(_("To be carried out by the end of"), required=True)


class FulfilForm(forms.Form):
    """What was done."""

    report = forms.CharField(label=_("What was done"), max_length=4000, widget=forms.Textarea({"rows": 3}))
