"""The form of a route's stages: a row each, in the order of their numbers, that works without a script."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from units.approval.models import StageTask
from units.approval.route_words import LISTED, Names
from units.approval.routes import Stage
from units.models.membership import Role

MOST_STAGES = 20
EMPTY_ROWS = 2
#: What a row says that nobody has typed in.
EMPTY_ROW = {"scope": "unit", "approvals": "1"}
PREFIX = "stages"
REQUIRED = gettext_lazy("This cannot stay empty.")


class OfferedRoleField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A role, with where it is held."""

    default_error_messages = {"invalid_choice": gettext_lazy("You cannot choose this here; choose from the list.")}

    def label_from_instance(self, role: Any) -> str:
        """Name and scope, because the scope of the stage has to fit."""
        return f"{role.name} ({role.get_scope_display()})"


class StageForm(forms.Form):
    """One stage: whose approval, when it applies, what is asked, how long it may take."""

    name = forms.CharField(
        label=gettext_lazy("Name of the stage"), max_length=255, error_messages={"required": REQUIRED}
    )
    role = OfferedRoleField(
        label=gettext_lazy("Whose approval"),
        queryset=Role.objects.all(),
        to_field_name="code",
        error_messages={"required": gettext_lazy("Choose a role.")},
    )
    scope = forms.ChoiceField(
        label=gettext_lazy("Where they hold the role"), choices=StageTask.Scope.choices, initial=StageTask.Scope.UNIT
    )
    approvals = forms.IntegerField(
        label=gettext_lazy("How many different people"),
        min_value=1,
        max_value=5,
        initial=1,
        error_messages={
            name: gettext_lazy("Enter a number from 1 to 5.")
            for name in ("required", "invalid", "min_value", "max_value")
        },
    )
    limit_hours = forms.IntegerField(
        label=gettext_lazy("Time limit in hours"),
        min_value=1,
        max_value=2000,
        required=False,
        help_text=gettext_lazy("Hours of working days; empty where only the item's own due time counts."),
        error_messages={
            name: gettext_lazy("Enter a number from 1 to 2000, or leave it empty.")
            for name in ("invalid", "min_value", "max_value")
        },
    )
    asks_checklist = forms.BooleanField(label=gettext_lazy("The checklist has to be answered"), required=False)
    asks_grade = forms.BooleanField(label=gettext_lazy("The source is checked and the quality graded"), required=False)
    may_edit = forms.BooleanField(label=gettext_lazy("Approvers may edit; somebody else then approves"), required=False)
    assigns = forms.BooleanField(label=gettext_lazy("Each item is assigned to one of the approvers"), required=False)
    only_timely = forms.ChoiceField(
        label=gettext_lazy("For which items"), choices=StageTask.Timely.choices, required=False
    )
    only_kinds = forms.MultipleChoiceField(label=gettext_lazy("Only these kinds"), required=False)
    only_sections = forms.MultipleChoiceField(label=gettext_lazy("Only these sections"), required=False)
    only_unit_kinds = forms.MultipleChoiceField(label=gettext_lazy("Only units of these kinds"), required=False)
    only_origins = forms.MultipleChoiceField(label=gettext_lazy("Only these origins"), required=False)
    tells = forms.MultipleChoiceField(label=gettext_lazy("Who is told when an item arrives"), required=False)

    def __init__(self, *args: Any, names: Names, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = {**{condition: names.choices[condition] for condition in LISTED}, "tells": names.roles}
        for name, choices in offered.items():
            field = self.fields[name]
            field.widget = forms.CheckboxSelectMultiple()
            field.choices = list(choices.items())  # type: ignore[attr-defined]

    @property
    def title(self) -> str:
        """What the row is headed with."""
        return str(self["name"].value() or _("Another stage"))

    @property
    def has_conditions(self) -> bool:
        """Whether the part with the conditions is open: something is set or wrong there."""
        return any(self[name].value() or self[name].errors for name in ("only_timely", *LISTED))

    def clean(self) -> dict[str, Any]:
        """Refuse a role that is not held where the stage looks for it."""
        cleaned: dict[str, Any] = super().clean() or {}
        role, scope = cleaned.get("role"), cleaned.get("scope")
        if role is None or not scope or (role.scope == Role.Scope.SITE) == (scope == StageTask.Scope.SITE):
            return cleaned
        if role.scope == Role.Scope.SITE:
            sentence = _("“%(role)s” is held for the whole site; choose that, or a role that is held in a unit.")
        else:
            sentence = _("“%(role)s” is held in a unit; choose the item's unit or the lead units, or another role.")
        self.add_error("scope", sentence % {"role": role.name})
        return cleaned

    def stage(self) -> Stage:
        """The stage as data; only of a valid form."""
        told = {name: value for name, value in self.cleaned_data.items() if name in Stage.__dataclass_fields__}
        lists = {name: tuple(value) for name, value in told.items() if isinstance(value, list)}
        return Stage(**{**told, **lists, "role": told["role"].code})


class BaseStages(BaseFormSet[StageForm]):
    """The stages in the order of their numbers; what has no number comes last."""

    def clean(self) -> None:
        """Refuse a route without a stage, and two stages that cannot be told apart."""
        # What a browser never posts, such as a form without its counts, has been refused already.
        if not self.is_valid():
            return
        names = [form.cleaned_data["name"] for form in self.ordered_forms]
        if not names:
            raise ValidationError(_("A route needs at least one stage, or nothing could ever be approved."))
        if len(set(names)) < len(names):
            raise ValidationError(_("Two stages have the same name; give each a name of its own."))

    def add_fields(self, form: StageForm, index: int | None) -> None:
        """Name the two fields that order and remove."""
        super().add_fields(form, index)
        form.fields["ORDER"].label = _("Number in the order")
        form.fields["DELETE"].label = _("Take this stage out")


StageFormSet = formset_factory(
    StageForm, BaseStages, extra=EMPTY_ROWS, can_order=True, can_delete=True, max_num=MOST_STAGES
)


def with_empty_rows(data: QueryDict) -> QueryDict:
    """What was posted, with two empty rows at its end again, so that a stage can be added without a script."""
    total = data.get(f"{PREFIX}-TOTAL_FORMS", "")
    if not total.isdecimal() or int(total) > MOST_STAGES:
        return data
    filled = sum(bool(data.get(f"{PREFIX}-{row}-name")) for row in range(int(total)))
    wanted = min(filled + EMPTY_ROWS, MOST_STAGES)
    rows = data.copy()
    for row in range(int(total), wanted):
        rows.update({f"{PREFIX}-{row}-{name}": value for name, value in EMPTY_ROW.items()})
    rows[f"{PREFIX}-TOTAL_FORMS"] = str(max(int(total), wanted))
    return rows
