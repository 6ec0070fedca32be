"""What is erased, when, on whose word, and what is left; who is reminded of what is late (N-9)."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from qa import data_requests
from qa.feedback.clock.reminding import due_feedback, due_requests
from qa.feedback.handling import directing, working
from qa.feedback.models import DataRequest, Feedback, FeedbackStep, FeedbackTerms, Outcome, SealedIdentity
from qa.models import AskerIdentity, IntakeFile, PublicForm, Question
from tests.factories.feedback import FOLLOW, TEXT, a_key, a_leader, an_officer, sent, taken
from tests.factories.portal import a_portal
from tests.factories.questions import a_question
from units.messages.models import Message
from units.record.models import RecordEntry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("N-9")]


@pytest.fixture
def portal():
    return a_portal()


@pytest.fixture
def officer(portal):
    return an_officer(portal)


def a_file(holder) -> IntakeFile:
    kept = IntakeFile(form="feedback", name="đơn.pdf", kind="application/pdf", size=5, holder=holder)
    kept.file.save("x.pdf", ContentFile(b"%PDF-"), save=True)
    return kept


def closed(officer, **given) -> Feedback:
    feedback = taken(officer, **given)
    return working.close(feedback.pk, officer, Outcome.EXPLAINED, "Đã trả lời.")


def test_identities_go_first_records_later_and_the_command_says_how_many(portal, officer):
    a_key(officer, an_officer(portal))
    feedback, still_open = closed(officer, name="Người gửi"), sent(text="Phản ánh còn đang mở.", name="Người khác")
    file = a_file(feedback)
    terms = PublicForm.objects.get(code="feedback")

    def erase(days: int) -> str:
        out = io.StringIO()
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            call_command("erase_expired", "--execute", stdout=out)
        return out.getvalue()

    out = io.StringIO()
    call_command("erase_expired", stdout=out)
    assert SealedIdentity.objects.count() == 2
    assert erase(terms.keeps_identity_days + 1).count(": 1 ") == 1
    assert list(SealedIdentity.objects.values_list("feedback", flat=True)) == [still_open.pk]
    assert Feedback.objects.filter(pk=feedback.pk).exists()
    assert erase(terms.keeps_days + 1).count(": 1 ") == 1
    assert not Feedback.objects.filter(pk=feedback.pk).exists()
    assert not FeedbackStep.objects.filter(feedback=feedback.pk).exists()
    assert not file.file.storage.exists(file.file.name)
    assert Feedback.objects.filter(pk=still_open.pk).exists()
    # The record of who did what stays, by number.
    assert RecordEntry.objects.about(feedback).count() == 2


def test_whoever_has_the_code_asks_to_see_and_to_erase_and_reads_the_answer(portal, officer, client, client_of):
    a_key(officer, an_officer(portal))
    feedback = sent(name="Trần Thị Gửi")
    file = a_file(feedback)
    desk, decide = client_of(officer), "data_requests:decide"
    client.post(FOLLOW, {"code": feedback.code, "wish": "see"})
    assert client.post(FOLLOW, {"code": feedback.code, "wish": "see"}).status_code == 422
    assert client.post(FOLLOW, {"code": feedback.code, "wish": "x"}).status_code == 422
    (asked,) = DataRequest.objects.all()
    assert Message.objects.filter(recipient=officer, url=reverse("data_requests:index")).count() == 1
    assert TEXT not in client.post(FOLLOW, {"code": feedback.code}).content.decode()
    assert str(asked)[1:] in desk.get(reverse("data_requests:index")).content.decode()
    assert desk.post(reverse(decide, args=[asked.pk]), {"grant": "1"}).status_code == 302
    shown = client.post(FOLLOW, {"code": feedback.code}).content.decode()
    assert TEXT in shown
    assert file.name in shown
    assert "Trần Thị Gửi" not in shown
    later = timezone.now() + timedelta(days=FeedbackTerms.now().request_shown_days + 1)
    with time_machine.travel(later):
        assert TEXT not in client.post(FOLLOW, {"code": feedback.code}).content.decode()
    client.post(FOLLOW, {"code": feedback.code, "wish": "erase"})
    erase = DataRequest.objects.get(wish="erase")
    refused = desk.post(reverse(decide, args=[erase.pk]), {"reason": " "})
    assert refused.status_code == 403
    desk.post(reverse(decide, args=[erase.pk]), {"reason": "Đang được giải quyết."})
    assert "Đang được giải quyết." in client.post(FOLLOW, {"code": feedback.code}).content.decode()
    client.post(FOLLOW, {"code": feedback.code, "wish": "erase"})
    again = DataRequest.objects.open().get()
    desk.post(reverse(decide, args=[again.pk]), {"grant": "1"})
    again.refresh_from_db()
    assert again.erased_rows >= 4
    assert client.post(FOLLOW, {"code": feedback.code}).status_code == 404
    assert not Feedback.objects.exists()
    assert not SealedIdentity.objects.exists()
    assert not file.file.storage.exists(file.file.name)
    log = desk.get(reverse("data_requests:index")).content.decode()
    assert str(again)[1:] in log
    assert RecordEntry.objects.filter(verb="data_request").count() == 3


def test_the_same_procedure_holds_for_questions_and_in_person(portal, officer, client, client_of):
    question = a_question(portal.propaganda)
    AskerIdentity.objects.create(question=question, name="Trần Văn Hỏi")
    answering = portal.member("contributor", portal.propaganda)
    stranger = portal.member("contributor", portal.city)
    note = {"kind": "question", "number": question.pk, "wish": "see", "shown_by": "thẻ căn cước"}
    add = reverse("data_requests:add")
    assert client_of(stranger).post(add, note).status_code == 403
    assert client_of(answering).post(add, {**note, "shown_by": ""}).status_code == 422
    assert client_of(answering).post(add, {**note, "kind": "feedback", "number": sent().pk}).status_code == 403
    assert client_of(answering).post(add, note).status_code == 302
    asked = DataRequest.objects.get()
    for person in (stranger, officer):
        with pytest.raises(PermissionDenied):
            data_requests.grant(asked.pk, person)
        assert not data_requests.of_reach(person).exists()
    data_requests.grant(asked.pk, answering)
    with pytest.raises(PermissionDenied):
        data_requests.grant(asked.pk, answering)
    shown = client.post("/hoi-dap/theo-doi/", {"code": question.code}).content.decode()
    assert "Trần Văn Hỏi" in shown
    data_requests.grant(data_requests.ask_by_code(question, "erase").pk, answering)
    assert not Question.objects.exists()
    for person in (portal.member("office"), portal.member("overseer")):
        assert client_of(person).get(reverse("data_requests:index")).status_code == 302


@pytest.mark.clause("ND-11.2", "ND-4.6")
def test_what_is_late_is_told_to_its_officer_then_to_the_leaders_once_each(portal, officer):
    leader, colleague = a_leader(portal), an_officer(portal)
    feedback = taken(officer)
    put = directing.propose(taken(officer, text="Việc xin ý kiến Thường trực.").pk, officer, "Xin chỉ đạo.")
    Message.objects.all().delete()

    def told(moment) -> set[tuple[int, str]]:
        with time_machine.travel(moment):
            for found in due_feedback(timezone.now()):
                assert found.line
                found.give()
        found = set(Message.objects.values_list("recipient", "item_id"))
        Message.objects.all().delete()
        return found

    due = put.due_at
    assert told(timezone.now()) == set()
    assert told(due) == {(leader.pk, str(put.pk))}
    assert told(due + timedelta(minutes=5)) == set()
    feedback.refresh_from_db()
    assert told(feedback.due_at) >= {(officer.pk, str(feedback.pk))}
    assert colleague.pk not in {person for person, _item in told(feedback.due_at + timedelta(minutes=5))}
    assert (leader.pk, str(feedback.pk)) in told(feedback.due_at + timedelta(days=20))


def test_a_request_that_nobody_decides_is_told_once(portal, officer):
    asked = data_requests.ask_by_code(sent(), "see")
    Message.objects.all().delete()
    for _ in range(2):
        for found in due_requests(asked.due_at):
            found.give()
    assert [message.recipient for message in Message.objects.all()] == [officer]
