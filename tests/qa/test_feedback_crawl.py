"""No part of any feedback, nor of a question that nobody has approved, comes out at any address of the portal.

Every registered address is opened, public and of the admin, filled in with what the marked records are; and every link
that leads on from the public ones. Here a visitor looks, and a superuser; contributors, leaders of other units and the
office look, and post, in the walk of ``tests/units/test_admin_walk.py``, which has marked feedback as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from wagtail.models import ModelLogEntry, PageLogEntry, ReferenceIndex
from wagtail.search.models import IndexEntry

from qa.feedback.handling import directing, taking, working
from qa.feedback.models import Feedback, Outcome
from qa.models import IntakeFile, Question
from tests.factories.articles import a_public
from tests.factories.feedback import a_key, a_leader, an_officer, posted, sent
from tests.factories.questions import TEXT, an_accepted, an_answering_portal
from tests.factories.units import UserFactory
from tests.qa.test_intake import solution
from units import calendar
from units.messages.models import Message
from units.record.models import RecordEntry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-13.3", "ND-5.4c", "ND-11.1c", "N-9")]

#: One word for each thing that could come out; without accents, so that they look the same everywhere.
MARKS = {
    "text": "zqvanban",
    "name": "zqhoten",
    "phone": "zqdienthoai",
    "file": "zqtentep",
    "advice": "zqthammuu",
    "direction": "zqchidao",
    "outcome": "zqketqua",
    "question": "zqcauhoi",
}
MARK = re.compile("|".join(MARKS.values()))
#: A superuser reads every draft of a page, so the draft of the answer too.
OF_FEEDBACK = re.compile("|".join(set(MARKS.values()) - {MARKS["question"]}))
#: A word beside the marks, to search by: screens show back what was looked for, so it is none of them.
LURE = "zqtimkiem"
#: Where a superuser could come across text of others: whatever lists, finds, reports or logs, and this room's own.
EVERY = re.compile("")
LISTS = re.compile(r"^(feedback|data_requests|questions|record)|index|list|search|history|usage|report|home|my_work")


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch, settings: Any) -> dict[str, Any]:
    """A marked record in every respect, a closed one, a question with a drafted answer; who looks at them."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    portal = an_answering_portal()
    officer, leader = an_officer(portal), a_leader(portal)
    a_key(officer, an_officer(portal))
    writer = portal.member("contributor", portal.propaganda)
    page = a_public(portal.office, portal.member("contributor", portal.office), portal.member("board", portal.office))
    feedback = sent(f"Bài này ghi sai, {LURE} {MARKS['text']}.", page, name=MARKS["name"], phone=MARKS["phone"])
    kept = IntakeFile(form="feedback", name=f"{MARKS['file']}.pdf", kind="x", size=5, holder=feedback)
    kept.file.save("x.pdf", ContentFile(b"%PDF- zqvanban"), save=True)
    taking.take(feedback.pk, officer)
    working.advise(feedback.pk, officer, MARKS["advice"])
    directing.direct(feedback.pk, leader, MARKS["direction"], calendar.today() + calendar.timedelta(days=5))
    closed = taking.take(sent(f"Phản ánh khác, {MARKS['text']}.").pk, officer)
    working.close(closed.pk, officer, Outcome.EXPLAINED, MARKS["outcome"])
    question = an_accepted(portal.propaganda, writer, text=f"{TEXT} {LURE} {MARKS['question']}")
    drafting = Client()
    drafting.force_login(writer)
    drafting.post(reverse("questions:draft", args=[question.pk]))
    question.refresh_from_db()
    return {"portal": portal, "page": page, "feedback": feedback, "question": question, "file": kept}


def named(resolver: URLResolver, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every named address of the portal with its namespaces."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from named(pattern, prefix + (f"{pattern.namespace}:" if pattern.namespace else ""))
        elif pattern.name:
            yield prefix + pattern.name, pattern


def addresses(scene: dict[str, Any], names: re.Pattern[str] = EVERY) -> list[str]:
    """Every registered address with a name like ``names``, filled in: a number is the feedback's or the page's."""
    feedback, question, page = scene["feedback"], scene["question"], scene["page"]
    own = {"feedback_id": feedback.pk, "question_id": question.pk, "file_key": scene["file"].key, "key": page.pk}
    found = []
    for name, pattern in named(get_resolver()):
        wanted = set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
        for number in {feedback.pk, page.pk} if names.search(name) else set():
            words = {"code": "btgtu", "section": "trang", "model_name": "feedback", "app_label": "qa", "app_name": "qa"}
            values = {**dict.fromkeys(wanted, number), **words, **own}
            values |= {"content_type_app_name": "home", "content_type_model_name": "articlepage"}
            try:
                found.append(reverse(name, kwargs={key: values[key] for key in wanted}))
            except NoReverseMatch:
                continue
    found += [
        f"{place}?q={LURE}" for place in ("/tim-kiem/", "/hoi-dap/", "/quan-tri/pages/search/", "/quan-tri/users/")
    ]
    found += [f"/hoi-dap/tuong-tu/?q={LURE} {TEXT}", f"/quan-tri/pages/usage/{page.pk}/", "/hoi-dap/rss/", "/rss/"]
    found += ["/sitemap.xml", "/sitemap-trang.xml", "/robots.txt", scene["file"].file.url, question.page.get_url(None)]
    return list(dict.fromkeys(found))


def leaks(client: Client, waiting: list[str], marks: re.Pattern[str], most: int = 0) -> tuple[list[str], int]:
    """The addresses that show one of the ``marks``, and how many were opened; ``most`` links that lead on as well."""
    client.raise_request_exception = False
    seen, found = set(), []
    links = list(waiting)
    while links:
        address = links.pop(0)
        if address in seen or "logout" in address or len(seen) > len(waiting) + most:
            continue
        seen.add(address)
        response = client.get(address)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        text = body.decode(errors="replace")
        if marks.search(text):
            found.append(address)
        if most and response.status_code == 200:
            links += re.findall(r'(?:href="|<loc>(?:http://[^/]+)?|<link>(?:http://[^/]+)?)(/(?!static/)[^"<#]*)', text)
    return found, len(seen)


def test_no_address_shows_any_of_it_to_a_visitor(scene):
    every = addresses(scene)
    assert len(every) > 200
    found, opened = leaks(Client(), every, MARK, most=100)
    assert found == []
    assert opened > len(every)


@pytest.mark.clause("ND-13.6d")
def test_a_superuser_finds_nothing_of_feedback_anywhere(scene, client_of):
    root = client_of(UserFactory(is_superuser=True, is_staff=True))
    within = [address for address in addresses(scene, LISTS) if address.startswith("/quan-tri/")]
    assert len(within) > 60
    assert leaks(root, within, OF_FEEDBACK)[0] == []
    # Neither in the indexes and logs of Wagtail, nor in the record, nor in what people are told.
    of_ours = ReferenceIndex.objects.filter(base_content_type__app_label="qa").exclude(
        base_content_type__model__in=["answerpage", "answersofunitpage", "questionspage"]
    )
    assert not of_ours.filter(base_content_type__model__contains="feedback").exists()
    for rows in (ModelLogEntry, PageLogEntry, IndexEntry, Message, RecordEntry):
        stored = str(list(rows.objects.values_list()))
        assert not OF_FEEDBACK.search(stored), rows
    assert not [letter for letter in mail.outbox if MARK.search(letter.subject + letter.body)]
    assert Message.objects.exists()


def test_what_the_public_writes_is_stored_as_text_and_shown_as_text_to_those_who_read_it(scene, client, client_of):
    text = "<script>alert(1)</script> Chơi bài tại https://casino.example/ nhé các bạn ơi."
    posted(client, proof=solution("feedback"), text=text)
    feedback = Feedback.objects.get(text=text)
    officer = client_of(an_officer(scene["portal"]))
    shown = officer.get(reverse("feedback:record", args=[feedback.pk])).content.decode()
    assert "&lt;script&gt;" in shown
    assert "<script>alert" not in shown
    assert 'href="https://casino' not in shown
    assert Question.objects.filter(text__contains="casino").count() == 0
