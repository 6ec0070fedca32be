"""The form that corrects a closed figure (LD-6.1a)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from search.vietnamese import normalise
from units.periods import tables
from units.periods.correcting import Change
from units.periods.models import ALL_SECTIONS, REASON_LENGTH, ClosedLine, ClosedPeriod, Ground

_CHOOSE = _("You cannot choose this here; choose from the list.")
LARGEST = 1_000_000


class CorrectionForm(forms.Form):
    """Which figure of a closed month, by how much, and why."""

    line = forms.ModelChoiceField(
        label=_("Unit"), queryset=ClosedLine.objects.none(), error_messages={"invalid_choice": _CHOOSE}
    )
    kind = forms.ChoiceField(label=_("Kind"), error_messages={"invalid_choice": _CHOOSE})
    section = forms.ChoiceField(
        label=_("Section"),
        required=False,
        error_messages={"invalid_choice": _CHOOSE},
        help_text=_(
            "The number of items and the numbers in sections are kept apart: an item that was counted by mistake is "
            "taken from both, in two entries."
        ),
    )
    change = forms.IntegerField(
        label=_("Change"),
        min_value=-LARGEST,
        max_value=LARGEST,
        help_text=_("-1 takes one item away, 2 adds two."),
        error_messages={"invalid": _("Enter a whole number, for example -1 or 2.")},
    )
    ground = forms.ChoiceField(
        label=_("Reason"),
        choices=Ground,
        help_text=_("Shown to the public beside the figure."),
        error_messages={"invalid_choice": _CHOOSE},
    )
    explanation = forms.CharField(
        label=_("Explanation"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Which item, and how it was noticed. Read by the office and in the record, not by the public."),
    )

    def __init__(self, period: ClosedPeriod, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["line"].queryset = period.lines.select_related("unit").order_by("place")
        fields["kind"].choices = [tuple(pair) for pair in period.kinds]
        titles = tables.sections_of(period)
        fields["section"].choices = [(ALL_SECTIONS, _("All sections")), *((title, title) for title in titles)]

    def clean_explanation(self) -> str:
        """The explanation in one spelling."""
        return normalise(self.cleaned_data["explanation"]).strip()

    def stated(self) -> Change:
        """The change asked for; only of a valid form."""
        said = self.cleaned_data
        return Change(
            said["line"], said["kind"], said["section"], said["change"], Ground(said["ground"]), said["explanation"]
        )
