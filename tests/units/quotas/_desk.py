"""Quotas and rows of the ledger at chosen moments, in the house of two units."""

from __future__ import annotations

from datetime import date
from typing import Any

import time_machine

from tests.factories.contributions import ContributionFactory, local
from tests.units._house import House
from units.duties import spans
from units.models import Contribution, Quota, Unit
from units.quotas import assigning
from units.quotas.assigning import Assignment, Ground

DECISION = "Nghị quyết số 5-NQ/ĐUK"
OCTOBER = date(2026, 10, 1)


def at(*moment: int) -> time_machine.travel:
    """Travel to a moment of the portal's clock."""
    return time_machine.travel(local(*moment), tick=False)


def asked(unit: Unit, number: int, kind: str = "news", span: str = "month", first: date = OCTOBER) -> Assignment:
    """What a decision asks of a unit: so many news items in October 2026 unless told."""
    return Assignment(unit, kind, span, spans.period_of(span, first), number)


def assigned(house: House, *wanted: Assignment, on: date = date(2026, 9, 20), number: str = DECISION) -> list[Quota]:
    """The quotas of a decision that the office enters on its day."""
    with at(on.year, on.month, on.day):
        return list(assigning.assign(Ground(number, on), wanted, house.office).quotas.order_by("pk"))


def given(unit: Unit, day: int, title: str = "", month: int = 10, **fields: Any) -> Contribution:
    """A row of the ledger: an item of ``unit`` that first went public on that day of 2026."""
    if title:
        fields["title"] = title
    return ContributionFactory(unit=unit, published_at=local(2026, month, day), **fields)
