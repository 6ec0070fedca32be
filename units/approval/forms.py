"""What an approver says with a verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from units.approval.checklist import Grade, Question, Reason, SourceCheck

if TYPE_CHECKING:
    from units.approval.models import StageTask


class ApprovalForm(forms.Form):
    """An approval with an optional remark."""

    comment = forms.CharField(label=_("Remark"), required=False, max_length=2000, widget=forms.Textarea({"rows": 2}))


class ChecklistField(forms.MultipleChoiceField):
    """Every point of the checklist has to be answered with yes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Checklist"),
            choices=Question.choices,
            widget=forms.CheckboxSelectMultiple,
            required=False,
            **kwargs,
        )

    def validate(self, value: Any) -> None:
        """Refuse a point left open."""
        super().validate(value)
        if set(value) != set(Question.values):
            raise forms.ValidationError(
                _("Answer every point of the checklist; what cannot be answered with yes is returned to its author.")
            )


class ReturnForm(forms.Form):
    """A return, which always says why, where, and what is to be mended."""

    reasons = forms.MultipleChoiceField(
        label=_("Why it comes back"),
        choices=Reason.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one reason.")},
    )
    comment = forms.CharField(
        label=_("Where, and what is to be mended"),
        max_length=2000,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"required": _("Give a reason, so that the author knows what to mend.")},
    )


class ReasonForm(forms.Form):
    """A measure, which always gives its reason."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=2000,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Give the reason; it is kept in the record.")},
    )


def verdict_form(action: str, stage: StageTask) -> type[forms.Form]:
    """The form for ``action`` ("approve" or "reject") with what ``stage`` asks of whoever approves."""
    if action == "reject":
        return ReturnForm
    asked: dict[str, forms.Field] = {}
    if stage.asks_checklist:
        asked["checklist"] = ChecklistField()
    if stage.asks_grade:
        asked["source_checked"] = _choice(_("How was the source checked?"), SourceCheck.choices)
        asked["grade"] = _choice(_("Quality"), Grade.choices)
    return type("ApprovalForm", (ApprovalForm,), {**asked, "field_order": [*asked, "comment"]})


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these before you approve.")},
    )
