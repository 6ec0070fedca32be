"""The report of a quarter: every unit's own words or its name among the missing, as DOCX and PDF (LD-7.3b)."""

from __future__ import annotations

import io
from typing import Any

import pypdfium2
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from docx import Document

from tests.units._house import House, a_house
from tests.units.evaluations._desk import QUARTER, TEXTS, accepted, at, given, sent, terms
from units.evaluations import asked, deciding, report, reporting
from units.messages.models import Kind
from units.models import Message, QuarterReport, RecordEntry
from units.record.verbs import Verb

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-7.3b", "LD-5.2")]

FACTS = {
    "assessment": "Các đơn vị thực hiện tốt.",
    "proposals": "Đề nghị nhắc nhở các đơn vị còn thiếu.",
    "superior": "Tỉnh ủy Lâm Đồng",
    "issuer": "Văn phòng",
    "place": "Lâm Đồng",
    "symbol": "BC/VPTU",
}


@pytest.fixture
def house() -> House:
    house = a_house()
    terms()
    return house


def reported(house: House, **facts: str) -> QuarterReport:
    with at(2026, 10, 12):
        return reporting.write(asked.quarter(QUARTER), {**FACTS, **facts}, house.office)


def downloaded(house: House, form: str) -> bytes:
    with at(2026, 10, 20):
        answer = house.client("committee").post(reverse("evaluations:report_download", args=[2026, 3, form]))
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def words(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_it_holds_what_was_accepted_and_names_who_is_missing(house: House) -> None:
    for day in (3, 4):
        given(house.ours, 7, day)
    accepted(house, house.ours)
    sent(house, house.theirs)
    found = reported(house)
    assert report.missing(found) == [house.boardless.name, house.theirs.name]
    docx, pdf = downloaded(house, "docx"), downloaded(house, "pdf")
    text = words(docx)
    for said in (*FACTS.values(), house.ours.name, house.theirs.name, TEXTS["shortcomings"], TEXTS["remedies"]):
        assert said.casefold() in text.casefold(), said
    assert "quý III/2026" in text
    printed = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf))
    for said in ("BÁO CÁO", house.boardless.name, "Tin về cơ sở còn ít."):
        assert said in " ".join(printed.split()), said
    table = next(part for part in report.paper_of(found).parts if hasattr(part, "totals"))
    assert table.rows[0][:3] == [house.ours.name, "2", "2/2"]
    assert table.totals[1] == "2"


def test_once_put_before_the_committee_it_stays_as_it_was(house: House) -> None:
    accepted(house, house.ours)
    later = sent(house, house.theirs)
    found = reported(house, assessment=" ")
    with at(2026, 10, 12):
        with pytest.raises(ValidationError):
            reporting.submit(found.pk, house.office)
        for who in ("committee", "leader"):
            with pytest.raises(PermissionDenied):
                reporting.submit(found.pk, getattr(house, who))
    reported(house)
    with at(2026, 10, 13):
        reporting.submit(found.pk, house.office)
        before = downloaded(house, "docx"), downloaded(house, "pdf")
        told = Message.objects.of(house.committee).filter(kind=Kind.WAITING).newest_first()[0]
        assert told.url == reverse("evaluations:report", args=[2026, 3])
        deciding.accept(later.pk, house.office)
        house.theirs.name = "Tên khác"
        house.theirs.save()
        with pytest.raises(PermissionDenied):
            reporting.submit(found.pk, house.office)
        with pytest.raises(PermissionDenied):
            reporting.write(asked.quarter(QUARTER), FACTS, house.office)
    assert (downloaded(house, "docx"), downloaded(house, "pdf")) == before
    noted = RecordEntry.objects.get(verb=Verb.QUARTER_REPORT)
    assert noted.details["missing"] == [house.boardless.name, "Thành ủy Đà Lạt"]
    assert list(noted.details["evaluations"]) == [house.ours.name]


def test_without_a_report_nothing_is_downloaded(house: House) -> None:
    client: Any = house.client("committee")
    with at(2026, 10, 12):
        assert client.post(reverse("evaluations:report_download", args=[2026, 3, "pdf"])).status_code == 404
        reported(house)
        assert client.post(reverse("evaluations:report_download", args=[2026, 3, "odt"])).status_code == 404
        assert client.get(reverse("evaluations:report_download", args=[2026, 3, "pdf"])).status_code == 405
        assert house.client("office").post(reverse("evaluations:report_submit", args=[2026, 2])).status_code == 422
