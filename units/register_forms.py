"""Forms of the register in the admin: what may be changed, by whom, and what a change has to be backed with."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from units import calendar, lifecycle
from units.members import ending
from units.members.terms import overlapping
from units.models import Capability, Membership, Unit
from units.training import rules as training


def freeze(form: WagtailAdminModelForm, names: tuple[str, ...]) -> None:
    """Show the fields ``names`` of an existing object without letting anybody change them."""
    if form.instance.pk is not None:
        for name in names:
            if name in form.fields:
                form.fields[name].disabled = True


class UnitForm(WagtailAdminModelForm):
    """A unit. A new name keeps the old one in the history; renaming and ending rest on a decision (N-7)."""

    change_decision = forms.CharField(
        label=_("Decision on the new name or the end"),
        max_length=lifecycle.DECISION_LENGTH,
        required=False,
        help_text=_("Required when you change the name or enter the last day, for example “Quyết định số 15-QĐ/TU”."),
    )
    renamed_on = forms.DateField(
        label=_("First day of the new name"),
        required=False,
        widget=AdminDateInput,
        help_text=_("Today unless you enter another day. Until the day before, pages keep the former name."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        freeze(self, ("code",))
        if self.instance.pk is None:
            del self.fields["change_decision"], self.fields["renamed_on"]
        else:
            self.fields["parent"].queryset = Unit.objects.exclude(pk=self.instance.pk)
            self.fields["successor"].queryset = Unit.objects.exclude(pk=self.instance.pk)

    @property
    def is_renaming(self) -> bool:
        """Whether the name is being changed."""
        return self.instance.pk is not None and "name" in self.changed_data

    @property
    def is_ending(self) -> bool:
        """Whether a last day is being entered."""
        return (
            self.instance.pk is not None and "valid_to" in self.changed_data and bool(self.cleaned_data.get("valid_to"))
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the decision behind a new name or an end, and for days that fit the history."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        if (self.is_renaming or self.is_ending) and not cleaned.get("change_decision"):
            self.add_error("change_decision", _("Enter the decision by which the unit gets its new name or ends."))
        if self.is_renaming:
            self._check_day(cleaned)
        if cleaned.get("is_managing"):
            self._check_managing()
        return cleaned

    def _check_day(self, cleaned: dict[str, Any]) -> None:
        day = cleaned["renamed_on"] = cleaned.get("renamed_on") or calendar.today()
        since = lifecycle.name_held_since(self.instance)
        if day > calendar.today():
            self.add_error("renamed_on", _("Enter a new name on its first day or later, not in advance."))
        elif day <= since:
            self.add_error(
                "renamed_on",
                _("The unit has had its present name since %(day)s; the new name begins after that.")
                % {"day": f"{since:%d/%m/%Y}"},
            )

    def _check_managing(self) -> None:
        other = Unit.objects.filter(is_managing=True).exclude(pk=self.instance.pk).first()
        if other is not None:
            self.add_error(
                "is_managing", _("%(unit)s is the managing unit; take that from it first.") % {"unit": other.name}
            )

    def save(self, commit: bool = True) -> Unit:
        """Save the unit, its former name and the decision of its end."""
        decision = self.cleaned_data.get("change_decision", "")
        if self.is_ending:
            self.instance.decision = lifecycle.with_decision(self.instance.decision, decision)
        if self.is_renaming:
            lifecycle.record_former_name(self.instance, self.initial["name"], self.cleaned_data["renamed_on"], decision)
        return super().save(commit)


class FormerNameForm(WagtailAdminModelForm):
    """A name that a unit bore before it was entered in the portal, or a correction to one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        freeze(self, ("unit",))
        self.fields["decision"].required = True

    def clean(self) -> dict[str, Any]:
        """Refuse days that run backwards, reach into the present name or overlap another former name."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        unit, first, last = (cleaned.get(name) for name in ("unit", "valid_from", "valid_to"))
        if unit is None or first is None or last is None:
            return cleaned
        if last < first:
            self.add_error("valid_to", _("The end lies before the beginning; correct one of the two dates."))
        elif last >= calendar.today():
            self.add_error("valid_to", _("A former name has ended; enter a day that has passed."))
        elif unit.former_names.exclude(pk=self.instance.pk).filter(valid_from__lte=last, valid_to__gte=first).exists():
            self.add_error("valid_from", _("In these days the unit bore another former name; correct the dates."))
        return cleaned


class RoleForm(WagtailAdminModelForm):
    """A role. Its code and where it is held stay, because memberships and routes rest on them."""

    capabilities = forms.MultipleChoiceField(
        label=_("Capabilities"), choices=Capability.choices, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        freeze(self, ("code", "scope"))


class MembershipForm(WagtailAdminModelForm):
    """A membership. An existing one is ended, not rewritten, and nobody gives themselves a role (LD-4.2b, LD-5.1a)."""

    frozen: ClassVar[tuple[str, ...]] = ("user", "role", "unit", "valid_from")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        freeze(self, self.frozen)
        if self.instance.pk is None:
            self.fields["decision"].required = True
            self.fields["user"].queryset = self.fields["user"].queryset.filter(is_active=True)
            self.fields["unit"].queryset = Unit.objects.active()

    def clean(self) -> dict[str, Any]:
        """Refuse to give oneself a role and to give the same role twice for the same days."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        person, role = cleaned.get("user"), cleaned.get("role")
        if person is None or role is None:
            return cleaned
        if person == self.for_user and not self.for_user.is_superuser:
            self.add_error("user", _("Nobody gives or ends their own role; ask another administrator."))
        if self.instance.pk is None and (refusal := training.refusal_of_role(person, role)) is not None:
            self.add_error("user", refusal)
        if self.is_ending and not cleaned.get("end_decision"):
            self.add_error("end_decision", _("Enter the decision by which the role ends."))
        first, last = cleaned.get("valid_from"), cleaned.get("valid_to")
        if first is not None:
            held = overlapping(person, role, cleaned.get("unit"), first, last)
            if held.exclude(pk=self.instance.pk).exists():
                self.add_error("user", _("This person already holds this role in these days."))
        return cleaned

    @property
    def is_ending(self) -> bool:
        """Whether a last day is being entered or changed."""
        ends = self.instance.pk is not None and "valid_to" in self.changed_data
        return ends and self.cleaned_data.get("valid_to") is not None

    def save(self, commit: bool = True) -> Membership:
        """Save it, and tell the person where it ends."""
        saved: Membership = super().save(commit)
        if self.is_ending:
            ending.tell_of_end(saved, self.for_user)
        return saved
