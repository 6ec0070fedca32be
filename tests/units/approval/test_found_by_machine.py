"""What the random people of ``tests/units/machine`` ran into, each as small as it gets."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from home.models import ArticlePage
from tests.factories.articles import a_public, a_returned, a_waiting, form_data
from tests.units._house import House, a_house, fresh
from units.approval import actions, editing, measures, routes
from units.approval.measures import End
from units.approval.routes import Stage
from units.models import StageState

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-5.1a", "ND-10.2a")]

BOARD = Stage("Ban biên tập duyệt", "board", "unit")
LEADS = Stage("Đơn vị phụ trách chuyên mục duyệt", "board", "leads", may_edit=True)
TEAM = Stage("Văn phòng duyệt", "office", "site", may_edit=True)


@pytest.fixture
def house() -> House:
    found = a_house()
    found.people["lead"] = found.portal.member("board", found.boardless)
    found.people["second_lead"] = found.portal.member("board", found.boardless)
    found.people["second_office"] = found.portal.member("office")
    return found


def filed_anew(item: ArticlePage, user: object, sections: list[object]) -> None:
    """``user`` edits the article at its stage, files it in other sections and hands it over."""
    editing.begin(item, user)
    edited = fresh(item).get_latest_revision_as_object()
    edited.sections = sections
    edited.save_revision(user=user)
    editing.hand_over(fresh(item), user)


def test_whoever_submits_a_returned_item_again_does_not_approve_it(house: House) -> None:
    item = a_returned(house.ours, house.contributor, house.board)
    actions.submit(item, house.second_board)
    with pytest.raises(PermissionDenied):
        actions.approve(fresh(item), house.second_board)


def test_a_verdict_from_an_editor_opened_before_somebody_else_decided_gets_a_sentence(house: House) -> None:
    item = a_returned(house.ours, house.contributor, house.board)
    button = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    address = reverse("wagtailadmin_pages:edit", args=[item.pk])
    answer = house.client("second_board").post(address, {**form_data(), **button})
    assert answer.status_code == 403
    assert answer.content.decode()


@pytest.mark.clause("LD-3.4")
def test_an_edit_that_takes_an_item_out_of_a_led_section_does_not_leave_it_waiting_for_nobody(house: House) -> None:
    routes.lay("Ban biên tập rồi đơn vị phụ trách", [BOARD, LEADS])
    item = a_waiting(house.ours, house.contributor, sections=[house.portal.propaganda_work])
    actions.approve(item, house.board)
    filed_anew(fresh(item), house.lead, [house.portal.news])
    waiting = StageState.objects.waiting().of(item)
    assert fresh(item).live or waiting.exists()


@pytest.mark.clause("LD-3.4")
def test_an_edit_that_files_an_item_in_a_led_section_asks_its_lead(house: House) -> None:
    routes.lay("Ba bước", [BOARD, LEADS, TEAM])
    item = a_waiting(house.ours, house.contributor, sections=[house.portal.news])
    actions.approve(item, house.board)
    filed_anew(fresh(item), house.office, [house.portal.propaganda_work])
    for person in (house.office, house.second_office):
        try:
            actions.approve(fresh(item), person)
        except PermissionDenied:
            continue
    assert not fresh(item).live


@pytest.mark.clause("ND-5.4a")
def test_what_was_withdrawn_and_then_held_is_not_withdrawn_again(house: House) -> None:
    item = a_public(house.ours, house.contributor, house.board)
    measures.withdraw(item, house.board, "Sai số liệu.", End("error"))
    measures.hold(fresh(item), house.board, "Chờ ý kiến.")
    with pytest.raises(PermissionDenied):
        measures.withdraw(fresh(item), house.board, "Sai số liệu.", End("error"))
