"""An answer that is held or withdrawn: its question has an owner, a due moment and a next step again (ND-9.4a)."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from qa.desk import standing
from qa.handling import merging, reopening
from qa.models import Act, AnswerPage, Question, State
from tests.factories.portal import Portal
from tests.factories.questions import an_accepted, an_answered, an_answering_portal
from units.approval import actions, measures
from units.approval.measures import End
from units.messages.models import Message
from units.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.4a", "ND-5.4a")]
WHY = "Viện dẫn văn bản đã hết hiệu lực."


@pytest.fixture
def portal() -> Portal:
    return an_answering_portal()


@pytest.fixture
def people(portal: Portal) -> dict[str, Any]:
    return {
        "officer": portal.member("contributor", portal.propaganda),
        "leader": portal.member("leader", portal.propaganda),
        "overseer": portal.member("overseer"),
    }


@pytest.fixture
def answered(portal: Portal, people: dict[str, Any]) -> tuple[Question, AnswerPage]:
    return an_answered(portal.propaganda, people["officer"], people["leader"])


def fresh(item: Any) -> Any:
    return type(item).objects.get(pk=item.pk)


def withdrawn(page: AnswerPage, user: Any, end: End | None = None) -> None:
    measures.withdraw(page, user, WHY, end or End("withdrawn", "Đang được xem lại."))


@pytest.mark.parametrize("take_down", [lambda page, user: measures.hold(page, user, WHY), withdrawn])
def test_the_question_is_with_its_officer_again_and_the_trail_says_why(answered, people, client, take_down):
    question, page = answered
    take_down(page, people["overseer"])
    again = fresh(question)
    assert (again.state, again.officer, again.closed_at) == (State.ACCEPTED, people["officer"], None)
    assert standing.of(again).due_at == again.answer_due_at > timezone.now()
    last = again.steps.last()
    assert last.act in {Act.HELD, Act.WITHDRAWN}
    assert (last.by, last.said) == (people["overseer"], WHY)
    assert WHY in Message.objects.filter(recipient=people["officer"], text__contains=str(question.pk)).last().text
    shown = client.post(reverse("qa:follow"), {"code": question.code}).content.decode()
    assert str(State.ACCEPTED.label)[1:] in shown
    assert page.url not in shown


def test_what_was_only_held_is_answered_again_and_as_late_as_it_was(answered, people):
    question, page = answered
    Question.objects.filter(pk=question.pk).update(answered_on_time=False)
    measures.hold(page, people["overseer"], WHY)
    measures.release(fresh(page), people["overseer"], "Đã kiểm tra, đúng.")
    again = fresh(question)
    assert (again.state, again.answered_on_time, again.due_at) == (State.ANSWERED, False, None)


def test_a_withdrawn_answer_is_mended_and_approved_anew(answered, people):
    question, page = answered
    withdrawn(page, people["overseer"])
    page = fresh(page)
    page.answer = "<p>Theo Quy định mới.</p>"
    page.save_revision(user=people["officer"])
    actions.submit(fresh(page).get_latest_revision_as_object(), people["officer"])
    assert fresh(question).state == State.AWAITING
    actions.approve(fresh(page), people["leader"])
    assert fresh(question).state == State.ANSWERED
    assert fresh(page).live


def test_an_answer_that_replaces_it_answers_its_question_and_the_merged_ones(answered, portal, people, client):
    question, page = answered
    duplicate = an_accepted(portal.propaganda, people["officer"])
    merging.merge(duplicate.pk, people["officer"], question.pk)
    _other, new = an_answered(portal.propaganda, people["officer"], people["leader"], text="Đảng phí đóng ra sao?")
    measures.hold(page, people["overseer"], WHY)
    withdrawn(fresh(page), people["overseer"], End("replaced", replaced_by=new))
    assert fresh(question).state == State.ANSWERED
    for code in (question.code, duplicate.code):
        assert new.url in client.post(reverse("qa:follow"), {"code": code}).content.decode()


def test_where_the_officer_has_left_their_unit_has_to_accept_it(answered, people):
    question, page = answered
    Membership.objects.filter(user=people["officer"]).delete()
    measures.hold(page, people["overseer"], WHY)
    again = fresh(question)
    assert (again.state, again.officer, again.unit) == (State.RECEIVED, None, question.unit)
    assert again.due_at <= again.answer_due_at


def test_the_old_version_is_no_answer_to_whoever_came_back_to_it(answered, people):
    question, page = answered
    reopening.reopen(question.pk, "Còn thiếu.")
    measures.hold(page, people["overseer"], WHY)
    measures.release(fresh(page), people["overseer"], "Đúng.")
    assert fresh(page).live
    assert fresh(question).state == State.RECEIVED
    with pytest.raises(PermissionDenied):
        reopening.reopen(question.pk, "Lần nữa.")
