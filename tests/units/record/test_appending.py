"""Two transactions that note at the same instant: their entries follow one another in one chain."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction

from tests.units._together import CONCURRENT
from units.record.chain import head
from units.record.models import RecordEntry
from units.record.noting import note
from units.record.verifying import verify

pytestmark = [CONCURRENT, pytest.mark.clause("ND-13.6d")]

TIMES = 5


def two_acts() -> None:
    for _time in range(TIMES):
        with transaction.atomic():
            note("submitted")
            note("approved")


def state() -> tuple[int, int, list[Any], list[str]]:
    entries = RecordEntry.objects.order_by("number")
    return entries.count(), head().number, list(verify()), list(entries.values_list("verb", flat=True))


@pytest.mark.parametrize("noted_before", [0, 3])
def test_transactions_at_the_same_instant_make_one_chain(together, noted_before):
    for _time in range(noted_before):
        note("edited")
    together(two_acts, two_acts, two_acts)
    number = noted_before + 3 * TIMES * 2
    ((count, end, flaws, verbs),) = together(state)
    assert (count, end, flaws) == (number, number, [])
    # The two entries of one transaction stay together: the head is held until it ends.
    assert verbs == ["edited"] * noted_before + ["submitted", "approved"] * 3 * TIMES


def test_a_transaction_that_fails_takes_no_number(together):
    def undone() -> None:
        for _time in range(TIMES):
            with transaction.atomic():
                note("withdrawn")
                transaction.set_rollback(True)

    together(two_acts, undone)
    ((count, end, flaws, _verbs),) = together(state)
    assert (count, end, flaws) == (TIMES * 2, TIMES * 2, [])


def test_an_audit_during_the_work_finds_nothing_wrong(together):
    audits = together(two_acts, lambda: [list(verify()) for _time in range(TIMES)])
    assert audits[1] == [[]] * TIMES
