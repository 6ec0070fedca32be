"""Quarters, evaluations and their ways, in the house of two units."""

from __future__ import annotations

from datetime import date
from typing import Any

import time_machine

from tests.factories.contributions import ContributionFactory, local
from tests.units._house import House
from units.evaluations import deciding, writing
from units.evaluations.models import Evaluation, EvaluationTerms
from units.models import Contribution, Unit

#: Quarter III of 2026; with ten days it is due on 10 October.
QUARTER = date(2026, 7, 1)
TEXTS = {"results": "", "shortcomings": "Tin về cơ sở còn ít.", "remedies": "Mỗi tháng đi cơ sở hai lần."}


def at(*moment: int) -> time_machine.travel:
    """Travel to a moment of the portal's clock."""
    return time_machine.travel(local(*moment), tick=False)


def terms(days: int = 10, since: date = QUARTER, **facts: Any) -> EvaluationTerms:
    """Every unit evaluates itself from quarter III on."""
    return EvaluationTerms.objects.create(since=since, days=days, **facts)


def leader_of(house: House, unit: Unit) -> Any:
    """Who leads a unit of the house."""
    return house.leader if unit == house.ours else house.portal.member("leader", unit)


def given(unit: Unit, month: int, day: int, **fields: Any) -> Contribution:
    """An item of ``unit`` that first went public on that day of 2026."""
    return ContributionFactory(unit=unit, published_at=local(2026, month, day), event_date=None, **fields)


def written(house: House, unit: Unit, by: Any = None, **texts: str) -> Evaluation:
    """A draft of quarter III, written on 2 October."""
    with at(2026, 10, 2):
        return writing.write(unit, QUARTER, {**TEXTS, **texts}, 0, by or leader_of(house, unit))


def sent(house: House, unit: Unit, day: int = 5) -> Evaluation:
    """An evaluation of quarter III, sent on a day of October."""
    leader = leader_of(house, unit)
    written(house, unit, leader)
    with at(2026, 10, day):
        return writing.send(unit, QUARTER, leader)


def accepted(house: House, unit: Unit) -> Evaluation:
    """One that the office has accepted."""
    found = sent(house, unit)
    with at(2026, 10, 7):
        return deciding.accept(found.pk, house.office)
