"""Duties on kinds of articles, and rows of the ledger at chosen moments, in the house of two units."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import time_machine
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from tests.factories.contributions import ContributionFactory, local
from tests.units._house import House
from units.approval.models import Hold, Withdrawal
from units.duties import spans
from units.duties.models import Duty
from units.models import Contribution, Unit, UnitKind

#: The third quarter of 2026 is over, the fourth runs.
THIRD, FOURTH = spans.period("quarter", 2026, 3), spans.period("quarter", 2026, 4)


def at(*moment: int) -> time_machine.travel:
    """Travel to a moment of the portal's clock."""
    return time_machine.travel(local(*moment), tick=False)


def a_duty(**fields: Any) -> Duty:
    """One news item a quarter from every unit of the kind "ban-dang": our unit and the one without a board."""
    facts = {
        "name": "Tin của quý",
        "unit_kind": None if "unit" in fields else UnitKind.objects.get(code="ban-dang"),
        "kind": "news",
        "span": "quarter",
        "valid_from": date(2026, 1, 1),
        "decision": "Quyết định số 1-QĐ/ĐUK",
        **fields,
    }
    return Duty.objects.create(**facts)


def given(unit: Unit, *moment: int, **fields: Any) -> Contribution:
    """A row of the ledger: an item of ``unit`` that first went public at that moment of 2026."""
    return ContributionFactory(unit=unit, published_at=local(2026, *moment), **fields)


def measured(
    kind: type[Hold] | type[Withdrawal], row: Contribution, house: House, moment: datetime, **fields: Any
) -> Any:
    """A hold or a withdrawal of the item behind ``row``, taken at ``moment``."""
    with time_machine.travel(moment, tick=False):
        return kind.objects.create(
            item_type=ContentType.objects.get_for_model(Page),
            item_id=str(row.item_id),
            title=row.title,
            unit=row.unit,
            by=house.office,
            reason="Sai",
            **fields,
        )
