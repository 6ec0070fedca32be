"""“What can this person do, and why” says what the doors do, never something of its own (LD-4.2b, ND-13.6a)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from tests.factories.articles import a_draft, a_public, a_waiting
from tests.factories.questions import an_accepted
from tests.factories.situations import a_waiting as a_waiting_situation
from tests.units._house import House, a_house
from units import calendar, people
from units.approval import actions, delegating
from units.approval.items import key_of
from units.approval.taking_verbs import MEASURES
from units.entitlements import explaining
from units.entitlements.explaining import Answer
from units.models import Capability, Membership

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-4.2b", "ND-13.6a")]
SCREEN = "/quan-tri/quyen/ai-lam-duoc-gi/"


@pytest.fixture
def house() -> House:
    return a_house()


def about(house: House, item: Any, name: str) -> dict[str, Answer]:
    subject = explaining.find(key_of(item), house.office)
    assert subject is not None
    return {answer.verb: answer for answer in subject.answers(getattr(house, name))}


def test_the_answers_are_those_of_the_doors(house: House) -> None:
    """Whoever is told that they may approve, submit or edit can, and whoever is told no is refused for that reason."""
    waiting, draft = a_waiting(house.ours, house.contributor), a_draft(house.ours, house.contributor)
    for name in ("contributor", "board", "their_board", "superuser"):
        person = getattr(house, name)
        by_verb = about(house, waiting, name)
        told = [*by_verb.values()]
        approve = told[4]
        rules = waiting.current_workflow_task.specific.rules(waiting)
        visit = waiting.current_workflow_task_state
        assert approve.why == (rules.refusal(person, visit) or approve.why), name
        assert approve.may == (rules.refusal(person, visit) is None), name
        submit = [*about(house, draft, name).values()][2]
        assert (submit.may, submit.may or submit.why) == (
            actions.refusal_to_submit(draft, person) is None,
            actions.refusal_to_submit(draft, person) or True,
        )
        for measure in MEASURES.values():
            said = by_verb[str(measure.label)]
            assert said.may == (measure.rule(waiting, person) is None), (name, measure.label)
        assert all(answer.why for answer in told), name
    actions.approve(waiting, house.board)
    with pytest.raises(PermissionDenied):
        actions.approve(waiting, house.leader)


def test_yes_says_on_what_it_rests(house: House) -> None:
    waiting = a_waiting(house.ours, house.contributor)
    held = Membership.objects.get(user=house.board)
    answers = [*about(house, waiting, "board").values()]
    assert (answers[0].may, answers[4].may) == (True, True)
    assert held.decision in answers[0].why
    assert waiting.current_workflow_task.name in answers[4].why
    own = [*about(house, a_draft(house.ours, house.contributor), "contributor").values()]
    assert own[1].may
    assert Membership.objects.get(user=house.contributor).role.name in own[1].why


def test_a_delegation_is_the_reason_where_it_is(house: House) -> None:
    waiting = a_waiting(house.ours, house.contributor)
    last = calendar.today() + timedelta(days=3)
    held = Membership.objects.get(user=house.board)
    delegating.delegate(held, house.leader, calendar.today(), last, "Đi họp ở Hà Nội", house.board)
    approve = [*about(house, waiting, "leader").values()][4]
    assert approve.may
    assert f"{last:%d/%m/%Y}" in approve.why
    assert "Đi họp ở Hà Nội" in approve.why


def test_snippets_public_items_and_questions_are_explained_too(house: House) -> None:
    situation = a_waiting_situation(house.ours, house.contributor)
    assert [*about(house, situation, "board").values()][4].may
    public = a_public(house.ours, house.contributor, house.board)
    assert not [*about(house, public, "contributor").values()][-1].may
    question = an_accepted(house.ours, house.contributor, text="Nội dung rất riêng, xin hỏi?")
    subject = explaining.find(f"question-{question.pk}", house.office)
    assert subject is not None
    assert subject.unit == house.ours
    assert "riêng" not in subject.title
    assert [answer.may for answer in subject.answers(house.contributor)][:2] == [True, True]
    assert not any(answer.may for answer in subject.answers(house.their_writer))
    assert not any(answer.may for answer in subject.answers(house.superuser))
    assert explaining.find("question-999999", house.office) is None


def test_capabilities_in_general(house: House) -> None:
    told = {answer.verb: answer for answer in explaining.capabilities(house.board, house.ours)}
    edit = told[str(Capability.EDIT.label)]
    assert edit.may
    assert Membership.objects.get(user=house.board).decision in edit.why
    members = told[str(Capability.MEMBERS.label)]
    assert not members.may
    assert str(house.unit_admin) in members.why
    for name in ("contributor", "leader", "their_board", "reader"):
        person = getattr(house, name)
        for answer, capability in zip(
            explaining.capabilities(person, house.ours),
            [each for each in Capability if each not in explaining.FOR_SITE],
            strict=True,
        ):
            # The doors of these two ask rules of their own.
            if capability not in {Capability.ANSWER, Capability.PRACTISE}:
                assert answer.may == people.has_capability(person, capability, house.ours)
    # What nobody holds by being an administrator of the system.
    system = {answer.verb: answer.may for answer in explaining.capabilities(house.superuser, None)}
    for capability in (Capability.OVERSEE, Capability.EMERGENCY, Capability.FEEDBACK, Capability.DIRECT):
        assert not system[str(capability.label)]
    assert system[str(Capability.REGISTER.label)]


def test_who_may_ask_about_whom_and_what(house: House, client_of: Callable[[Any], Client]) -> None:
    ours, theirs = a_draft(house.ours, house.contributor), a_draft(house.theirs, house.their_writer, title="Bí mật lớn")
    office, leader = client_of(house.office), client_of(house.leader)
    for client, person, item, status in (
        (office, house.board, "", 200),
        (office, house.their_writer, theirs.pk, 200),
        (office, house.board, ours.get_url(), 200),
        (office, house.board, f"/quan-tri/pages/{ours.pk}/edit/", 200),
        (office, house.board, "999999", 422),
        (leader, house.board, ours.pk, 200),
        (leader, house.leader, "", 200),
        (leader, house.their_writer, "", 422),
        (leader, house.board, theirs.pk, 422),
    ):
        answer = client.get(SCREEN, {"username": person.username, "item": item})
        assert answer.status_code == status, (person, item)
        assert "Bí mật lớn" not in answer.content.decode()
        if status == 200:
            assert answer.context["tables"]
    assert office.get(SCREEN, {"username": "khong-co"}).status_code == 422
    for name in ("contributor", "board", "unit_admin", "committee"):
        assert client_of(getattr(house, name)).get(SCREEN, {"username": "x"}).status_code == 302


def test_a_right_that_ended_last_night_is_no_answer(house: House, client_of: Callable[[Any], Client]) -> None:
    item = a_draft(house.ours, house.contributor)
    Membership.objects.filter(user=house.board).update(valid_to=calendar.today() - timedelta(days=1))
    shown = client_of(house.office).get(SCREEN, {"username": house.board.username, "item": item.pk})
    assert not any(answer.may for answer in shown.context["tables"][0][1])
