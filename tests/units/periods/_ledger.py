"""Closed months over a small ledger, and the clock that closes them."""

from __future__ import annotations

from io import StringIO
from typing import Any

import time_machine
from django.core.management import call_command

from tests.factories.contributions import ContributionFactory, local
from units import calendar
from units.models import ClosedPeriod, Contribution, Unit
from units.periods import closing
from units.periods.closing import Due

OCTOBER = Due("month", calendar.month(2026, 10))


def at(*moment: int) -> time_machine.travel:
    """Travel to a moment of the portal's clock."""
    return time_machine.travel(local(*moment), tick=False)


def run(*moment: int, **options: Any) -> str:
    """What the nightly command says at that moment of the portal's clock."""
    out = StringIO()
    with at(*moment):
        call_command("close_period", *options.pop("periods", ()), stdout=out, **{"execute": True, **options})
    return out.getvalue()


def closed(*moment: int) -> ClosedPeriod:
    """October 2026, closed in the first night of November unless told."""
    made = closing.close(OCTOBER, local(*(moment or (2026, 11, 1, 1, 20))))
    assert made is not None
    return made


def given(unit: Unit, *moment: int, **fields: Any) -> Contribution:
    """A row of the ledger: an item of ``unit`` that first went public at that moment of 2026."""
    return ContributionFactory(unit=unit, published_at=local(2026, *moment), **fields)


def labels() -> list[str]:
    """The closed periods in the order in which they were closed, such as "month 2026-10-01"."""
    return [f"{each.span} {each.first}" for each in ClosedPeriod.objects.order_by("pk")]
