"""Asking for a right, granting it and refusing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from search.vietnamese import normalise
from units import calendar
from units.entitlements import sections
from units.entitlements.acts import Grant, Wish
from units.entitlements.models import DECISION_LENGTH, RightRequest
from units.entitlements.person_field import PersonField
from units.entitlements.rules import RightRules, earliest_start
from units.members.forms import OfferedChoiceField
from units.models.membership import Role
from units.models.register import Unit

if TYPE_CHECKING:
    from accounts.models import User

BACKWARDS = _("The end lies before the beginning; correct one of the two dates.")
TOO_EARLY = _("Nobody is given a right for days that have passed; begin today or later.")


class DecisionForm(forms.Form):
    """The decision that an act rests on: its number and its day."""

    decision = forms.CharField(
        label=_("Decision"),
        max_length=DECISION_LENGTH - 20,
        help_text=_("Number of the decision, for example “Quyết định số 15-QĐ/TU”."),
    )
    decided_on = forms.DateField(label=_("Day of the decision"), initial=calendar.today, widget=AdminDateInput)

    def clean_decision(self) -> str:
        """The number, normalised."""
        return normalise(str(self.cleaned_data["decision"])).strip()

    def clean_decided_on(self) -> Any:
        """Refuse a decision that has not been taken yet."""
        day = self.cleaned_data["decided_on"]
        if day > calendar.today():
            raise forms.ValidationError(_("This day is still to come; enter the day on which it was decided."))
        return day


class AskForm(forms.Form):
    """Who shall hold which role where, from when to when, and why."""

    #: What the address may fill in, for links such as that from a notice that a right ends.
    FILLED_IN = ("username", "unit", "role", "wanted_from")

    username = PersonField(
        label=_("User name"),
        help_text=_("Your own; or that of the colleague for whom you ask, exactly as they sign in."),
    )
    unit = OfferedChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("The whole site"),
        help_text=_("Leave it at “The whole site” for a role that is not held in a unit."),
    )
    role = OfferedChoiceField(label=_("Role"), queryset=Role.objects.none())
    wanted_from = forms.DateField(label=_("From"), initial=calendar.today, widget=AdminDateInput)
    wanted_to = forms.DateField(
        label=_("Until"), required=False, widget=AdminDateInput, help_text=_("Leave empty while no end is set.")
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Which work needs the right; whoever decides reads it."),
    )
    sections = forms.MultipleChoiceField(
        label=_("Only in these sections"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Mark none for every section that is open to the unit."),
    )

    def __init__(self, user: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = RightRules(user)
        units: Any = self.fields["unit"]
        roles: Any = self.fields["role"]
        choices: Any = self.fields["sections"]
        units.queryset = Unit.objects.active()
        roles.queryset = Role.objects.all()
        choices.choices = [(section.code, section.title) for section in sections.open_to(None)]
        self.fields["username"].initial = user.get_username()

    def clean(self) -> dict[str, Any]:
        """Refuse what the rules refuse."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("wanted_from"), cleaned.get("wanted_to")
        if first and first < earliest_start():
            self.add_error("wanted_from", TOO_EARLY)
        if first and last and last < first:
            self.add_error("wanted_to", BACKWARDS)
        self._check_sections(cleaned)
        if self.errors:
            return cleaned
        refusal = self.rules.refusal_to_ask(cleaned["username"], cleaned["role"], cleaned.get("unit"))
        if refusal is not None:
            self.add_error("role", refusal)
        return cleaned

    def _check_sections(self, cleaned: dict[str, Any]) -> None:
        chosen, unit, role = cleaned.get("sections"), cleaned.get("unit"), cleaned.get("role")
        if not chosen or role is None:
            return
        if not sections.WRITING & {*role.capabilities}:
            self.add_error("sections", _("This role writes nothing, so sections do not narrow it; mark none."))
        elif not {*chosen} <= {section.code for section in sections.open_to(unit)} or unit is None:
            self.add_error("sections", _("The unit does not contribute to one of these sections; choose others."))

    @property
    def wish(self) -> Wish:
        """What was asked for."""
        data = self.cleaned_data
        return Wish(
            person=data["username"],
            role=data["role"],
            unit=data.get("unit"),
            first=data["wanted_from"],
            last=data.get("wanted_to"),
            reason=normalise(data["reason"]).strip(),
            sections=tuple(data.get("sections") or ()),
        )


class GrantForm(DecisionForm):
    """On which decision the right is given, and for which days."""

    valid_from = forms.DateField(label=_("From"), widget=AdminDateInput)
    valid_to = forms.DateField(
        label=_("Until"), required=False, widget=AdminDateInput, help_text=_("Leave empty while no end is set.")
    )

    def __init__(self, made: RightRequest, user: User, *args: Any, **kwargs: Any) -> None:
        first = max(made.wanted_from, earliest_start())
        kwargs.setdefault("initial", {"valid_from": first, "valid_to": made.wanted_to})
        super().__init__(*args, **kwargs)
        self.made, self.rules = made, RightRules(user)

    def clean(self) -> dict[str, Any]:
        """Refuse days that have passed or run backwards, and what the rules refuse."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and first < earliest_start():
            self.add_error("valid_from", TOO_EARLY)
        elif first and last and last < first:
            self.add_error("valid_to", BACKWARDS)
        elif first and (refusal := self.rules.refusal_to_grant(self.made, first, last)) is not None:
            self.add_error(None, refusal)
        return cleaned

    @property
    def grant(self) -> Grant:
        """What was decided."""
        data = self.cleaned_data
        return Grant(data["decision"], data["decided_on"], data["valid_from"], data.get("valid_to"))


class RefuseForm(forms.Form):
    """Why a right is not given."""

    answer = forms.CharField(
        label=_("Reason for the refusal"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean_answer(self) -> str:
        """The words, normalised."""
        return normalise(str(self.cleaned_data["answer"])).strip()
