"""Whoever leaves loses all at once: seats, verdicts, and delegations given by them and to them (ND-13.6a)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.units._house import House
from tests.units.approval._routes import BOARD, COMMITTEE, a_house_with, lend, submitted
from units.approval import actions, editing, inbox, measures
from units.approval.models import Delegation, StageState
from units.calendar import today
from units.models import Capability, Membership, Role

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-13.6a")]


def end_memberships(person: Any) -> None:
    Membership.objects.filter(user=person).update(valid_to=today() - timedelta(days=1))


def close_account(person: Any) -> None:
    get_user_model().objects.filter(pk=person.pk).update(is_active=False)


WAYS = [end_memberships, close_account]


@pytest.fixture
def house() -> House:
    return a_house_with(BOARD, COMMITTEE)


def waits_for(person: Any) -> set[str]:
    return set(inbox.waiting_for(person).values_list("workflow_state__object_id", flat=True))


def may_do_nothing(item: Any, person: Any) -> None:
    for verb in (
        lambda: actions.approve(item, person),
        lambda: actions.send_back(item, person, "Bổ sung."),
        lambda: editing.begin(item, person),
        lambda: measures.hold(item, person, "Kiểm tra lại."),
    ):
        with pytest.raises(PermissionDenied):
            verb()
    assert StageState.objects.waiting().of(item).get().task.name == BOARD.name


@pytest.mark.parametrize("leave", WAYS)
def test_the_seat_and_every_verdict_go(house: House, leave: Callable[[Any], None]) -> None:
    item, before = submitted(house), house.board
    assert waits_for(before) == {str(item.pk)}
    leave(before)
    # As the object they had before, and as the database has them now.
    for person in (before, house.board):
        assert waits_for(person) == set()
        may_do_nothing(item, person)
    assert waits_for(house.second_board) == {str(item.pk)}


@pytest.mark.parametrize("leave", WAYS)
def test_what_they_lent_goes_with_them(house: House, leave: Callable[[Any], None]) -> None:
    item = submitted(house)
    lend(house.board, house.leader)
    assert waits_for(house.leader) == {str(item.pk)}
    leave(house.board)
    assert waits_for(house.leader) == set()
    assert not Delegation.objects.in_force().exists()
    may_do_nothing(item, house.leader)


@pytest.mark.parametrize("leave", WAYS)
def test_what_was_lent_to_them_goes_too(house: House, leave: Callable[[Any], None]) -> None:
    item = submitted(house)
    lend(house.board, house.leader)
    leave(house.leader)
    assert waits_for(house.leader) == set()
    assert not Delegation.objects.in_force().exists()
    may_do_nothing(item, house.leader)
    assert waits_for(house.board) == {str(item.pk)}


@pytest.mark.parametrize("leave", WAYS)
def test_they_no_longer_oversee(house: House, leave: Callable[[Any], None]) -> None:
    role = Role.objects.get(code="standing_committee")
    role.capabilities = [*role.capabilities, Capability.OVERSEE.value, Capability.EMERGENCY.value]
    role.save()
    item = submitted(house)
    leave(house.committee)
    may_do_nothing(item, house.committee)
    with pytest.raises(PermissionDenied):
        measures.publish_in_emergency(item, house.committee, "Cần đăng ngay.")


@pytest.mark.parametrize("leave", WAYS)
def test_a_session_that_is_open_opens_the_inbox_no_more(house: House, leave: Callable[[Any], None]) -> None:
    item, client = submitted(house), house.client("board")
    pages = [reverse("approval:my_work"), reverse("approval:review", args=[item.pk])]
    assert [client.get(page).status_code for page in pages] == [200, 200]
    leave(house.board)
    assert all(client.get(page).status_code in (302, 403) for page in pages)
