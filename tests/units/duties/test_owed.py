"""What a person's unit owes, in "My work": the same rule as in the matrix, for one query more and one less."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.factories.contributions import local
from tests.factories.units import MembershipFactory
from tests.units._house import House, a_house
from tests.units.duties._desk import FOURTH, a_duty, at, given, measured
from units.approval.models import Hold
from units.duties import keeping
from units.duties.keeping import Ground
from units.duties.models import State
from units.duties.owed import owed_by_units_of
from units.duties.reckoning import reckon
from units.models import Role, UnitKind

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.5")]

INBOX = reverse("approval:my_work")
MOST_QUERIES = 15


@pytest.fixture
def house() -> House:
    return a_house()


def owed(house: House, who: str = "leader") -> list[tuple[str, str, State, int]]:
    with at(2026, 11, 1):
        found = owed_by_units_of(getattr(house, who), timezone.now())
    return [(each.duty.name, each.unit.code, each.state, each.counted) for each in found]


def test_leaders_and_people_see_their_own_units_duties_with_state_and_days_left(house: House) -> None:
    a_duty(name="Tin")
    a_duty(name="Bài", kind="feature")
    a_duty(name="Của người khác", unit=house.theirs)
    given(house.ours, 10, 1)
    for who in ("leader", "contributor"):
        assert owed(house, who) == [("Bài", "vptu", State.PENDING, 0), ("Tin", "vptu", State.FULFILLED, 1)]
    with at(2026, 11, 1):
        said = house.client("leader").get(INBOX).content.decode()
    assert reverse("duties:matrix") in said
    assert "31/12/2026" in said
    assert "Của người khác" not in said


@pytest.mark.parametrize("span", ["month", "quarter", "year"])
def test_it_agrees_with_the_matrix(house: House, span: str) -> None:
    duty = a_duty(span=span, unit=house.ours)
    for moment in ((9, 30), (10, 31), (11, 1, 0, 0)):
        given(house.ours, *moment)
    measured(Hold, given(house.ours, 11, 1, 0, 1), house, local(2026, 11, 1, 0, 2), was_public=True)
    with at(2026, 11, 1):
        found = owed_by_units_of(house.leader, timezone.now())[0]
        standing = reckon([(duty, found.period)], timezone.now())[0]
    assert (found.counted, found.state) == (standing.counted, standing.state)
    assert found.counted == {"month": 1, "quarter": 2, "year": 3}[span]


def test_who_is_excused_sees_that_and_who_is_not_bound_sees_nothing(house: House) -> None:
    duty = a_duty()
    ground = Ground("Công văn số 5-CV/ĐUK", date(2026, 10, 1), "Sắp xếp lại tổ chức")
    with at(2026, 10, 5):
        keeping.excuse(duty, house.ours, FOURTH, ground, house.office)
    assert [state for _duty, _unit, state, _counted in owed(house)] == [State.EXCUSED]
    with at(2026, 10, 20):
        house.ours.kind = UnitKind.objects.get(code="dang-uy")
        house.ours.save()
    a_duty(name="Của loại mới", unit_kind=house.ours.kind)
    assert owed(house) == []


@pytest.mark.parametrize("fields", [{"kind": "no-such-kind"}, {"valid_to": date(2026, 12, 30)}])
def test_a_duty_that_binds_nobody_is_not_shown(house: House, fields: dict[str, Any]) -> None:
    a_duty(**fields)
    assert owed(house) == []


def test_two_units_cost_one_query_and_the_inbox_stays_within_fifteen(house: House) -> None:
    for kind in ("news", "feature", "video"):
        a_duty(name=kind, kind=kind)
        a_duty(name=f"{kind} {house.theirs}", kind=kind, unit=house.theirs)
    person = house.board
    MembershipFactory(user=person, role=Role.objects.get(code="board"), unit=house.theirs)
    client = house.client("board")
    client.get(INBOX)  # content types are asked for once a process, groups follow once a membership
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(INBOX)
    assert len(answer.context["duties"]) == 6
    assert len(queries) <= MOST_QUERIES, "\n".join(query["sql"][:150] for query in queries)
    assert sum('FROM "units_duty"' in query["sql"] for query in queries) == 1
