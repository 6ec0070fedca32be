"""Somebody without an account asks: what is stored, what is shown, what is refused and what is never lost."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from knowledge.models import FieldOfWork
from qa.intake import forms, guard, lookup, proof
from qa.models import AskerIdentity, IntakeFile, Question, State
from qa.models.forms import PublicForm
from tests.factories.portal import Portal, a_portal
from tests.factories.questions import TEXT, code_in, hidden, posted
from tests.qa.test_intake import picture, solution
from units.messages.models import Message
from units.visitors.models import LimitCount

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-11.1c", "ND-12.1")]

ASK, FOLLOW = "/hoi-dap/gui-cau-hoi/", "/hoi-dap/theo-doi/"


@pytest.fixture
def portal(monkeypatch: pytest.MonkeyPatch) -> Portal:
    monkeypatch.setattr(proof, "MAX_NUMBER", 50)
    # Nobody waits in the suite: the confirming page is read at once.
    monkeypatch.setattr(guard, "SECONDS_TO_READ", -1)
    return a_portal()


def sent(client: Client, **fields: object):
    """Send without scripts, through the confirming page."""
    confirming = posted(client, **fields)
    assert confirming.status_code == 200, confirming.content.decode()
    again = {name: hidden(confirming, name) for name in ("key", "confirmed", "text", "consent")}
    again |= {name: value for name, value in fields.items() if name != "files"}
    again["kept"] = re.findall(r'name="kept" value="([^"]*)"', confirming.content.decode())
    return client.post(ASK, again)


def test_a_question_without_scripts_goes_through_a_confirming_page_and_gives_a_code(portal, client):
    field = FieldOfWork.objects.get(code="ket-nap")
    given = {"field": field.pk, "name": "Trần Văn Hỏi", "phone": "0912 345 678"}
    answer = sent(client, **given)
    question = Question.objects.get()
    assert (question.text, question.field, question.state) == (TEXT, field, State.RECEIVED)
    assert question.unit == portal.propaganda
    assert question.consent
    assert AskerIdentity.objects.get(question=question).name == "Trần Văn Hỏi"
    code = code_in(answer)
    assert code not in str(Question.objects.values_list())
    assert answer["Cache-Control"].find("no-store") >= 0
    assert "noindex" in answer["X-Robots-Tag"]
    told = portal.member("contributor", portal.propaganda)
    assert told


def test_a_proof_of_work_spares_the_confirming_page(portal, client):
    answer = posted(client, proof=solution("question"))
    assert code_in(answer)
    assert Question.objects.count() == 1


def test_the_same_form_sent_twice_is_one_question_with_the_same_code(portal, client):
    data = {"key": hidden(client.get(ASK), "key"), "text": TEXT, "consent": "on"}
    first = client.post(ASK, {**data, "proof": solution("question")})
    second = client.post(ASK, {**data, "proof": "used up"})
    assert code_in(first) == code_in(second)
    assert Question.objects.count() == 1


def test_the_unit_is_told_by_number_and_never_by_text(portal, client):
    officer = portal.member("contributor", portal.city)
    answer = posted(client, proof=solution("question"), text="Việc giám sát đảng viên làm thế nào cho đúng quy định?")
    assert code_in(answer)
    message = Message.objects.get(recipient=officer)
    assert "giám sát" not in message.text + message.about


def test_mistakes_are_named_all_at_once_and_what_was_typed_is_kept(portal, client):
    upload = SimpleUploadedFile("anh.png", picture())
    wrong = SimpleUploadedFile("trang.html", b"<html></html>")
    answer = posted(client, text="Ngắn", consent="", email="khong phai thu", name="Người Hỏi", files=[upload, wrong])
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('<a href="#id_') >= 4
    assert 'value="Người Hỏi"' in page
    assert "Ngắn</textarea>" in page
    assert "anh.png" in page
    assert Question.objects.count() == 0
    kept = hidden(answer, "kept")
    assert code_in(posted(client, kept=[kept], proof=solution("question")))
    assert IntakeFile.objects.of(Question.objects.get()).count() == 1
    assert IntakeFile.objects.unclaimed().count() == 0


def test_files_come_through_the_confirming_page_and_no_more_than_allowed(portal, client):
    def uploads(most: int) -> list[SimpleUploadedFile]:
        return [SimpleUploadedFile(f"anh{number}.png", picture()) for number in range(most)]

    assert posted(client, files=uploads(4)).status_code == 422
    assert code_in(sent(client, files=uploads(1)))
    assert IntakeFile.objects.of(Question.objects.get()).count() == 1


def test_whoever_confirms_faster_than_anybody_reads_is_asked_again(portal, client, monkeypatch):
    monkeypatch.setattr(guard, "SECONDS_TO_READ", 60)
    answer = sent(client)
    assert answer.status_code == 200
    assert hidden(answer, "confirmed")
    assert hidden(answer, "text") == TEXT
    assert Question.objects.count() == 0


def test_the_trap_loses_nothing_of_a_person_whose_browser_fills_it_in(portal, client):
    answer = posted(client, **{forms.TRAP: "https://casino.example", "proof": solution("question")})
    assert answer.status_code == 422
    assert f"{TEXT}</textarea>" in answer.content.decode()
    assert Question.objects.count() == 0


@pytest.mark.clause("ND-13.2")
def test_of_five_hundred_posts_from_one_address_the_configured_few_are_stored(portal, client, caplog):
    PublicForm.objects.update(posts_per_address=12, stored_per_address=3)
    answers = [posted(client, proof=solution("question"), text=f"{TEXT} {number}") for number in range(15)]
    key = hidden(client.get(ASK), "key")
    answers += [client.post(ASK, {"key": key, "text": TEXT, "consent": "on"}) for _ in range(485)]
    assert Question.objects.count() == 3
    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(refused) == 497
    assert int(refused[-1]["Retry-After"]) > 0
    assert f"{TEXT}</textarea>" in refused[-1].content.decode()
    assert any("posts" in record.getMessage() for record in caplog.records)
    # A neighbour is not kept out.
    assert code_in(posted(Client(REMOTE_ADDR="203.0.113.7"), proof=solution("question")))


def test_without_proof_half_as_many_are_taken(portal, client):
    PublicForm.objects.update(stored_per_address=4)
    answers = [sent(client, text=f"{TEXT} {number}").status_code for number in range(3)]
    assert answers == [200, 200, 429]
    assert Question.objects.count() == 2


def test_the_form_is_open_to_nobody_without_its_token(portal):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(ASK, {"text": TEXT, "consent": "on"}).status_code == 403
    assert strict.post(FOLLOW, {"code": "x"}).status_code == 403
    shown = strict.get(ASK)
    assert "sessionid" not in shown.cookies
    assert "no-store" in shown["Cache-Control"]


def test_a_text_is_shown_as_text_and_no_link_is_made(portal, client):
    confirming = posted(client, text=f"<script>1</script> https://casino.example/ {TEXT}")
    page = confirming.content.decode()
    assert "<script>1" not in page
    assert 'href="https://casino' not in page


def test_the_page_of_a_code_says_where_the_question_stands_and_nothing_personal(portal, client):
    code = code_in(posted(client, proof=solution("question"), name="Trần Văn Hỏi"))
    answer = client.post(FOLLOW, {"code": code.lower().replace("-", " ")})
    page = answer.content.decode()
    assert portal.office.name in page
    due = Question.objects.get().answer_due_at - timedelta(days=1)
    assert f"{timezone.localtime(due):%d/%m/%Y}" in page
    assert "Trần Văn Hỏi" not in page
    assert TEXT not in page
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]


def test_a_slip_of_the_finger_is_told_from_a_code_that_does_not_exist(portal, client):
    assert client.post(FOLLOW, {"code": "ABCD-EFGH-JKLM-NPQA"}).status_code == 422
    code = code_in(posted(client, proof=solution("question")))
    Question.objects.all().delete()
    assert client.post(FOLLOW, {"code": code}).status_code == 404


def test_codes_cannot_be_tried_without_end(portal, client, monkeypatch):
    monkeypatch.setattr(lookup, "LOOKUPS", 3)
    answers = [client.post(FOLLOW, {"code": "ABCD"}).status_code for _ in range(5)]
    assert answers == [422, 422, 422, 429, 429]
    assert LimitCount.objects.get(scope="lookup").refused == 2


def test_asking_costs_a_bounded_number_of_queries(portal, client, django_assert_max_num_queries):
    client.get(ASK)
    with django_assert_max_num_queries(9):
        client.get(reverse("qa:ask"))
    with django_assert_max_num_queries(6):
        client.get(reverse("qa:similar"), {"q": TEXT})
