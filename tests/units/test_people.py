"""What is known of the memberships that somebody holds, whoever asks first."""

from __future__ import annotations

import pytest
from django.db.models import Value

from tests.units._house import a_house
from units import people

pytestmark = pytest.mark.django_db


def test_a_room_that_loads_after_the_first_question_still_has_its_remark(monkeypatch: pytest.MonkeyPatch) -> None:
    house = a_house()
    assert people.held_by(house.board)
    monkeypatch.setattr(people, "_remarks", dict(people._remarks))
    people.remark("late", lambda: Value(7))
    assert [held.late for held in people.held_by(house.board)] == [7]
    people._of_anybody.cache_clear()
