"""A sheet in sums: what each person receives, with the tax column, and what each unit's items cost (LD-6.2)."""

from __future__ import annotations

from dataclasses import dataclass, field

from units.remuneration.models import PayLine, PaySheet, PayTable
from units.remuneration.money import percent_of


@dataclass
class Payee:
    """A person of the list to sign: an account, or a name where an author has none in that unit."""

    name: str
    units: dict[int, str] = field(default_factory=dict)
    items: int = 0
    authored: int = 0
    controlled: int = 0
    tax: int = 0

    @property
    def unit_names(self) -> str:
        """The units for whose items the person is paid."""
        return ", ".join(self.units.values())

    @property
    def total(self) -> int:
        """Before tax."""
        return self.authored + self.controlled

    @property
    def net(self) -> int:
        """What is paid out."""
        return self.total - self.tax


@dataclass(frozen=True)
class Totals:
    """Everybody who is paid, the costs of each unit's items, and the sums."""

    payees: list[Payee]
    by_unit: list[tuple[str, int]]

    @property
    def total(self) -> int:
        """All amounts before tax."""
        return sum(payee.total for payee in self.payees)

    @property
    def tax(self) -> int:
        """All taxes."""
        return sum(payee.tax for payee in self.payees)

    @property
    def net(self) -> int:
        """All that is paid out."""
        return self.total - self.tax


def tax_on(table: PayTable, total: int) -> int:
    """The tax on what one person is paid for a month."""
    return percent_of(total, table.tax_percent) if total >= table.tax_from else 0


def totals(sheet: PaySheet) -> Totals:
    """The sums of ``sheet``, units and people in protocol order; one query."""
    payees: dict[tuple[object, ...], Payee] = {}
    units: dict[str, int] = {}
    rows = sheet.lines.filter(amount__gt=0).select_related("contribution", "unit")
    for line in rows.order_by("unit__kind__order", "unit__order", "unit__name", "pk"):
        key = (line.user_id,) if line.user_id is not None else (None, line.name, line.unit_id)
        payee = payees.setdefault(key, Payee(line.name))
        payee.units[line.unit_id] = line.contribution.unit_name
        payee.items += 1
        if line.work == PayLine.Work.AUTHOR:
            payee.authored += line.amount
        else:
            payee.controlled += line.amount
        name = line.contribution.unit_name
        units[name] = units.get(name, 0) + line.amount
    for payee in payees.values():
        payee.tax = tax_on(sheet.table, payee.total)
    return Totals(list(payees.values()), list(units.items()))
