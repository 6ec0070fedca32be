"""The form of a table of pay: the rules, and a coefficient for each kind and grade (LD-6.2)."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from search.vietnamese import normalise
from units.approval.checklist import Grade
from units.contributions import countable
from units.duties.forms import DayField
from units.remuneration.models import DECISION_LENGTH, PayTable

#: Without a grade first: not every stage asks for one.
GRADES = [("", _("not graded")), *Grade.choices]
LARGEST = 1_000_000_000


def _percent(label: Any, initial: int, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=100, initial=initial, help_text=help_text)


class TableForm(forms.Form):
    """What the committee adopted."""

    decision = forms.CharField(
        label=_("Decision"),
        max_length=DECISION_LENGTH,
        help_text=_("Number of the decision, for example “Quyết định số 15-QĐ/TU”."),
    )
    decided_on = DayField(label=_("Day of the decision"))
    valid_from = DayField(label=_("Holds from"), help_text=_("The first day of a month."))
    unit_value = forms.IntegerField(
        label=_("Value of one unit, in đồng"),
        min_value=1,
        max_value=LARGEST,
        help_text=_("For example a tenth of the base salary; a coefficient of 1 pays this much."),
    )
    collected_percent = _percent(_("Paid for collected items, per cent"), 50)
    reused_percent = _percent(_("Paid for reused items, per cent"), 0)
    control_percent = _percent(
        _("Paid for editing and control, per cent"),
        0,
        _("Of what the authors are paid; for whoever approved last."),
    )
    tax_from = forms.IntegerField(
        label=_("Taxed from, in đồng"),
        min_value=0,
        max_value=LARGEST,
        initial=2_000_000,
        help_text=_("What one person is paid for a month, before tax."),
    )
    tax_percent = _percent(_("Tax, per cent"), 10)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, name in countable.kinds().items():
            for grade, label in GRADES:
                self.fields[_field(kind, grade)] = forms.DecimalField(
                    label=f"{name}, {label}",
                    min_value=Decimal(0),
                    max_digits=7,
                    decimal_places=2,
                    required=False,
                    localize=True,
                )

    def facts(self) -> list[forms.BoundField]:
        """The fields above the grid."""
        return [self[name] for name in self.base_fields]

    def grid(self) -> list[tuple[str, list[forms.BoundField]]]:
        """A line a kind, a field a grade."""
        return [
            (str(name), [self[_field(kind, grade)] for grade, _label in GRADES])
            for kind, name in countable.kinds().items()
        ]

    @staticmethod
    def grades() -> list[str]:
        """The heads of the grid."""
        return [str(label) for _grade, label in GRADES]

    def clean_decision(self) -> str:
        """The decision in one spelling."""
        return normalise(self.cleaned_data["decision"]).strip()

    def table(self) -> PayTable:
        """The table as typed, not saved; only of a valid form."""
        return PayTable(**{name: self.cleaned_data[name] for name in self.base_fields})

    def rates(self) -> dict[tuple[str, str], Decimal]:
        """The coefficients that were typed."""
        cells = [(kind, grade) for kind in countable.kinds() for grade, _label in GRADES]
        typed = {cell: self.cleaned_data.get(_field(*cell)) for cell in cells}
        return {cell: coefficient for cell, coefficient in typed.items() if coefficient}


def _field(kind: str, grade: str) -> str:
    return f"rate-{kind}-{grade}"
