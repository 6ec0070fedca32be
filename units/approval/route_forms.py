"""The forms of the screens about routes: another version with its stages, an example to try, an end."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from units import calendar
from units.approval import route_changing, traits
from units.approval.models import Route, StageTask
from units.approval.route_stage_forms import PREFIX, REQUIRED, StageFormSet, with_empty_rows
from units.approval.route_words import Names
from units.approval.routes import Stage, Terms, as_data
from units.approval.traits import Traits
from units.models.membership import Role
from units.models.register import Unit

_DAY = gettext_lazy("Enter a day such as 05/02/2026.")
_REASON = gettext_lazy("Give the reason; it is kept in the record.")


class TermsForm(forms.Form):
    """The version itself: its name, from when, by which decision, and the days it gives to an item."""

    name = forms.CharField(
        label=gettext_lazy("Name of the route"), max_length=255, error_messages={"required": REQUIRED}
    )
    valid_from = forms.DateField(
        label=gettext_lazy("Holds from"),
        widget=AdminDateInput,
        initial=calendar.today,
        help_text=gettext_lazy("Today or later. What is under way that day finishes on the version it began on."),
        error_messages={"required": _DAY, "invalid": _DAY},
    )
    decision = forms.CharField(
        label=gettext_lazy("Decision"),
        max_length=200,
        help_text=gettext_lazy("Number of the decision, for example “Quyết định số 15-QĐ/TU”."),
        error_messages={"required": gettext_lazy("Enter the number of the decision that the change rests on.")},
    )
    days = forms.IntegerField(
        label=gettext_lazy("Days until an item has to be public"),
        min_value=1,
        max_value=365,
        help_text=gettext_lazy("Timely news is due on the day of the event, whatever stands here."),
        error_messages={
            name: gettext_lazy("Enter a number from 1 to 365.")
            for name in ("required", "invalid", "min_value", "max_value")
        },
    )
    days_are_working = forms.BooleanField(label=gettext_lazy("Count working days only"), required=False)
    warns_days = forms.IntegerField(
        label=gettext_lazy("Warn so many days before"),
        min_value=0,
        max_value=30,
        error_messages={
            name: gettext_lazy("Enter a number from 0 to 30.")
            for name in ("required", "invalid", "min_value", "max_value")
        },
    )

    def __init__(self, unit: Unit | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit = unit

    def clean_valid_from(self) -> date:
        """Refuse a day that is past or before a version that is planned."""
        first: date = self.cleaned_data["valid_from"]
        if (sentence := route_changing.refusal_of_day(self.unit, first)) is not None:
            raise ValidationError(sentence)
        return first


class Version:
    """Another version of a route as somebody types it: its terms and its stages, begun from ``basis``."""

    def __init__(self, basis: Route, unit: Unit | None, data: QueryDict | None = None) -> None:
        stages = [asdict(as_data(stage)) for stage in basis.stages] if data is None else []
        name = basis.name if basis.unit == unit else _("Approval of %(unit)s") % {"unit": unit}
        terms = {"name": name, "days": basis.days, "warns_days": basis.warns_days}
        terms["days_are_working"] = basis.days_are_working
        rows = None if data is None else with_empty_rows(data)
        self.names = Names.load()
        self.terms = TermsForm(unit, data, initial=terms)
        self.stages = StageFormSet(rows, initial=stages, prefix=PREFIX, form_kwargs={"names": self.names})

    def is_valid(self) -> bool:
        """Whether it can be previewed; both parts say what is wrong at once."""
        return all([self.terms.is_valid(), self.stages.is_valid()])

    @property
    def name(self) -> str:
        """The name typed; only of a valid version, as everything below."""
        return str(self.terms.cleaned_data["name"])

    def as_terms(self) -> Terms:
        """The terms typed."""
        return Terms(**{name: self.terms.cleaned_data[name] for name in Terms.__dataclass_fields__})

    def as_stages(self) -> list[Stage]:
        """The stages typed, in their order."""
        return [form.stage() for form in self.stages.ordered_forms]

    def as_tasks(self) -> list[StageTask]:
        """The stages as the engine has them, not saved, to be drawn."""
        roles = {role.code: role for role in Role.objects.all()}
        return [StageTask(**{**asdict(stage), "role": roles[stage.role]}) for stage in self.as_stages()]

    def seal(self) -> str:
        """A digest of all that was typed, by which what is saved is known to be what was previewed."""
        typed = [self.name, asdict(self.as_terms()), [asdict(stage) for stage in self.as_stages()]]
        return hashlib.sha256(json.dumps(typed, default=str, sort_keys=True).encode()).hexdigest()


class TrialForm(forms.Form):
    """An example item: whose, what, where it is filed."""

    unit = forms.ModelChoiceField(
        label=gettext_lazy("Unit"),
        queryset=Unit.objects.none(),
        to_field_name="code",
        error_messages={"required": gettext_lazy("Choose a unit."), "invalid_choice": gettext_lazy("Choose a unit.")},
    )
    kind = forms.ChoiceField(label=gettext_lazy("Kind"))
    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Sections"), required=False, widget=forms.CheckboxSelectMultiple
    )
    timely = forms.BooleanField(label=gettext_lazy("Timely news"), required=False)
    origin = forms.ChoiceField(label=gettext_lazy("Origin"), required=False)

    def __init__(self, route: Route, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.active()
        self.fields["unit"].queryset = units.filter(pk=route.unit_id) if route.unit_id else units  # type: ignore[attr-defined]
        self.fields["kind"].choices = traits.kinds()  # type: ignore[attr-defined]
        self.fields["sections"].choices = traits.choices_of("only_sections")  # type: ignore[attr-defined]
        self.fields["origin"].choices = traits.choices_of("only_origins")  # type: ignore[attr-defined]

    def traits(self) -> Traits:
        """The example as the engine reads items, completed today; only of a valid form."""
        told, today = self.cleaned_data, calendar.today()
        return Traits(
            kind=told["kind"],
            sections=traits.sections_of(told["sections"]),
            origin=told["origin"],
            timely=told["timely"],
            event_date=today,
            completed_on=today,
        )


class EndForm(forms.Form):
    """The end of a unit's own route: its last day and why."""

    last_day = forms.DateField(
        label=gettext_lazy("Last day"),
        widget=AdminDateInput,
        initial=calendar.today,
        error_messages={"required": _DAY, "invalid": _DAY},
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason or decision"),
        max_length=500,
        error_messages={"required": _REASON},
    )

    def clean_last_day(self) -> date:
        """Refuse a day that is past."""
        day: date = self.cleaned_data["last_day"]
        if day < calendar.today():
            raise ValidationError(_("The last day is today or later; what is past is not changed afterwards."))
        return day


class GiveUpForm(forms.Form):
    """Giving up a version that is only planned: why."""

    reason = forms.CharField(
        label=gettext_lazy("Reason or decision"),
        max_length=500,
        error_messages={"required": _REASON},
    )
