"""Somebody without an account sends feedback: what is stored, what is shown, what is refused and what is never lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from qa.feedback.models import Feedback, Kind, SealedIdentity, State
from qa.feedback.sending import about
from qa.intake import guard, proof
from qa.models import IntakeFile, PublicForm
from tests.factories.articles import a_public
from tests.factories.feedback import FOLLOW, SEND, TEXT, WRONG, a_key, a_leader, an_officer, posted, sent
from tests.factories.portal import Portal, a_portal
from tests.factories.questions import code_in, hidden
from tests.qa.test_intake import picture, solution
from units.messages.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-6.2i", "ND-12.1", "LD-3.1c")]

WHO = {
    "name": "Trần Thị Gửi",
    "email": "gui@example.test",
    "phone": "0912 345 678",
    "address": "Thôn 3, xã Xuân Trường",
}


@pytest.fixture
def portal(monkeypatch):
    monkeypatch.setattr(proof, "MAX_NUMBER", 50)
    # Nobody waits in the suite: the confirming page is read at once.
    monkeypatch.setattr(guard, "SECONDS_TO_READ", -1)
    return a_portal()


def an_article(portal: Portal) -> Any:
    """A public article of the office."""
    return a_public(portal.office, portal.member("contributor", portal.office), portal.member("board", portal.office))


@pytest.mark.clause("N-9", "ND-5.4c")
def test_feedback_without_scripts_goes_through_a_confirming_page_and_gives_a_code(portal, client):
    officer, leader = an_officer(portal), a_leader(portal)
    a_key(officer, an_officer(portal))
    Message.objects.all().delete()
    upload = SimpleUploadedFile("anh.png", picture())
    confirming = posted(client, kind="proposal", files=[upload], **WHO)
    page = confirming.content.decode()
    again = {name: hidden(confirming, name) for name in ("key", "confirmed", "text", "kind", "consent", "kept", *WHO)}
    answer = client.post(SEND, again)
    code = code_in(answer)
    feedback = Feedback.objects.get()
    assert (feedback.text, feedback.kind, feedback.state) == (TEXT, Kind.PROPOSAL, State.RECEIVED)
    assert IntakeFile.objects.of(feedback).count() == 1
    assert "https://" not in page
    # Whoever has to act is told, by number alone; leaders only of wrong content.
    message = Message.objects.get(recipient=officer)
    assert not Message.objects.filter(recipient=leader).exists()
    assert not any(word in message.text + message.about for word in ("thôn", "Gửi"))
    # Nothing of the sender stands anywhere in plain.
    stored = str([*Feedback.objects.values_list(), *SealedIdentity.objects.values_list()])
    assert not any(part in stored for part in (*WHO.values(), code, code.replace("-", "")))
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    assert "sessionid" not in client.cookies


def test_the_same_form_sent_twice_is_one_record_with_the_same_code(portal, client):
    data = {"key": hidden(client.get(SEND), "key"), "text": TEXT, "kind": "information", "consent": "on"}
    first = client.post(SEND, {**data, "proof": solution("feedback")})
    second = client.post(SEND, {**data, "proof": "used up"})
    assert code_in(first) == code_in(second)
    assert Feedback.objects.count() == 1


@pytest.mark.clause("N-9")
def test_without_a_key_the_form_takes_only_feedback_without_a_name_and_says_so(portal, client):
    assert 'name="phone"' not in client.get(SEND).content.decode()
    refused = posted(client, proof=solution("feedback"), **WHO)
    assert refused.status_code == 422
    assert f"{TEXT}</textarea>" in refused.content.decode()
    assert not Feedback.objects.exists()
    assert code_in(posted(client, proof=solution("feedback")))
    assert not SealedIdentity.objects.exists()


def test_mistakes_are_named_all_at_once_and_what_was_typed_is_kept(portal, client):
    a_key(an_officer(portal), an_officer(portal))
    wrong = SimpleUploadedFile("trang.html", b"<html></html>")
    given = {**WHO, "email": "khong phai thu", "text": "Ngắn", "consent": "", "files": [wrong]}
    answer = posted(client, **given)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('<a href="#id_') >= 4
    assert f'value="{WHO["name"]}"' in page
    assert "Ngắn</textarea>" in page
    assert Feedback.objects.count() == 0


@pytest.mark.clause("ND-13.2")
def test_every_public_page_leads_to_the_form_which_records_the_version_that_was_shown(portal, client):
    article = an_article(portal)
    shown_version = article.live_revision
    link = link_on(client, article.url)
    # Another version goes live while the reader writes.
    type(article).objects.filter(pk=article.pk).update(live_revision=None)
    answer = posted(client, link, proof=solution("feedback"))
    assert code_in(answer)
    feedback = Feedback.objects.get()
    assert (feedback.kind, feedback.about_revision) == (Kind.WRONG, shown_version)
    assert feedback.reported_item == article
    assert feedback.about_title == article.title
    for address in ("/", "/tim-kiem/?q=x", "/hoi-dap/", SEND, FOLLOW, portal.city.page.url):
        assert link_on(client, address).startswith(WRONG), address
    # What is not there says nothing wrong.
    assert WRONG not in client.get("/khong-co/").content.decode()


@pytest.mark.clause("ND-13.2")
def test_a_made_up_link_names_no_version(portal, client):
    article = an_article(portal)
    key, _dot, _signature = about.token(article).partition(".")
    for given in (f"{key}.xxxx", "https://casino.example/", "//casino.example", "", "\x00"):
        assert about.read(given) == about.About()
    assert about.read("/tin-tuc/").address == "/tin-tuc/"
    withdrawn = about.token(article)
    type(article).objects.filter(pk=article.pk).update(live=False)
    assert article.title not in client.get(f"{WRONG}?ve={withdrawn}").content.decode()


def link_on(client: Client, address: str) -> str:
    """Where the footer of a page leads to report wrong content."""
    page = client.get(address).content.decode()
    return re.findall(rf'href="({WRONG}\?[^"]*)"', page)[-1].replace("&amp;", "&")


@pytest.mark.clause("ND-13.3")
def test_of_five_hundred_posts_from_one_address_the_configured_few_are_stored(portal, client, caplog):
    PublicForm.objects.filter(code="feedback").update(posts_per_address=12, stored_per_address=3)
    answers = [posted(client, proof=solution("feedback"), text=f"{TEXT} {number}") for number in range(15)]
    data = {"key": hidden(client.get(SEND), "key"), "text": TEXT, "kind": "information", "consent": "on"}
    answers += [client.post(SEND, data) for _ in range(485)]
    assert Feedback.objects.count() == 3
    refused = [answer for answer in answers if answer.status_code == 429]
    assert len(refused) == 497
    assert int(refused[-1]["Retry-After"]) > 0
    assert f"{TEXT}</textarea>" in refused[-1].content.decode()
    assert any("feedback:posts" in record.getMessage() for record in caplog.records)
    # A neighbour is not kept out.
    assert code_in(posted(Client(REMOTE_ADDR="203.0.113.7"), proof=solution("feedback")))


def test_the_page_of_a_code_says_where_it_stands_and_nothing_personal(portal, client, django_assert_max_num_queries):
    a_key(an_officer(portal), an_officer(portal))
    feedback = sent(**WHO)
    client.get(FOLLOW)
    with django_assert_max_num_queries(16):
        answer = client.post(FOLLOW, {"code": feedback.code.lower()})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert not any(part in page for part in (TEXT, *WHO.values()))
    assert client.post(FOLLOW, {"code": "ABCD-EFGH-JKLM-NPQA"}).status_code == 422
    feedback.delete()
    assert client.post(FOLLOW, {"code": feedback.code}).status_code == 404


def test_the_forms_are_open_to_nobody_without_their_token_and_cost_a_bounded_number_of_queries(
    portal, django_assert_max_num_queries
):
    strict = Client(enforce_csrf_checks=True)
    for address in (SEND, WRONG, FOLLOW):
        assert strict.post(address, {"text": TEXT, "consent": "on"}).status_code == 403
    strict.get(SEND)
    with django_assert_max_num_queries(9):
        strict.get(SEND)
    assert "sessionid" not in strict.cookies
