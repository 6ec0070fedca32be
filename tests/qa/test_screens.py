"""The desk of questions in the administration: what it shows to whom, within bounds, and what its buttons do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from qa.models import Consultation, IntakeFile, Question, State
from tests.factories.questions import TEXT, a_question, an_accepted, an_answered, an_answering_portal
from units import calendar

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-11.1a", "ND-12.4")]

MANY, MOST_QUERIES = 5000, 15


@pytest.fixture
def portal():
    return an_answering_portal()


@pytest.fixture
def officer(portal):
    return portal.member("contributor", portal.propaganda)


def do(client: Client, question: Question, verb: str, **said: object):
    prefix = "private" if verb.endswith("submit_private") else verb
    data = {"verb": verb, **{f"{prefix}-{name}": value for name, value in said.items()}}
    return client.post(reverse("questions:question", args=[question.pk]), data)


def test_my_work_and_the_lists_cost_no_more_with_five_thousand_questions(portal, officer, client_of):
    now = timezone.now()
    Question.objects.bulk_create(
        Question(
            code_digest=f"{number:064}",
            text=f"{TEXT} {number}",
            unit=portal.propaganda,
            received_at=now,
            answer_due_at=now,
            due_at=now + timedelta(days=number % 30 - 10),
        )
        for number in range(MANY)
    )
    client = client_of(officer)
    client.get(reverse("approval:my_work"))
    # The bound of “My work”, which holds more than questions, is in tests/units/test_inbox.py.
    assert "5000" in client.get(reverse("approval:my_work")).content.decode().replace(".", "")
    for address in (reverse("questions:index"), reverse("questions:units")):
        with CaptureQueriesContext(connection) as queries:
            shown = client.get(address)
        assert shown.status_code == 200
        assert len(queries) <= MOST_QUERIES, "\n".join(query["sql"][:120] for query in queries)


def test_every_button_of_the_desk_does_what_it_says(portal, officer, client_of):
    question = a_question(portal.propaganda)
    client = client_of(officer)
    do(client, question, "accept")
    until = f"{calendar.today() + timedelta(days=4):%Y-%m-%d}"
    do(client, question, "consult", units=[portal.city.pk], request="Nghĩ sao?", until=until)
    row = Consultation.objects.get()
    stranger = client_of(portal.member("contributor", portal.city))
    assert str(row.question_id) in stranger.get(reverse("questions:index")).content.decode()
    opinion = reverse("questions:opinion", args=[row.pk])
    assert opinion in stranger.get(reverse("approval:my_work")).content.decode()
    stranger.post(opinion, {"opinion": "Theo Điều lệ."})
    assert opinion not in stranger.get(reverse("approval:my_work")).content.decode()
    do(client, question, "pause", until=until, reason="Chờ văn bản.")
    do(client, question, "resume")
    shown = client.get(reverse("questions:question", args=[question.pk])).content.decode()
    assert "Theo Điều lệ." in shown
    answer = client.post(reverse("questions:draft", args=[question.pk]))
    question.refresh_from_db()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[question.page_id])
    assert client.get(answer.url).status_code == 200
    do(client, question, "route", unit=portal.city.pk, reason="Việc của Thành ủy.")
    question.refresh_from_db()
    assert (question.unit, question.state) == (portal.city, State.RECEIVED)


def test_a_private_answer_goes_through_the_desk(portal, officer, client_of):
    question = an_accepted(portal.propaganda, officer, wants_private=True)
    leader = client_of(portal.member("leader", portal.propaganda))
    do(client_of(officer), question, "submit_private", text="Đồng chí liên hệ chi bộ.")
    assert TEXT[:40] in leader.get(reverse("approval:my_work")).content.decode()
    refused = do(leader, question, "return_private", reason="")
    assert refused.status_code == 422
    do(leader, question, "approve_private")
    question.refresh_from_db()
    assert question.state == State.ANSWERED


def test_a_refusal_is_a_sentence_and_keeps_what_was_typed(portal, officer, client_of):
    question = an_accepted(portal.propaganda, officer)
    refused = do(client_of(officer), question, "pause", until="2020-01-01", reason="Chờ văn bản đã gõ.")
    assert refused.status_code == 403
    assert "Chờ văn bản đã gõ." in refused.content.decode()
    assert do(client_of(officer), question, "approve_private").status_code == 403
    assert client_of(officer).post(reverse("questions:question", args=[question.pk]), {}).status_code == 302


@pytest.mark.clause("N-9")
def test_a_file_is_handed_to_officers_of_the_unit_alone(portal, officer, client_of):
    question = a_question(portal.propaganda)
    kept = IntakeFile(form="question", name="đơn.pdf", kind="application/pdf", size=5, holder=question)
    kept.file.save("x.pdf", ContentFile(b"%PDF-"), save=True)
    address = reverse("questions:file", args=[question.pk, kept.key])
    answer = client_of(officer).get(address)
    assert b"".join(answer.streaming_content) == b"%PDF-"
    assert answer["Content-Type"] == "application/octet-stream"
    for other in (portal.member("contributor", portal.city), portal.member("office")):
        assert client_of(other).get(address).status_code == 302
    assert Client().get(address).status_code == 302
    assert Client().get(kept.file.url).status_code == 404


MARK = "zqxdanhdau"


def test_no_public_address_shows_a_word_of_what_is_not_approved(portal, officer):
    """A crawl over everything a visitor can reach: pages, feeds, site maps, search, and every link on them."""
    leader = portal.member("leader", portal.propaganda)
    an_answered(portal.propaganda, officer, leader)
    question = an_accepted(portal.propaganda, officer, text=f"{TEXT} {MARK}")
    client = Client()
    seen: set[str] = set()
    waiting = ["/", "/hoi-dap/", "/hoi-dap/rss/", "/sitemap.xml", "/sitemap-trang.xml", "/robots.txt", "/rss/"]
    waiting += [f"/tim-kiem/?q={MARK}", f"/hoi-dap/?q={MARK}", f"/hoi-dap/tuong-tu/?q={MARK} {TEXT}"]
    officer_client = Client()
    officer_client.force_login(officer)
    officer_client.post(reverse("questions:draft", args=[question.pk]))
    question.refresh_from_db()
    waiting += [f"/hoi-dap/huu-ich/{question.page_id}/", question.page.get_url(None)]
    while waiting:
        address = waiting.pop()
        if address in seen or len(seen) > 120:
            continue
        seen.add(address)
        response = client.get(address)
        if response.status_code != 200 or response.streaming:
            continue
        text = response.content.decode(errors="replace")
        bare = re.sub(r"<(?:input|title|h2)[^>]*>[^<]*", "", text) if MARK in address else text
        assert MARK not in bare, address
        found = re.findall(r'(?:href="|<loc>(?:http://[^/]+)?|<link>(?:http://[^/]+)?)(/[^"<#]*)', text)
        waiting += [link for link in found if not link.startswith(("/static/", "/media/", "/quan-tri/"))]
    assert len(seen) > 20


def test_nobody_else_in_the_administration_sees_it_either(portal, officer, client_of):
    question = an_accepted(portal.propaganda, officer, text=f"{TEXT} {MARK}")
    client_of(officer).post(reverse("questions:draft", args=[question.pk]))
    question.refresh_from_db()
    for other in (portal.member("board", portal.city), portal.member("standing_committee")):
        client = client_of(other)
        addresses = [reverse("questions:index"), reverse("questions:units"), reverse("approval:my_work")]
        addresses += [reverse("questions:question", args=[question.pk]), f"/quan-tri/pages/search/?q={MARK}"]
        addresses += [reverse("approval:review", args=[question.page_id]), f"/quan-tri/pages/{question.page_id}/edit/"]
        for address in addresses:
            text = client.get(address).content.decode()
            assert TEXT not in text, address
            assert f"tính như thế nào? {MARK}" not in text, address
