"""What part of the security events is asked for, and when they alarm."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import ProhibitNullCharactersValidator
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from operations.signals.kinds import LABELS
from operations.signals.models import Alarm, SecurityEvent, SecurityEventQuerySet
from units.calendar import Period
from units.record.filters import FIRST, LAST

_EITHER = _("Choose one of the values in the list; “%(value)s” is none of them.")
_DAY = _("Enter a day as dd/mm/yyyy, for example 15/10/2026.")
_NUL = ProhibitNullCharactersValidator(_("Type letters, digits and signs only."))


class EventsForm(forms.Form):
    """Filters; everything may be left empty."""

    kind = forms.ChoiceField(
        label=_("Event"),
        required=False,
        choices=[("", _("All")), *LABELS.items()],
        error_messages={"invalid_choice": _EITHER},
    )
    who = forms.CharField(label=_("Account or address contains"), required=False, max_length=100, validators=[_NUL])
    first = forms.DateField(
        label=_("First day"), required=False, widget=AdminDateInput, error_messages={"invalid": _DAY}
    )
    last = forms.DateField(label=_("Last day"), required=False, widget=AdminDateInput, error_messages={"invalid": _DAY})

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

    def events(self) -> SecurityEventQuerySet:
        """What was asked for, newest first; only of a valid form."""
        asked = self.cleaned_data
        found = SecurityEvent.objects.newest_first()
        if asked["kind"]:
            found = found.filter(kind=asked["kind"])
        if asked["first"] or asked["last"]:
            found = found.within(Period(asked["first"] or FIRST, asked["last"] or LAST))
        if asked["who"]:
            found = found.filter(Q(username__icontains=asked["who"]) | Q(address__icontains=asked["who"]))
        return found


class AlarmForm(forms.ModelForm[Alarm]):
    """How many events of a kind, within how many minutes, are told."""

    kind = forms.ChoiceField(label=_("Event"), choices=list(LABELS.items()), error_messages={"invalid_choice": _EITHER})

    class Meta:
        model = Alarm
        fields = ("kind", "number", "minutes")

    def validate_unique(self) -> None:
        """One alarm a kind: entering it again changes it, so nothing has to be looked up first."""

    def save(self, commit: bool = True) -> Alarm:
        """Enter the alarm, or change the one there is for this kind."""
        given = {name: self.cleaned_data[name] for name in ("number", "minutes")}
        alarm, _made = Alarm.objects.update_or_create(kind=self.cleaned_data["kind"], defaults=given)
        return alarm
