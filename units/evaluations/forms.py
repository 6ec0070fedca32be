"""The forms of evaluations: which quarter, what the unit writes, a reason, the report, the terms (LD-5.2)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from search.vietnamese import normalise
from units.calendar import Period
from units.contributions.periods import QUARTERS
from units.duties import spans
from units.duties.forms import YearField
from units.duties.spans import Every
from units.evaluations.models import REASON_LENGTH, TEXT_LENGTH, TEXTS, Evaluation, QuarterReport
from units.papers import surroundings
from units.papers.forms import OnPaperFields

_CHOOSE = _("You cannot choose this here; choose from the list.")
OVERDUE = "overdue"


class QuarterFields(forms.Form):
    """A quarter of a year."""

    number = forms.TypedChoiceField(
        label=_("Quarter"), coerce=int, choices=list(QUARTERS.items()), error_messages={"invalid_choice": _CHOOSE}
    )
    year = YearField(label=_("Year"))

    def period(self) -> Period:
        """The quarter that was chosen; only of a valid form."""
        return spans.period(Every.QUARTER, self.cleaned_data["year"], self.cleaned_data["number"])


class BoardForm(QuarterFields):
    """Which evaluations are listed; the quarter that ended last unless told."""

    only = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("All")), (OVERDUE, _("Overdue only"))],
        error_messages={"invalid_choice": _CHOOSE},
    )

    def __init__(self, asked: QueryDict, usual: Period) -> None:
        data = asked.copy()
        data.setdefault("number", str(spans.number_of(Every.QUARTER, usual.first)))
        data.setdefault("year", str(usual.first.year))
        super().__init__(data)


def _text(label: Any, help_text: Any, rows: int = 6, required: bool = False) -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, help_text=help_text, max_length=TEXT_LENGTH, required=required, widget=widget)


class EvaluationForm(forms.Form):
    """What the unit writes beside its figures."""

    results = _text(_("Results"), _("What the figures do not show; leave it empty where they say enough."))
    shortcomings = _text(_("Shortcomings"), _("What fell short and why; where nothing did, say so."))
    remedies = _text(_("Measures"), _("What the unit will do about it, who does it and until when."))
    proposals = _text(_("Proposals"), _("What the unit asks of the office or the committee."), rows=4)
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput, required=False)

    def texts(self) -> dict[str, str]:
        """What was written; only of a valid form."""
        return {name: self.cleaned_data[name] for name in TEXTS}

    @property
    def written(self) -> list[forms.BoundField]:
        """The fields that people see."""
        return [self[name] for name in TEXTS]

    @staticmethod
    def values_of(evaluation: Evaluation | None) -> dict[str, Any]:
        """What the form begins with."""
        return {**evaluation.texts, "version": evaluation.version} if evaluation else {"version": 0}


class ReasonForm(forms.Form):
    """Why an evaluation is returned."""

    reason = forms.CharField(label=_("Reason"), max_length=REASON_LENGTH, widget=forms.Textarea({"rows": 3}))


class ReportForm(OnPaperFields):
    """The office's texts, and what stands around them on paper."""

    assessment = _text(_("Assessment"), _("How the units carried out the regulation in this quarter."), rows=8)
    proposals = _text(_("Proposals"), _("What the Standing Committee is asked to decide."))

    field_order = ("assessment", "proposals")

    @staticmethod
    def values_of(report: QuarterReport | None) -> dict[str, Any]:
        """What the form begins with: the report, or what stood around the last one."""
        if report is None:
            return surroundings.last_facts(QuarterReport)
        return {name: getattr(report, name) for name in ("assessment", "proposals", *surroundings.ALL)}

    def facts(self) -> dict[str, str]:
        """What is kept; only of a valid form."""
        return {name: normalise(value).strip() for name, value in self.cleaned_data.items()}


class TermsForm(QuarterFields):
    """Since which quarter how many days hold."""

    days = forms.IntegerField(
        label=_("Days after the quarter"),
        min_value=1,
        max_value=60,
        initial=10,
        help_text=_("The units send their evaluations within so many days after the quarter is over."),
    )
    is_asked = forms.BooleanField(
        label=_("An evaluation is asked for"),
        required=False,
        initial=True,
        help_text=_("Without the tick nothing is asked of the units from this quarter on."),
    )
    decision = forms.CharField(label=_("Decision"), max_length=200, required=False)

    field_order = ("number", "year", "days", "is_asked", "decision")

    def since(self) -> date:
        """The first day of the quarter; only of a valid form."""
        return self.period().first
