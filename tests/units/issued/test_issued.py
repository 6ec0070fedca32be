"""Issued documents: typed or imported as a whole, found on the portal by their symbol, counted by unit."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from openpyxl import load_workbook

from knowledge.models import PortalDocument
from knowledge.titles import symbol_of
from tests.factories.contributions import local
from tests.factories.guidance import a_public_guidance
from tests.units._house import House, a_house
from tests.units.issued._register import ADD, DAY, GOOD, INDEX, SHEET, entered, send, xlsx
from tests.units.quotas._desk import at
from units import calendar
from units.contributions.selection import Selection
from units.issued import keeping, reading
from units.issued.keeping import Entry
from units.models import IssuedDocument, RecordEntry
from units.record.verbs import Verb
from units.reports import registry
from units.reports.asked import Asked
from units.spreadsheets import SheetError

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.3a")]

SECRET = "Chuyen noi bo cua don vi ban"
#: Before the first of the days to which these tests travel.
LAID_ON = local(2026, 9, 1)


@pytest.fixture
def house() -> House:
    return a_house()


def posted(house: House, **fields: Any) -> PortalDocument:
    """A file that a public guidance of our unit offers."""
    file = ContentFile(b"%PDF-1.4 van ban", "van-ban.pdf")
    document = PortalDocument.objects.create(file=file, collection=house.ours.collection, **fields)
    a_public_guidance(house.ours, house.contributor, house.board, forms=[document])
    return document


def test_a_sheet_is_taken_as_a_whole_however_days_and_answers_are_written(house: House) -> None:
    rows = [GOOD, ("12-KH/ĐUK", "06/10/2026", "Kế hoạch", house.theirs.name, "Không", "2026-10-30"), (None,) * 6]
    with at(2026, 10, 8):
        assert send(house, xlsx(*rows)).status_code == 302
    first, second = IssuedDocument.objects.order_by("pk")
    assert (first.unit, first.issued_on, first.to_publish, first.due_on) == (house.ours, DAY, True, date(2026, 10, 12))
    assert (second.unit, second.to_publish, second.due_on) == (house.theirs, False, date(2026, 10, 30))
    note = RecordEntry.objects.get(verb=Verb.DOCUMENTS_ISSUED)
    assert (note.details["documents"], note.actor_id) == (2, house.office.pk)


def test_every_mistake_is_named_by_file_row_and_column_and_nothing_is_done(house: House) -> None:
    with at(2026, 10, 8):
        entered(house, house.ours, "7-TB/ĐUK")
        rows = [
            GOOD,
            ("quyết định", DAY, "x", "vptu", "có", None),
            ("1-QĐ/ĐUK", "32/10/2026", "x", "vptu", "có", None),
            ("1-QĐ/ĐUK", "09/10/2026", "x", "vptu", "có", None),
            ("1-QĐ/ĐUK", DAY, "", "vptu", "có", None),
            ("1-QĐ/ĐUK", DAY, "x", "khong-co", "có", None),
            ("1-QĐ/ĐUK", DAY, "x", "vptu", None, None),
            ("1-QĐ/ĐUK", DAY, "x", "vptu", "có", "mai"),
            ("845 - QĐ/ĐUK", DAY, "x", "vptu", "có", None),
            ("07-TB/ĐUK", DAY, "x", "vptu", "có", None),
        ]
        with pytest.raises(SheetError) as refused:
            reading.read(io.BytesIO(xlsx(*rows)), "van-ban.xlsx")
        answer = send(house, xlsx(*rows))
    symbol, issued, extract, unit, publish, due = reading.headings()
    columns = [(4, symbol), (5, issued), (6, issued), (7, extract), (8, unit), (9, publish), (10, due), (11, symbol)]
    assert len(refused.value.sentences) == 9
    for sentence, (row, column) in zip(refused.value.sentences, [*columns, (12, symbol)], strict=True):
        assert sentence.startswith("van-ban.xlsx")
        assert f" {row}," in sentence
        assert f"“{column}”" in sentence
    assert (answer.status_code, "van-ban.xlsx" in answer.content.decode()) == (422, True)
    assert IssuedDocument.objects.count() == 1
    for wrong in (b"x", xlsx(), xlsx(*[(None,) * 6] * 3)):
        assert send(house, wrong).status_code == 422


def test_the_sheet_to_fill_in_can_be_sent(house: House) -> None:
    answer = house.client("office").get(reverse("issued:blank"))
    book, target = load_workbook(io.BytesIO(b"".join(answer.streaming_content))), io.BytesIO()
    book.active.append(GOOD)
    book.save(target)
    with at(2026, 10, 8):
        assert [entry.symbol for entry in reading.read(io.BytesIO(target.getvalue()), "x.xlsx")] == ["845-QĐ/ĐUK"]


def test_one_is_typed_and_corrected(house: House) -> None:
    typed = {"symbol": "845 – QĐ / ĐUK", "issued_on": "05/10/2026", "extract": "Về quy chế", "unit": house.ours.pk}
    with at(2026, 10, 8):
        client = house.client("office")
        wrong = client.post(ADD, {**typed, "symbol": "quy chế", "due_on": "01/10/2026"})
        assert (wrong.status_code, set(wrong.context["form"].errors)) == (422, {"symbol", "issued_on"})
        assert "Về quy chế" in wrong.content.decode()
        assert client.post(ADD, {**typed, "to_publish": "on"}).status_code == 302
        assert client.post(ADD, {**typed, "to_publish": "on"}).status_code == 422
        found = IssuedDocument.objects.get()
        edit = reverse("issued:edit", args=[found.pk])
        assert client.get(edit).context["form"].initial["symbol"] == "845-QĐ/ĐUK"
        assert client.post(edit, typed).status_code == 302
        other = entered(house, house.ours, "9-QĐ/ĐUK")
        with pytest.raises(ValidationError):
            keeping.change(other.pk, Entry(house.ours, "845-QĐ/ĐUK", DAY, "x", True), house.office)
    found.refresh_from_db()
    assert (found.to_publish, found.due_on) == (False, date(2026, 10, 12))


def test_nobody_but_the_office_enters(house: House) -> None:
    found = entered(house, house.theirs, extract=SECRET)
    for who in ("contributor", "leader", "board", "unit_admin", "committee"):
        client = house.client(who)
        for address in (ADD, SHEET, reverse("issued:blank"), reverse("issued:edit", args=[found.pk])):
            assert client.get(address).status_code == 403
        assert client.post(ADD, {"symbol": "1-QĐ/TU"}).status_code == 403
        with pytest.raises(PermissionDenied):
            keeping.enter([Entry(house.ours, "2-QĐ/TU", DAY, "x", True)], getattr(house, who))
    assert IssuedDocument.objects.count() == 1


@pytest.mark.clause("ND-13.6a")
def test_a_unit_sees_its_own_documents_alone(house: House, django_assert_max_num_queries: Any) -> None:
    for number in range(1, 36):
        entered(house, house.theirs, f"{number}-QĐ/TU", extract=SECRET)
    mine = entered(house, house.ours)
    for who in ("contributor", "leader"):
        client = house.client(who)
        for asked in ("", "?only=awaited", f"?unit={house.theirs.code}", "?p=2"):
            assert SECRET not in client.get(f"{INDEX}{asked}").content.decode()
        assert [document for document, _late in client.get(INDEX).context["rows"]] == [mine]
    client = house.client("committee")
    client.get(INDEX)
    with django_assert_max_num_queries(24):
        page = client.get(INDEX, {"unit": house.theirs.code}).context["page"]
    assert (len(page), page.paginator.count) == (30, 35)


def test_a_title_tells_its_own_symbol_and_no_cited_one() -> None:
    for title, symbol in (
        ("845-QĐ/ĐUK về quy chế", "845-QĐ/ĐUK"),
        ("Quy định số 845-QĐ/ĐUK", "845-QĐ/ĐUK"),
        ("Thông báo kết luận 03-TB/ĐUK ngày 5/10", "03-TB/ĐUK"),
        ("Kế hoạch thực hiện Nghị quyết 12-NQ/TU", ""),
        ("Mẫu 1-KNĐ", ""),
    ):
        assert symbol_of(title) == symbol


@pytest.mark.clause("ND-8.3")
def test_a_document_is_posted_once_a_public_page_shows_its_file(house: House) -> None:
    with at(2026, 10, 8):
        awaited = entered(house, house.ours, "05-QĐ/ĐUK")
        kept = entered(house, house.ours, "6-QĐ/ĐUK", to_publish=False)
        draft = PortalDocument.objects.create(title="5 QĐ ĐUK", symbol="5-QĐ/ĐUK", file=ContentFile(b"x", "a.pdf"))
        call_command("remind", stdout=io.StringIO())
        assert IssuedDocument.objects.awaited().get() == awaited
    with at(2026, 10, 20):
        document = posted(house, title="Quy định số 5-QĐ/ĐUK về lề lối làm việc")
        posted(house, title="6-QĐ/ĐUK")
        call_command("remind", "--dry-run", stdout=io.StringIO())
        assert IssuedDocument.objects.awaited().exists()
        call_command("remind", stdout=io.StringIO())
    awaited.refresh_from_db()
    assert (awaited.posted_on, awaited.posted_url, awaited.days_late) == (date(2026, 10, 20), document.url, 8)
    kept.refresh_from_db()
    assert kept.posted_on is None
    assert draft.symbol_key == document.symbol_key
    with at(2026, 10, 25):
        # The same number of a later term is another document, and one that readers have is found when it is entered.
        assert entered(house, house.ours, "5-QĐ/ĐUK", on=date(2026, 10, 24)).posted_on is None
        assert entered(house, house.ours, "05-QĐ/ĐUK", on=date(2026, 10, 19)).posted_on == date(2026, 10, 20)


def test_the_report_counts_posted_late_and_missing_by_unit(house: House) -> None:
    with at(2026, 10, 8):
        for number, unit in enumerate((house.ours, house.ours, house.ours, house.theirs), 1):
            entered(house, unit, f"{number}-QĐ/ĐUK")
        entered(house, house.ours, "9-QĐ/ĐUK", to_publish=False)
    for number, late in ((1, 0), (2, 3)):
        found = IssuedDocument.objects.filter(symbol=f"{number}-QĐ/ĐUK")
        found.update(posted_on=date(2026, 10, 12) + timedelta(days=late))
    report = registry.named("van-ban-chua-dang")
    selection = Selection("month", calendar.month(2026, 10))
    asked = Asked(house.committee, report.reach_of(house.committee), selection, local(2026, 10, 31))
    values = {line.key: line.values for line in report.table(asked).lines}
    assert values[str(house.ours.pk)] == (3, 1, 1, 1, 0, 33)
    assert values[str(house.theirs.pk)] == (1, 0, 0, 1, 0, 0)
    early = Asked(house.committee, asked.reach, selection, local(2026, 10, 9))
    assert report.table(early).total.values[4] == 2
