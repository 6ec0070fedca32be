"""Officers at work: who may do what to a question, in whose sight, and what becomes of its clock."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from qa import routing
from qa.clock.due import last_day
from qa.desk import standing
from qa.handling import consulting, merging, reopening, taking, timing
from qa.models import Act, AskerIdentity, Question, State, Step
from tests.factories.portal import Portal
from tests.factories.questions import TEXT, a_question, an_accepted, an_answered, an_answering_portal
from units import calendar
from units.clock.working_days import WorkingDays
from units.messages.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-3.7", "ND-9.4a")]
DAYS = WorkingDays()


@pytest.fixture
def portal() -> Portal:
    return an_answering_portal()


@pytest.fixture
def people(portal: Portal) -> dict[str, Any]:
    return {
        "officer": portal.member("contributor", portal.propaganda),
        "colleague": portal.member("contributor", portal.propaganda),
        "leader": portal.member("leader", portal.propaganda),
        "stranger": portal.member("contributor", portal.city),
        "member": portal.member("member", portal.propaganda),
        "coordinator": portal.member("office"),
    }


def fresh(question: Question) -> Question:
    return Question.objects.get(pk=question.pk)


def acts(question: Question) -> list[str]:
    return list(Step.objects.filter(question=question).values_list("act", flat=True))


@pytest.mark.parametrize(
    ("text", "field", "unit"),
    [
        (TEXT, "ket-nap", "btgtu"),
        ("Thi hành KY LUAT đảng viên ra sao?", None, "da-lat"),
        ("Việc giám sát và kỷ luật", "to-chuc", "btgtu"),
        ("Xin hỏi giờ làm việc", None, None),
    ],
)
def test_field_and_words_find_the_unit(portal, text, field, unit):
    from knowledge.models import FieldOfWork

    asked = FieldOfWork.objects.get(code=field) if field else None
    found = routing.suggested(text, asked, None)
    assert (found.code if found else None) == unit
    assert routing.owner_of(text, asked, None).code == (unit or "vptu")
    assert routing.owner_of("Xin hỏi giờ làm việc", None, portal.city) == portal.city


def test_an_officer_accepts_and_the_next_is_told_who_was_faster(portal, people):
    question = an_accepted(portal.propaganda, people["officer"])
    assert question.due_at == question.answer_due_at
    with pytest.raises(PermissionDenied) as refusal:
        taking.accept(question.pk, people["colleague"])
    assert str(people["officer"]) in str(refusal.value)


@pytest.mark.parametrize("who", ["stranger", "member", "leader_of_city", "superuser"])
def test_others_may_neither_read_nor_accept(portal, people, who, client_of):
    from tests.factories.units import UserFactory

    made = {
        "leader_of_city": lambda: portal.member("leader", portal.city),
        "superuser": lambda: UserFactory(is_superuser=True, is_staff=True),
    }
    person = people[who] if who in people else made[who]()
    question = a_question(portal.propaganda)
    with pytest.raises(PermissionDenied):
        taking.accept(question.pk, person)
    answer = client_of(person).get(reverse("questions:question", args=[question.pk]), follow=True)
    assert TEXT not in answer.content.decode()


def test_passing_it_on_keeps_the_trail_and_the_clock(portal, people):
    question = an_accepted(portal.propaganda, people["officer"])
    due = question.answer_due_at
    with pytest.raises(PermissionDenied):
        taking.route(question.pk, people["officer"], portal.city, "  ")
    with pytest.raises(PermissionDenied):
        taking.route(question.pk, people["stranger"], portal.city, "Việc của Thành ủy.")
    routed = taking.route(question.pk, people["officer"], portal.city, "Việc của Thành ủy.")
    assert (routed.unit, routed.state, routed.officer) == (portal.city, State.RECEIVED, None)
    assert routed.answer_due_at == due
    assert routed.due_at is not None
    assert routed.due_at <= due
    assert acts(question) == [Act.ACCEPTED, Act.ROUTED]
    assert Step.objects.filter(question=question).last().said == "Việc của Thành ủy."
    assert Message.objects.filter(recipient=people["stranger"]).exists()
    with pytest.raises(PermissionDenied):
        taking.accept(question.pk, people["officer"])
    assert taking.route(question.pk, people["coordinator"], portal.office, "Văn phòng trả lời.").unit == portal.office


def test_a_unit_that_gets_it_late_has_a_working_day_but_never_longer_than_the_answer(portal, people):
    question = a_question(portal.propaganda)
    Question.objects.update(due_at=question.due_at - timedelta(days=30))
    routed = taking.route(question.pk, people["officer"], portal.city, "Việc của Thành ủy.")
    assert last_day(routed.due_at) == DAYS.add_days(calendar.today(), 1)
    Question.objects.update(answer_due_at=question.answer_due_at - timedelta(days=60))
    late = taking.route(question.pk, people["stranger"], portal.propaganda, "Không phải việc của Thành ủy.")
    assert late.due_at == fresh(question).answer_due_at


@pytest.mark.clause("ND-11.1b")
def test_opinions_are_asked_given_and_kept_inside(portal, people):
    question = an_accepted(portal.propaganda, people["officer"])
    until = calendar.today() + timedelta(days=3)
    with pytest.raises(PermissionDenied):
        consulting.consult(question.pk, people["colleague"], [portal.propaganda], "Ý kiến?", until)
    with pytest.raises(PermissionDenied):
        consulting.consult(question.pk, people["stranger"], [portal.office], "Ý kiến?", until)
    (row,) = consulting.consult(question.pk, people["officer"], [portal.city], "Đơn vị nghĩ sao?", until)
    assert portal.city.name in consulting.awaited([question])
    with pytest.raises(PermissionDenied):
        consulting.give(row.pk, people["officer"], "Tự cho ý kiến")
    given = consulting.give(row.pk, people["stranger"], "Theo Điều lệ Đảng.")
    assert given.opinion == "Theo Điều lệ Đảng."
    assert consulting.awaited([question]) == ""
    with pytest.raises(PermissionDenied):
        consulting.give(row.pk, people["stranger"], "Lần nữa")


@pytest.mark.clause("ND-11.1b", "N-9")
def test_the_unit_that_is_asked_sees_the_question_and_not_who_asked(portal, people, client_of):
    question = an_accepted(portal.propaganda, people["officer"])
    AskerIdentity.objects.create(question=question, name="Trần Văn Hỏi")
    until = calendar.today() + timedelta(days=3)
    (row,) = consulting.consult(question.pk, people["officer"], [portal.city], "Đơn vị nghĩ sao?", until)
    address = reverse("questions:opinion", args=[row.pk])
    page = client_of(people["stranger"]).get(address).content.decode()
    assert TEXT in page
    assert "Trần Văn Hỏi" not in page
    assert client_of(people["officer"]).get(address).status_code != 200
    desk = reverse("questions:question", args=[question.pk])
    assert "Trần Văn Hỏi" in client_of(people["officer"]).get(desk).content.decode()
    coordinator = client_of(people["coordinator"])
    assert TEXT not in coordinator.get(desk, follow=True).content.decode()
    Question.objects.update(state=State.RECEIVED)
    shown = coordinator.get(desk).content.decode()
    assert TEXT in shown
    assert "Trần Văn Hỏi" not in shown


def test_a_pause_moves_the_clock_by_its_working_days_and_what_is_not_used_comes_back(portal, people):
    question = an_accepted(portal.propaganda, people["officer"])
    due = last_day(question.answer_due_at)
    until = WorkingDays.load().add_days(calendar.today(), 4)
    paused = timing.pause(question.pk, people["officer"], until, "Chờ văn bản của Trung ương.")
    assert last_day(paused.answer_due_at) == WorkingDays.load().add_days(due, 4)
    assert timing.is_paused(paused)
    with pytest.raises(PermissionDenied):
        timing.pause(question.pk, people["officer"], until, "Lần nữa")
    resumed = timing.resume(question.pk, people["officer"])
    assert last_day(resumed.answer_due_at) == due
    with pytest.raises(PermissionDenied):
        timing.resume(question.pk, people["officer"])


def test_it_is_extended_as_often_and_as_far_as_the_terms_allow(portal, people):
    question = an_accepted(portal.propaganda, people["officer"])
    last = last_day(question.answer_due_at)
    for unfit in (last, last + timedelta(days=60)):
        with pytest.raises(PermissionDenied):
            timing.extend(question.pk, people["officer"], unfit, "Việc khó.")
    wanted = last + timedelta(days=3)
    assert last_day(timing.extend(question.pk, people["officer"], wanted, "Việc khó.").due_at) == wanted
    with pytest.raises(PermissionDenied):
        timing.extend(question.pk, people["officer"], wanted + timedelta(days=1), "Việc rất khó.")


def test_a_duplicate_is_merged_within_the_unit_and_comes_back_where_nothing_is_answered(portal, people):
    first = an_accepted(portal.propaganda, people["officer"])
    second = an_accepted(portal.propaganda, people["colleague"])
    foreign = a_question(portal.city)
    for wrong in (second.pk, foreign.pk, 0):
        with pytest.raises(PermissionDenied):
            merging.merge(second.pk, people["colleague"], wrong)
    merging.merge(second.pk, people["colleague"], first.pk)
    assert (fresh(second).state, fresh(second).merged_into) == (State.MERGED, first)
    taking.decline(first.pk, people["officer"], "Không thuộc phạm vi.")
    assert fresh(second).state == State.RECEIVED
    assert standing.of(fresh(second)) is not None


def test_its_asker_comes_back_to_an_answer_once(portal, people):
    question, page = an_answered(portal.propaganda, people["officer"], people["leader"])
    with pytest.raises(PermissionDenied):
        reopening.reopen(question.pk, " ")
    again = reopening.reopen(question.pk, "Còn thiếu thời hạn.")
    assert (again.state, again.officer) == (State.RECEIVED, None)
    assert again.due_at is not None
    assert page.live
    taking.accept(question.pk, people["officer"])
    taking.decline(question.pk, people["officer"], "Đã trả lời đủ.")
    with pytest.raises(PermissionDenied):
        reopening.reopen(question.pk, "Lần nữa.")


def test_too_late_to_come_back(portal, people):
    question, _page = an_answered(portal.propaganda, people["officer"], people["leader"])
    Question.objects.update(closed_at=question.closed_at - timedelta(days=60))
    assert reopening.why_not(fresh(question)) is not None
