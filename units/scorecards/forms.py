"""The forms of scorecards: which year, criteria with their points, the unit's comment (LD-7.1)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from units import calendar
from units.duties.forms import YearField
from units.evidence import measures
from units.scorecards.models import COMMENT_LENGTH, Criteria

MOST = 1000


class YearForm(forms.Form):
    """Which year is shown; this one unless told."""

    year = YearField(label=_("Year"))

    def __init__(self, asked: QueryDict) -> None:
        data = asked.copy()
        data.setdefault("year", str(calendar.today().year))
        super().__init__(data)


class CriteriaForm(forms.Form):
    """From which year how many points each question gives; an empty field asks nothing."""

    year = YearField(label=_("From the year"))
    decision = forms.CharField(label=_("Decision"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for measure in measures.measures():
            name = measures.name_of(measure)
            self.fields[_field(measure)] = forms.IntegerField(label=name, min_value=0, max_value=MOST, required=False)

    def points(self) -> dict[str, int]:
        """Points by measure; only of a valid form."""
        return {measure: self.cleaned_data.get(_field(measure)) or 0 for measure in measures.measures()}

    @staticmethod
    def values_of(criteria: Criteria | None) -> dict[str, Any]:
        """What the form begins with: the criteria of today, from this year on."""
        rows = criteria.rows.all() if criteria is not None else []
        return {"year": calendar.today().year, **{_field(row.measure): row.points for row in rows}}


class CommentForm(forms.Form):
    """What the unit says of its points."""

    comment = forms.CharField(label=_("Comment"), max_length=COMMENT_LENGTH, widget=forms.Textarea({"rows": 4}))


def _field(measure: str) -> str:
    return f"points-{measure}"
