"""The form above the record: by act, unit, person, days and title; what is wrong is said in a sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Q
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from search.vietnamese import fold, normalise
from units.calendar import Period
from units.models.register import Unit
from units.record.models import RecordEntry, RecordEntryQuerySet
from units.record.verbs import Verb

#: Days that may be asked for; wide enough for any portal, narrow enough for every database's dates.
FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
_EITHER = _("Choose one of the values in the list; “%(value)s” is none of them.")
_DAY = _("Enter a day as dd/mm/yyyy, for example 15/10/2026.")
_NUL = ProhibitNullCharactersValidator(_("Type letters, digits and signs only."))


class RecordForm(forms.Form):
    """What part of the record is asked for; everything may be left empty."""

    verb = forms.ChoiceField(
        label=_("Act"),
        required=False,
        choices=[("", _("All")), *Verb.choices],
        error_messages={"invalid_choice": _EITHER},
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False, error_messages={"invalid_choice": _EITHER})
    person = forms.CharField(label=_("Person's name contains"), required=False, max_length=100, validators=[_NUL])
    title = forms.CharField(label=_("Title contains"), required=False, max_length=255, validators=[_NUL])
    first = forms.DateField(
        label=_("First day"), required=False, widget=AdminDateInput, error_messages={"invalid": _DAY}
    )
    last = forms.DateField(label=_("Last day"), required=False, widget=AdminDateInput, error_messages={"invalid": _DAY})

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        self._units = {unit.code: unit for unit in Unit.objects.in_protocol_order()}
        field: Any = self.fields["unit"]
        field.choices = [("", _("All")), *((code, unit.name) for code, unit in self._units.items())]

    def clean(self) -> dict[str, Any]:
        """Judge the days together."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("first"), cleaned.get("last")
        for name, day in (("first", first), ("last", last)):
            if day and not FIRST <= day <= LAST:
                self.add_error(name, _("Enter a year from 2000 to 2100, for example 2026."))
        if first and last and last < first:
            self.add_error("last", _("The last day lies before the first; correct one of the two."))
        return cleaned

    def entries(self) -> RecordEntryQuerySet:
        """What was asked for, newest first; only of a valid form."""
        asked = self.cleaned_data
        found: RecordEntryQuerySet = RecordEntry.objects.order_by("-number")
        if asked["verb"]:
            found = found.filter(verb=asked["verb"])
        if asked["unit"]:
            found = found.filter(unit=self._units[asked["unit"]].pk)
        if asked["first"] or asked["last"]:
            found = found.within(Period(asked["first"] or FIRST, asked["last"] or LAST))
        if asked["person"]:
            found = found.filter(_holding("actor_name", asked["person"]) | Q(actor__in=_people(asked["person"])))
        if asked["title"]:
            found = found.filter(_holding("title", asked["title"]))
        return found


def _holding(field: str, text: str) -> Q:
    """``text`` somewhere in ``field``; SQLite compares accented letters with their case, so the usual spellings."""
    text = normalise(text)
    spellings = {text, text.lower(), text[:1].upper() + text[1:]}
    found = Q()
    for spelling in spellings:
        found |= Q(**{f"{field}__icontains": spelling})
    return found


def _people(name: str) -> list[int]:
    """Who has an account and this in their name today, with or without accents; a portal has some hundred accounts."""
    wanted = fold(name)
    people = get_user_model().objects.only("pk", "username", "first_name", "last_name")
    return [person.pk for person in people if wanted in fold(str(person))]
