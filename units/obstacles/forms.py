"""The forms of obstacles: one told, an answer, a proposal begun and written (LD-7.3a, ND-14.3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from search.vietnamese import normalise
from units.models.register import Unit
from units.obstacles.clauses import LARGEST_ARTICLE, LARGEST_PARAGRAPH, POINT_LENGTH, Clause
from units.obstacles.collecting import AtOneClause
from units.obstacles.models import TEXT_LENGTH, AmendmentProposal, ProposedWording
from units.papers import surroundings
from units.papers.forms import OnPaperFields

_CHOOSE = _("You cannot choose this here; choose from the list.")


def _text(label: Any, rows: int, help_text: Any = "", required: bool = False) -> forms.CharField:
    widget = forms.Textarea({"rows": rows})
    return forms.CharField(label=label, max_length=TEXT_LENGTH, widget=widget, help_text=help_text, required=required)


class ObstacleForm(forms.Form):
    """What is hard to apply, and at which place of the regulation."""

    article = forms.IntegerField(
        label=_("Article of the regulation"),
        min_value=1,
        max_value=LARGEST_ARTICLE,
        help_text=_("Its number, for example 7."),
    )
    paragraph = forms.IntegerField(
        label=_("Clause of the article"), min_value=1, max_value=LARGEST_PARAGRAPH, required=False
    )
    point = forms.RegexField(
        r"^[a-zđ]{1,2}$",
        label=_("Point"),
        max_length=POINT_LENGTH,
        required=False,
        error_messages={"invalid": _("Enter a small letter, for example a.")},
    )
    text = _text(_("What is hard to apply"), 5, _("What happened, where and how often."), required=True)
    suggestion = _text(_("What would help"), 4, _("How the clause could read, if you know."))
    unit = forms.ModelChoiceField(
        label=_("Unit"), queryset=Unit.objects.none(), required=False, error_messages={"invalid_choice": _CHOOSE}
    )

    def __init__(self, *args: Any, units: QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset = units
        fields["unit"].initial = units.first()

    def clause(self) -> Clause:
        """The place; only of a valid form."""
        said = self.cleaned_data
        return Clause(said["article"], said["paragraph"] or 0, said["point"] or "")


class AnswerForm(forms.Form):
    """What the office answers."""

    answer = _text(_("Answer"), 4, required=True)


class BeginForm(forms.Form):
    """From which clauses a proposal is begun."""

    clauses = forms.MultipleChoiceField(
        label=_("Clauses"), widget=forms.CheckboxSelectMultiple, error_messages={"invalid_choice": _CHOOSE}
    )

    def __init__(self, *args: Any, told: Iterable[AtOneClause], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        open_ = [each for each in told if each.uncollected]
        fields["clauses"].choices = [(each.clause.key, f"{each.clause} ({each.uncollected})") for each in open_]

    def chosen(self) -> list[Clause]:
        """The clauses; only of a valid form."""
        return [Clause.read(key) for key in self.cleaned_data["clauses"]]


class ProposalForm(OnPaperFields):
    """The texts, a wording for each clause, and what stands around them on paper."""

    opening = _text(_("Opening"), 5, _("Why the proposal is made."))
    closing = _text(_("What is asked for"), 4)

    field_order = ("opening", "closing")

    def __init__(self, *args: Any, rows: Iterable[ProposedWording], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = list(rows)
        for row in self.rows:
            self.fields[_field(row)] = _text(_("Proposed for %(clause)s") % {"clause": row.clause}, 4)
            self.fields[_field(row)].initial = row.wording

    def around(self) -> list[forms.BoundField]:
        """The fields that belong to the paper."""
        return [self[name] for name in surroundings.ALL]

    def texts(self) -> list[forms.BoundField]:
        """Opening, a wording a clause, what is asked for."""
        return [self["opening"], *(self[_field(row)] for row in self.rows), self["closing"]]

    @staticmethod
    def values_of(proposal: AmendmentProposal) -> dict[str, Any]:
        """What the form begins with."""
        return {name: getattr(proposal, name) for name in ("opening", "closing", *surroundings.ALL)}

    def facts(self) -> dict[str, str]:
        """The texts that the proposal keeps; only of a valid form."""
        said = self.cleaned_data
        return {name: normalise(said[name]).strip() for name in ("opening", "closing", *surroundings.ALL)}

    def wordings(self) -> dict[int, str]:
        """The wording of each clause by its key; only of a valid form."""
        return {row.pk: self.cleaned_data[_field(row)] for row in self.rows}


def _field(row: ProposedWording) -> str:
    return f"wording-{row.pk}"


def clause_asked(key: str) -> Clause | None:
    """The clause that an address asks for; None for all. Raises ``ValidationError`` where it is none."""
    if not key:
        return None
    try:
        return Clause.read(key)
    except ValueError as error:
        raise ValidationError(_("There is no such clause; choose one from the list.")) from error
