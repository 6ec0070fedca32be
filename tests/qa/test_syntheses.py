"""A synthesis of feedback: figures and summaries for the leaders, never an identity; their directions are tracked."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from knowledge.models import FieldOfWork
from qa.feedback.handling import taking, working
from qa.feedback.handling.taking import Sorting
from qa.feedback.models import Feedback, Kind, Outcome, Synthesis, SynthesisAct, SynthesisRecord
from qa.feedback.synthesising import directing, figures, report, writing
from qa.retention import erase
from tests.factories.feedback import a_key, a_leader, a_synthesis, an_officer, sent, taken
from tests.factories.portal import a_portal
from tests.factories.units import UserFactory
from units import calendar
from units.messages.models import Message
from units.record.models import RecordEntry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-3.1c", "ND-5.4c", "ND-4.6")]

INDEX = "/quan-tri/tong-hop-phan-anh/"
MANY, MOST_QUERIES = 5000, 15
WHO = {"name": "Trần Thị Người Gửi", "email": "nguoi.gui@thu.example", "phone": "0912345678"}
MARK = "zqxloi-cua-nguoi-gui"


@pytest.fixture
def portal():
    return a_portal()


@pytest.fixture
def officer(portal):
    return an_officer(portal)


@pytest.fixture
def leader(portal):
    return a_leader(portal)


def later(days: int = 6):
    return calendar.today() + timedelta(days=days)


def address(name: str, synthesis: Synthesis, *more: Any) -> str:
    return reverse(f"syntheses:{name}", args=[synthesis.pk, *more])


def file_of(client: Client, synthesis: Synthesis, form: str) -> bytes:
    return b"".join(client.post(address("download", synthesis, form)).streaming_content)


def all_that_is_in(form: str, written: bytes) -> str:
    """Every byte that a reader of the file could find, packed or not, and its text as it is read."""
    if form == "docx":
        book = zipfile.ZipFile(io.BytesIO(written))
        return " ".join(book.read(name).decode("utf-8", "replace") for name in book.namelist())
    streams = [zlib.decompressobj().decompress(part) for part in _packed(written)]
    pages = pypdfium2.PdfDocument(written)
    told = [page.get_textpage().get_text_range() for page in pages] + list(pages.get_metadata_dict().values())
    return " ".join([written.decode("latin-1"), *(stream.decode("latin-1") for stream in streams), *told])


def _packed(written: bytes) -> list[bytes]:
    found = re.findall(rb"stream\r?\n(.*?)endstream", written, re.DOTALL)
    return [part for part in found if part[:1] == b"\x78"]


def test_it_goes_from_the_officers_to_the_leaders_and_back(portal, officer, leader, client_of):
    first, _second = sent(text="Đường vào thôn hỏng đã lâu."), sent(text="Đèn đường hỏng đã lâu.")
    client, today = client_of(officer), f"{calendar.today():%Y-%m-%d}"
    begun = client.post(
        INDEX, {"title": "quý này", "first": today, "last": today, "issuer": "Ban Tuyên giáo", "place": "Lâm Đồng"}
    )
    made = Synthesis.objects.get()
    assert begun.url == address("write", made)
    data = {"title": "quý này", "assessment": "Ổn định.", "proposals": "Sửa đường.", "issuer": "BTG", "place": "Đà Lạt"}
    assert client.post(address("write", made), {**data, "recipients": "Thường trực"}).status_code == 302
    shown = client.get(address("summaries", made)).content.decode()
    assert "Đường vào thôn hỏng đã lâu." in shown
    client.post(address("summaries", made), {f"summary-{first.pk}": "Đường vào thôn hỏng."})
    client.post(address("submit", made))
    assert Message.objects.filter(recipient=leader, url=address("synthesis", made)).exists()

    reading = client_of(leader)
    shown = reading.get(address("synthesis", made)).content.decode()
    assert {words in shown for words in ("Ổn định.", "Sửa đường.", "Đường vào thôn hỏng.")} == {True}
    assert "Đèn đường hỏng" not in shown
    reading.post(address("direct", made), {"text": "Kiểm tra ngay.", "until": f"{later():%Y-%m-%d}"})
    direction = made.directions.get()
    client.post(address("fulfil", made, direction.pk), {f"fulfil-{direction.pk}-report": "Đã kiểm tra."})
    assert Message.objects.filter(recipient=leader, kind="told").exists()
    shown = reading.get(address("synthesis", made)).content.decode()
    assert {words in shown for words in ("Kiểm tra ngay.", "Đã kiểm tra.")} == {True}
    acts = list(made.steps.values_list("act", flat=True))
    assert acts == ["begun", "written", "written", "submitted", "directed", "fulfilled"]


@pytest.mark.clause("N-9")
@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_no_identity_is_in_the_bytes_of_the_files_nor_read_to_make_them(portal, officer, client_of, form):
    a_key(officer, an_officer(portal))
    record = sent(text=f"Đường hỏng. {MARK}", **WHO)
    assert record.identity.sealed
    made = a_synthesis(officer, record)
    writing.summarise(made.pk, officer, {record.pk: "Đường vào thôn hỏng đã ba tháng."})
    client = client_of(officer)
    with CaptureQueriesContext(connection) as queries:
        written = file_of(client, made, form)
    asked = " ".join(query["sql"] for query in queries)
    for closed in ("sealedidentity", "keyholder", '"qa_feedback"."text"', "code_digest", "qa_intakefile"):
        assert closed not in asked
    said = all_that_is_in(form, written)
    assert "ba tháng" in said
    for secret in (*WHO.values(), *WHO["name"].split(), "Người", MARK, record.code, record.code.replace("-", "")):
        assert secret not in said, secret


def test_every_download_is_noted_by_person_and_form(officer, client_of):
    made = a_synthesis(officer, sent())
    for form in ("pdf", "docx", "pdf"):
        file_of(client_of(officer), made, form)
    steps = made.steps.filter(act=SynthesisAct.DOWNLOADED)
    assert [(step.by, step.said) for step in steps] == [(officer, said) for said in ("PDF", "DOCX", "PDF")]
    assert RecordEntry.objects.filter(verb="feedback", actor_id=officer.pk, title__contains=str(made.pk)).count() >= 3
    client = client_of(officer)
    assert client.get(address("download", made, "pdf")).status_code == 405
    assert client.post(address("download", made, "xlsx")).status_code == 404
    assert made.steps.filter(act=SynthesisAct.DOWNLOADED).count() == 3


def outsiders(portal):
    """Everybody who has something to do with the portal and nothing with feedback."""
    return [
        UserFactory(is_superuser=True, is_staff=True),
        portal.member("office"),
        portal.member("overseer"),
        portal.member("leader", portal.propaganda),
        portal.member("contributor", portal.propaganda),
        None,
    ]


def test_it_is_closed_to_everybody_else(portal, officer, leader, client_of):
    made = a_synthesis(officer, sent(), title=f"về {MARK}")
    writing.submit(made.pk, officer)
    direction = directing.direct(made.pk, leader, "Làm ngay.", later())
    reads = [INDEX, address("synthesis", made), address("write", made), address("summaries", made)]
    acts = [INDEX, address("write", made), address("summaries", made)]
    acts += [address("submit", made), address("direct", made), address("fulfil", made, direction.pk)]
    acts += [address("download", made, form) for form in ("docx", "pdf")]
    for person in outsiders(portal):
        client = client_of(person) if person else Client()
        answers = [client.get(url) for url in reads] + [client.post(url, {"text": "x"}) for url in acts]
        for answer in answers:
            assert answer.status_code == 302, (person, answer.request["PATH_INFO"])
        assert MARK not in client.get(answers[0].url).content.decode()
    assert made.steps.filter(act=SynthesisAct.DOWNLOADED).count() == 0
    assert made.directions.get().done_at is None


def test_what_each_may_not_do(officer, leader, client_of):
    made = a_synthesis(officer, sent())
    for refused in (
        lambda: writing.begin(leader, {}, [1]),
        lambda: writing.write(made.pk, leader, {"title": "x"}),
        lambda: writing.summarise(made.pk, leader, {}),
        lambda: writing.submit(made.pk, leader),
        lambda: directing.direct(made.pk, leader, "Làm.", later()),
        lambda: directing.direct(made.pk, officer, "Làm.", later()),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    reading = client_of(leader)
    assert made.title not in reading.get(INDEX).content.decode()
    for url in (address("synthesis", made), address("write", made)):
        assert reading.get(url).status_code == 302
    assert reading.post(address("download", made, "pdf")).status_code == 302
    writing.submit(made.pk, officer)
    assert reading.get(address("synthesis", made)).status_code == 200
    assert file_of(reading, made, "pdf")[:5] == b"%PDF-"
    client, late = client_of(officer), {"title": "x", "issuer": "b", "place": "c", "assessment": "Lời gõ muộn."}
    assert client.get(address("write", made)).status_code == 302
    kept = client.post(address("write", made), late)
    assert (kept.status_code, "Lời gõ muộn." in kept.content.decode()) == (403, True)
    kept = client.post(address("summaries", made), {f"summary-{made.records.get().number}": "Lời gõ muộn."})
    assert (kept.status_code, "Lời gõ muộn." in kept.content.decode()) == (403, True)
    assert reading.post(address("write", made), late).status_code == 302
    direction = directing.direct(made.pk, leader, "Làm.", later())
    for refused in (
        lambda: writing.write(made.pk, officer, {"title": "x"}),
        lambda: writing.summarise(made.pk, officer, {}),
        lambda: writing.submit(made.pk, officer),
        lambda: directing.direct(made.pk, leader, " ", later()),
        lambda: directing.direct(made.pk, leader, "Làm.", later(-1)),
        lambda: directing.fulfil(direction.pk, leader, "Xong."),
        lambda: directing.fulfil(direction.pk, officer, " "),
    ):
        with pytest.raises(PermissionDenied):
            refused()
    directing.fulfil(direction.pk, officer, "Xong.")
    with pytest.raises(PermissionDenied):
        directing.fulfil(direction.pk, officer, "Xong lần nữa.")


@pytest.mark.clause("N-9")
def test_what_looks_like_personal_data_is_flagged_and_what_was_typed_stays(officer, client_of):
    record = sent()
    made, client = a_synthesis(officer, record), client_of(officer)
    data = {"title": "a", "issuer": "b", "place": "c", "assessment": "Ông gọi từ 0912 345 678."}
    refused = client.post(address("write", made), data)
    assert refused.status_code == 422
    assert refused.content.decode().count("0912 345 678") == 2
    summary = {f"summary-{record.pk}": "Viết cho a.b@mail.example."}
    assert client.post(address("summaries", made), summary).status_code == 422
    assert client.post(INDEX, {**data, "title": "Số 0912345678", "numbers": record.pk}).status_code == 422
    assert not made.records.exclude(summary="").exists()
    client.post(address("write", made), {**data, "has_no_identity": "on"})
    client.post(address("summaries", made), {**summary, "has_no_identity": "on"})
    made.refresh_from_db()
    assert made.assessment == data["assessment"]
    assert made.records.get().summary == summary[f"summary-{record.pk}"]


def test_figures_are_todays_on_a_draft_and_stand_afterwards(portal, officer, leader):
    field = FieldOfWork.objects.filter(parent__isnull=False).first()
    records = [taken(officer, text=f"Phản ánh về con đường số {number}") for number in range(3)]
    made = a_synthesis(officer, *records)
    assert {row.name for row in figures.of(made).breakdowns[0].rows} == {"chưa phân loại"}
    taking.sort(records[0].pk, officer, Sorting(field, portal.city, "serious"))
    working.close(records[0].pk, officer, Outcome.ACTED, "Đã giải quyết.")
    writing.summarise(made.pk, officer, {records[0].pk: "Đã sửa đường."})
    total = figures.of(made).total
    assert (total.received, total.open, total.closed) == (3, 2, 1)
    for breakdown in figures.of(made).breakdowns:
        for column in ("received", "open", "closed"):
            assert sum(getattr(row, column) for row in breakdown.rows) == getattr(total, column), breakdown.heading
    writing.submit(made.pk, officer)
    before, paper = figures.of(Synthesis.objects.get()), report.paper_of(Synthesis.objects.get())
    working.close(records[1].pk, officer, Outcome.EXPLAINED, "Đã giải thích.")
    erase(Feedback.objects.get(pk=records[0].pk))
    after = Synthesis.objects.get()
    assert figures.of(after) == before
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        assert report.paper_of(after) == paper
    assert [(row.subject, row.text) for row in report.summaries_of(after)] == [(field.parent.name, "Đã sửa đường.")]


def test_records_come_by_period_or_by_number_and_can_be_left_out(officer, client_of):
    client, base = client_of(officer), {"title": "a", "issuer": "b", "place": "c"}
    with time_machine.travel(timezone.now() - timedelta(days=40)):
        old = sent()
    new, other = sent(), sent()
    today = f"{calendar.today():%Y-%m-%d}"
    wrong = [
        {},
        {"first": today},
        {"first": today, "last": "2020-01-01"},
        {"first": today, "last": today, "numbers": "1"},
        {"numbers": "không có số"},
    ]
    for given in wrong:
        assert client.post(INDEX, {**base, **given}).status_code == 422, given
    missing = client.post(INDEX, {**base, "first": "2020-01-01", "last": "2020-02-01"})
    assert missing.status_code == 403
    assert 'value="2020-02-01"' in missing.content.decode()
    client.post(INDEX, {**base, "first": today, "last": today})
    assert set(Synthesis.objects.get().records.values_list("number", flat=True)) == {new.pk, other.pk}
    client.post(INDEX, {**base, "numbers": f"{old.pk}, {new.pk}"})
    made = Synthesis.objects.last()
    assert set(made.records.values_list("number", flat=True)) == {old.pk, new.pk}
    client.post(address("summaries", made), {f"without-{old.pk}": "on"})
    assert made.records.get().number == new.pk
    assert client.post(address("summaries", made), {f"without-{new.pk}": "on"}).status_code == 403


def test_a_late_direction_is_told_once(officer, leader):
    made = a_synthesis(officer, sent())
    writing.submit(made.pk, officer)
    directing.direct(made.pk, leader, "Làm ngay.", later(3))
    assert not list(directing.due_directions(timezone.now()))
    with time_machine.travel(timezone.now() + timedelta(days=5)):
        (late,) = directing.due_directions(timezone.now())
        assert {message.recipient for message in late.give()} == {officer, leader}
        assert late.give() == []
        assert not list(directing.due_directions(timezone.now()))


def test_five_thousand_records_cost_no_more_than_a_few(portal, officer, client_of):
    now, field = timezone.now(), FieldOfWork.objects.first()
    Feedback.objects.bulk_create(
        Feedback(
            code_digest=f"{number:064}",
            kind=Kind.INFORMATION,
            text="Đường hỏng.",
            received_at=now,
            outcome_due_at=now,
            due_at=now,
            field=field if number % 2 else None,
        )
        for number in range(MANY)
    )
    made = writing.begin(officer, {"title": "a", "issuer": "b", "place": "c"}, calendar.Period(later(0), later(0)))
    assert made.records.count() == MANY
    SynthesisRecord.objects.filter(number__lte=Feedback.objects.first().pk + 30).update(summary="Đường hỏng.")
    client = client_of(officer)
    client.get(INDEX)
    for url in (INDEX, address("synthesis", made), address("summaries", made), f"{address('summaries', made)}?p=9"):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(url).status_code == 200
        assert len(queries) <= MOST_QUERIES, (url, len(queries))
    with CaptureQueriesContext(connection) as queries:
        assert file_of(client, made, "pdf")
    assert len(queries) <= MOST_QUERIES, len(queries)
    sent()
    with pytest.raises(PermissionDenied):
        writing.begin(officer, {"title": "a", "issuer": "b", "place": "c"}, calendar.Period(later(0), later(0)))
