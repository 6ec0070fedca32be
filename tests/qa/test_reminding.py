"""The clock of a question tells the officer, the leader, the office, the Standing Committee, each once."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from qa.clock import reminding
from qa.clock.reminding import COMMITTEE_TOLD, due_questions
from qa.handling import consulting, timing
from qa.models import AskerIdentity, IntakeFile, Question
from qa.retention import LEFTOVER
from tests.factories.questions import TEXT, a_question, an_accepted, an_answered, an_answering_portal
from units import calendar
from units.clock.working_days import DAY, WorkingDays
from units.messages.models import Message
from units.models import Role
from units.visitors.models import LimitCount

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.4a", "ND-11.1a")]


@pytest.fixture
def scene():
    portal = an_answering_portal()
    committee = Role.objects.get(code="standing_committee")
    committee.capabilities = ["reports", "oversee"]
    committee.save()
    people = {
        "officer": portal.member("contributor", portal.propaganda),
        "colleague": portal.member("contributor", portal.propaganda),
        "leader": portal.member("leader", portal.propaganda),
        "stranger": portal.member("contributor", portal.city),
        "office": portal.member("office"),
        "committee": portal.member("standing_committee"),
    }
    return portal, people


def tell_all(now) -> list[Message]:
    return [message for due in due_questions(now) for message in due.give()]


def test_each_circle_is_told_in_its_turn_and_nobody_twice(scene):
    portal, people = scene
    question = an_accepted(portal.propaganda, people["officer"])
    Message.objects.all().delete()
    now, heard = question.received_at, []
    for _day in range(60):
        now += DAY
        told = tell_all(now)
        assert tell_all(now) == []
        heard += [(message.recipient, message.kind) for message in told]
        assert all(TEXT[:20] not in message.text + message.about for message in told)
    assert heard == [
        (people["officer"], "waiting"),
        (people["officer"], "overdue"),
        (people["leader"], "escalated"),
        (people["office"], "escalated"),
        (people["committee"], "escalated"),
    ]
    assert Question.objects.get().reminded == COMMITTEE_TOLD


def test_a_missed_run_tells_only_of_the_last_step(scene):
    portal, people = scene
    question = an_accepted(portal.propaganda, people["officer"])
    told = tell_all(question.due_at + DAY * 60)
    assert {message.recipient for message in told} == {people["committee"]}


def test_while_the_clock_stands_still_nobody_is_reminded(scene):
    portal, people = scene
    question = an_accepted(portal.propaganda, people["officer"])
    until = WorkingDays.load().add_days(calendar.today(), 15)
    paused = timing.pause(question.pk, people["officer"], until, "Chờ văn bản.")
    assert list(due_questions(paused.paused_until - timedelta(hours=1))) == []
    assert list(due_questions(paused.due_at)) != []


def test_a_late_opinion_is_told_once_to_both_units(scene):
    portal, people = scene
    question = an_accepted(portal.propaganda, people["officer"])
    (row,) = consulting.consult(question.pk, people["officer"], [portal.city], "Nghĩ sao?", calendar.today())
    (due,) = reminding.due_consultations(row.due_at)
    assert {message.recipient for message in due.give()} == {people["stranger"], people["officer"]}
    assert list(reminding.due_consultations(row.due_at)) == []


def test_the_command_tells_of_questions_too(scene):
    portal, _people = scene
    question = a_question(portal.propaganda)
    Question.objects.update(due_at=question.due_at - DAY * 30)
    out = StringIO()
    call_command("remind", dry_run=True, stdout=out)
    assert f"{question} ({portal.propaganda})" in out.getvalue()


@pytest.mark.clause("N-9")
def test_what_has_expired_is_counted_and_erased_only_when_told_to(scene, tmp_path):
    portal, people = scene
    question, page = an_answered(portal.propaganda, people["officer"], people["leader"])
    kept = a_question(portal.propaganda)
    for each in (question, kept):
        AskerIdentity.objects.create(question=each, name="Trần Văn Hỏi")
    IntakeFile.objects.create(form="question", name="a.pdf", kind="application/pdf", size=1, file="x.pdf")
    IntakeFile.objects.update(uploaded_at=question.received_at - LEFTOVER)
    LimitCount.objects.create(scope="x", began_at=question.received_at - LEFTOVER)
    Question.objects.filter(pk=question.pk).update(closed_at=question.closed_at - timedelta(days=100))
    out = StringIO()
    call_command("erase_expired", stdout=out)
    assert AskerIdentity.objects.count() == 2
    call_command("erase_expired", execute=True, stdout=out)
    assert [row.question for row in AskerIdentity.objects.all()] == [kept]
    assert IntakeFile.objects.count() == LimitCount.objects.count() == 0
    assert Question.objects.count() == 2
    Question.objects.filter(pk=question.pk).update(closed_at=question.closed_at - timedelta(days=800))
    call_command("erase_expired", execute=True, stdout=out)
    assert list(Question.objects.all()) == [kept]
    page.refresh_from_db()
    assert page.live
