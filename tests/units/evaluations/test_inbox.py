"""Evaluations in “My work”: with the leader until sent, then with the office, then with the Standing Committee."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.units._house import House, a_house
from tests.units.evaluations._desk import QUARTER, accepted, at, terms, written
from units import people
from units.evaluations import inbox, writing

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-5.2", "LD-7.3b")]


@pytest.fixture
def house() -> House:
    return a_house()


def waiting(house: House, who: str, day: int = 8) -> list[tuple[str, bool]] | None:
    with at(2026, 10, day):
        section = inbox.section_for(getattr(house, who), 20)
    return None if section is None else [(row.unit.code, row.is_overdue) for row in section.rows]


def test_it_waits_for_whoever_has_the_next_step(house: House, django_assert_max_num_queries: Any) -> None:
    assert waiting(house, "leader") == []
    terms()
    ours = house.ours.code
    assert [waiting(house, who) for who in ("leader", "office", "committee")] == [[(ours, False)], [], []]
    assert waiting(house, "leader", 11) == [(ours, True)]
    written(house, house.ours)
    assert waiting(house, "leader") == [(ours, False)]
    with at(2026, 10, 5):
        writing.send(house.ours, QUARTER, house.leader)
    assert [waiting(house, who) for who in ("leader", "office", "committee")] == [[], [(ours, False)], []]
    accepted(house, house.theirs)
    assert waiting(house, "committee") == [(house.theirs.code, False)]
    assert (waiting(house, "contributor"), waiting(house, "board")) == (None, None)
    person = house.leader
    with at(2026, 10, 8):
        people.keep(person)
        with django_assert_max_num_queries(2):
            inbox.section_for(person, 20)


def test_it_stands_in_my_work_and_leads_to_the_evaluation(house: House) -> None:
    terms()
    with at(2026, 10, 8):
        page = house.client("leader").get(reverse("approval:my_work")).content.decode()
    assert reverse("evaluations:evaluation", args=[house.ours.code, 2026, 3]) in page
    assert house.theirs.name not in page
