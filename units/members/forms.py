"""Giving somebody a role in a unit, with an account that exists or a new one, and ending it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminDateInput

from search.vietnamese import normalise
from units import calendar
from units.members import terms
from units.members.rules import MemberRules
from units.models import Membership, Role, TrainingDemand, Unit
from units.training import rules as training

if TYPE_CHECKING:
    from accounts.models import User

EXISTING, NEW = "existing", "new"
PERSON_FIELDS = ("last_name", "first_name", "email")


class OfferedChoiceField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A choice that says what it lacks in the portal's own words."""

    default_error_messages = {"invalid_choice": _("You cannot choose this here; choose from the list.")}


class AppointmentForm(forms.Form):
    """Who gets which role in which unit, from when to when and by which decision (LD-4.2b, LD-5.1a, ND-10.1)."""

    unit = OfferedChoiceField(label=_("Unit"), queryset=Unit.objects.none())
    role = OfferedChoiceField(label=_("Role"), queryset=Role.objects.none())
    account = forms.ChoiceField(
        label=_("Account"),
        choices=[(EXISTING, _("The person has an account")), (NEW, _("Create a personal account"))],
        widget=forms.RadioSelect,
        initial=EXISTING,
    )
    username = forms.CharField(
        label=_("User name"),
        max_length=150,
        validators=[RegexValidator(r"^[a-z0-9._-]+$", _("Use small letters without marks, digits, dots and hyphens."))],
        help_text=_("The exact name the person signs in with, or the name of the new account."),
    )
    last_name = forms.CharField(label=_("Family and middle names"), max_length=150, required=False)
    first_name = forms.CharField(label=_("Given name"), max_length=150, required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        help_text=_("The person's own address: the link to choose a password goes there, and to nobody else."),
    )
    decision = forms.CharField(
        label=_("Decision"),
        max_length=200,
        help_text=_("Number of the decision, for example “Quyết định số 15-QĐ/TU”."),
    )
    valid_from = forms.DateField(label=_("From"), initial=calendar.today, widget=AdminDateInput)
    valid_to = forms.DateField(
        label=_("Until"), required=False, widget=AdminDateInput, help_text=_("Leave empty while no end is set.")
    )

    def __init__(self, rules: MemberRules, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rules = rules
        units: Any = self.fields["unit"]
        roles: Any = self.fields["role"]
        units.queryset = rules.units().filter(pk__in=Unit.objects.active())
        roles.queryset = rules.roles()
        if units.queryset.count() == 1:
            units.initial = units.queryset.first()

    def clean(self) -> dict[str, Any]:
        """Find or prepare the account, and refuse what the rules refuse."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("username", "last_name", "first_name", "decision"):
            if cleaned.get(name):
                cleaned[name] = normalise(cleaned[name]).strip()
        self._check_days(cleaned)
        if not cleaned.get("account") or not cleaned.get("username"):
            return cleaned
        if cleaned["account"] == EXISTING:
            self._find(cleaned)
        else:
            self._prepare(cleaned)
        return cleaned

    def _check_days(self, cleaned: dict[str, Any]) -> None:
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first and last and last < first:
            self.add_error("valid_to", _("The end lies before the beginning; correct one of the two dates."))

    def _find(self, cleaned: dict[str, Any]) -> None:
        person = get_user_model().objects.filter(username=cleaned["username"]).first()
        if person is None:
            self.add_error("username", _("Nobody has this user name; correct it or create a personal account."))
            return
        if not person.is_active:
            self.add_error("username", _("This account is closed; the office can open it again."))
            return
        refusal = self.rules.refusal_of_person(person)
        if refusal is None and cleaned.get("role") is not None:
            refusal = training.refusal_of_role(person, cleaned["role"])
        if refusal:
            self.add_error("username", refusal)
        if self.errors:
            return
        if terms.overlapping(
            person, cleaned["role"], cleaned["unit"], cleaned["valid_from"], cleaned.get("valid_to")
        ).exists():
            self.add_error("username", _("This person already holds this role in these days."))
        cleaned["person"] = person

    def _prepare(self, cleaned: dict[str, Any]) -> None:
        role = cleaned.get("role")
        if TrainingDemand.objects.current().comes_first and not (role and training.only_practises(role)):
            # An account that is made here has a role at once.
            self.add_error(
                "account", _("Nobody gets a role before a training; an administrator of the system makes the account.")
            )
            return
        person = get_user_model()(**{name: cleaned.get(name) or "" for name in ("username", *PERSON_FIELDS)})
        for name in PERSON_FIELDS:
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Fill this in for a new account."))
        users = get_user_model().objects
        if users.filter(username__iexact=person.username).exists():
            self.add_error("username", _("This user name is taken; choose another one."))
        if person.email and users.filter(email__iexact=person.email).exists():
            self.add_error(
                "email", _("An account with this e-mail address exists; ask its holder for the user name and use that.")
            )
        cleaned["person"] = person

    @transaction.atomic
    def save(self) -> Membership:
        """Create the account where a new one was asked for, without a password, and the membership."""
        person: User = self.cleaned_data["person"]
        if person.pk is None:
            person.set_unusable_password()
            person.save()
        return Membership.objects.create(
            user=person,
            role=self.cleaned_data["role"],
            unit=self.cleaned_data["unit"],
            decision=self.cleaned_data["decision"],
            valid_from=self.cleaned_data["valid_from"],
            valid_to=self.cleaned_data["valid_to"],
        )


class EndForm(forms.Form):
    """The last day of a membership, and the decision that it ends by."""

    valid_to = forms.DateField(
        label=_("Last day"),
        widget=AdminDateInput,
        initial=calendar.today,
        help_text=_("The rights go at the midnight after this day; enter yesterday to end them at once."),
    )

    decision = forms.CharField(
        label=_("Decision"),
        max_length=200,
        help_text=_("Number of the decision, for example “Quyết định số 15-QĐ/TU”."),
    )

    def __init__(self, membership: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership

    def clean_decision(self) -> str:
        """The number, normalised."""
        return normalise(str(self.cleaned_data["decision"])).strip()

    def clean_valid_to(self) -> Any:
        """Refuse to rewrite days that have passed and to lengthen a membership."""
        day, earliest = self.cleaned_data["valid_to"], terms.earliest_end(self.membership)
        if day < earliest:
            raise ValidationError(
                _("The earliest last day is %(day)s: what was done with this role until then stays justified."),
                params={"day": f"{earliest:%d/%m/%Y}"},
            )
        if self.membership.valid_to is not None and day > self.membership.valid_to:
            raise ValidationError(
                _("The membership ends on %(day)s already; add a new one, by a new decision, to go on after that."),
                params={"day": f"{self.membership.valid_to:%d/%m/%Y}"},
            )
        return day
