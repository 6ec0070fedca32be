"""The public statistics: permanent addresses, stored figures only, and nothing of what is not public."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from docx import Document
from openpyxl import load_workbook
from pypdfium2 import PdfDocument

from tests.factories.articles import a_draft, a_public, a_waiting
from tests.factories.contributions import SECTIONS, fill_ledger, local, many_units
from tests.units._house import House, a_house, fresh
from tests.units.periods._ledger import OCTOBER, at, closed, given
from units import calendar
from units.approval import measures
from units.approval.measures import End
from units.contributions.models import Contribution
from units.duties import spans
from units.models import Unit, Withdrawal
from units.periods import addresses, closing, correcting, printing
from units.periods.closing import Due
from units.periods.correcting import Change
from units.periods.models import Ground
from units.periods.tables import Cut

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-6.1b")]

MONTH = "/thong-ke/2026/thang-10/"
SECRET = "Noi dung chua duoc duyet"


@pytest.fixture
def house() -> House:
    return a_house()


def text(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status, address
    assert not response.cookies
    return response.content.decode()


def body(address: str) -> bytes:
    response: Any = Client().get(address)
    assert response.status_code == 200, address
    return b"".join(response.streaming_content)


def test_the_page_of_a_month_is_there_when_it_is_closed_and_not_before(house: House) -> None:
    given(house.ours, 10, 5)
    text(MONTH, 404)
    assert MONTH not in text("/thong-ke/")
    closed()
    shown = text(MONTH)
    assert house.ours.name in shown
    assert house.theirs.name in shown
    assert MONTH in text("/thong-ke/")
    assert MONTH in text("/sitemap-thong-ke.xml")
    assert 'href="/thong-ke/"' in text("/")


def test_the_archive_goes_by_years_and_periods_lead_to_their_neighbours(house: House) -> None:
    given(house.ours, 11, 5)
    for _each in closing.close_all(local(2027, 2, 2)):
        pass
    newest, older = text("/thong-ke/"), text("/thong-ke/?page=2")
    assert "/thong-ke/2027/thang-1/" in newest
    assert "/thong-ke/2026/thang-12/" not in newest
    for address in (
        "/thong-ke/2026/thang-11/",
        "/thong-ke/2026/thang-12/",
        "/thong-ke/2026/quy-4/",
        "/thong-ke/2026/ca-nam/",
    ):
        assert address in older
        assert text(address)
    december = text("/thong-ke/2026/thang-12/")
    assert 'rel="prev"' in december
    assert "/thong-ke/2027/thang-1/" in december


def test_only_items_that_readers_may_read_are_named_behind_a_number(house: House) -> None:
    kept = a_public(house.ours, house.contributor, house.board, title="Tin con cong khai")
    gone = a_public(house.ours, house.contributor, house.board, title="Tin da bi rut xuong")
    a_draft(house.ours, house.contributor, title=SECRET)
    a_waiting(house.ours, house.contributor, title=SECRET)
    assert Contribution.objects.count() == 2
    month = spans.period_of("month", calendar.today())
    closed = closing.close(Due("month", month), month.ends_at + 2 * closing.GRACE)
    assert closed is not None
    measures.withdraw(fresh(gone), house.board, "Sai", End(Withdrawal.Meaning.ERROR))
    items = addresses.of_items(closed, house.ours.code, "news")
    shown = Client().get(items)
    said = shown.content.decode()
    assert shown.context["page_obj"].paginator.count == 2
    assert len(shown.context["entries"]) == 2
    assert kept.title in said
    assert f'href="{kept.url}"' in said
    assert gone.title not in said
    by_section = addresses.of_period(closed, Cut(by_section=True))
    for address in ("/thong-ke/", addresses.of_period(closed), by_section, items):
        assert SECRET not in text(address)
        assert gone.title not in text(address)


def test_corrections_are_shown_beside_the_figure_in_fixed_words_only(house: House) -> None:
    given(house.ours, 10, 5)
    month = closed()
    line = month.lines.get(unit=house.ours)
    for _n in range(2):
        correcting.correct(month, Change(line, "news", "", 3, Ground.NOT_COUNTED, SECRET), house.office)
    shown = text(MONTH)
    assert shown.count(str(Ground.NOT_COUNTED.label)) == 2
    assert SECRET not in shown
    assert str(house.office) not in shown
    assert "7" in text("/thong-ke/")


@pytest.mark.clause("LD-6.1a")
def test_the_files_of_an_edition_are_the_same_to_the_byte_on_any_day(house: House) -> None:
    given(house.ours, 10, 5, sections=[SECTIONS[0]])
    month = closed()
    files = [
        addresses.of_file(month, form, 0, cut) for form in ("xlsx", "csv") for cut in (Cut(), Cut(by_section=True))
    ]
    with at(2026, 11, 2):
        before = [body(address) for address in files]
    correcting.correct(
        month, Change(month.lines.get(unit=house.ours), "news", "", 2, Ground.NOT_COUNTED, "Sót"), house.office
    )
    Unit.objects.filter(pk=house.ours.pk).update(name="Tên mới")
    given(house.ours, 10, 6)
    with at(2031, 3, 4):
        assert [body(address) for address in files] == before
        corrected = addresses.of_file(month, "xlsx", 1, Cut())
        again = body(corrected)
    assert body(corrected) == again
    assert again != before[0]
    first, second = (load_workbook(io.BytesIO(each)).active for each in (before[0], again))
    assert [cell.value for cell in list(first.rows)[-1]][-1] == 1
    assert [cell.value for cell in list(second.rows)[-1]][-3:] == [1, 2, 3]
    assert before[1][:3] == body(files[2])[:3] or body(files[2]).startswith(b"\xef\xbb\xbf")
    for wrong in (
        addresses.of_file(month, "xlsx", 2, Cut()),
        addresses.of_file(month, "pdf", 0, Cut()),
        f"{MONTH}so-lieu.csv?ban=x",
    ):
        text(wrong, 404)


@pytest.mark.parametrize(
    "wrong",
    [
        "/thong-ke/2026/thang-13/",
        "/thong-ke/2026/thang-0/",
        "/thong-ke/1999/thang-1/",
        "/thong-ke/2026/quy-5/",
        "/thong-ke/2026/ca-nam/",
        f"{MONTH}?don-vi=khong-co",
        f"{MONTH}?chuyen-muc=Mục không có",
        f"{MONTH}tin-bai/?the-loai=tho",
        f"{MONTH}tin-bai/?don-vi=khong-co",
        f"{MONTH}tin-bai/?chuyen-muc=khong-co",
    ],
)
def test_what_was_never_published_is_not_found(house: House, wrong: str) -> None:
    given(house.ours, 10, 5)
    closed()
    text(wrong, 404)
    assert Client().post(MONTH).status_code == 405


def test_the_pages_cost_the_same_number_of_queries_for_any_number_of_units(django_assert_max_num_queries: Any) -> None:
    units = many_units(130)
    fill_ledger(units, 600, [local(2026, 10, day) for day in range(1, 32)])
    closing.close(OCTOBER, local(2026, 11, 2))
    reader = Client()
    reader.get(MONTH)
    of_unit = f"{MONTH}?don-vi={units[1].code}"
    for address, most in (("/thong-ke/", 9), (MONTH, 11), (of_unit, 12), (f"{MONTH}tin-bai/", 10)):
        with django_assert_max_num_queries(most):
            response = reader.get(address)
        assert response.status_code == 200
    # A hundred units a page, the sum of all on each.
    assert len(re.findall(r"<tr>", reader.get(MONTH).content.decode())) == 102
    rest = Unit.objects.count() - 100
    assert len(re.findall(r"<tr>", reader.get(f"{MONTH}?page=2").content.decode())) == rest + 2


def test_the_address_of_a_cut_is_the_one_that_the_page_links_to(house: House) -> None:
    given(house.ours, 10, 5, sections=[SECTIONS[3]])
    month = closed()
    line = month.lines.select_related("unit").get(unit=house.ours)
    for cut in (Cut(by_section=True), Cut(section=SECTIONS[3]), Cut(by_section=True, line=line)):
        shown = Client().get(addresses.of_period(month, cut))
        assert shown.status_code == 200
        assert shown.context["table"]["total"].original == 1
    links = re.findall(r'href="(/thong-ke/[^"]+)"', text(addresses.of_period(month, Cut(by_section=True))))
    assert len(links) > 10
    for link in links:
        response = Client().get(link.replace("&amp;", "&"))
        assert response.status_code == 200, link
    assert reverse("statistics:index") == "/thong-ke/"


@pytest.mark.clause("LD-6.1a")
def test_a_closed_period_is_a_paper_that_is_the_same_to_the_byte(house: House) -> None:
    given(house.ours, 10, 5, sections=[SECTIONS[0]])
    given(house.theirs, 10, 6, sections=[SECTIONS[0], SECTIONS[1]], kind="video")
    month = closed()
    office = {form: reverse("periods:file", args=[month.pk, form]) for form in ("docx", "pdf")}
    with at(2026, 11, 2):
        before = {form: house.client("office").get(address).getvalue() for form, address in office.items()}
    Unit.objects.filter(pk=house.ours.pk).update(name="Tên mới")
    given(house.ours, 10, 7)
    with at(2031, 3, 4):
        assert {form: house.client("office").get(address).getvalue() for form, address in office.items()} == before
    paper = Document(io.BytesIO(before["docx"]))
    by_unit, by_section = (
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in paper.tables
        if table.rows[0].cells[0].text in {"Đơn vị", "Chuyên mục"} and "Tổng" in table.rows[0].cells[-1].text
    )
    assert [row[-1] for row in by_unit[1:]] == ["1", "0", "1", "2"]
    assert [row[-1] for row in by_section[1:]] == ["2", "1", "2"]
    printed = " ".join(" ".join(p.get_textpage().get_text_range().split()) for p in PdfDocument(before["pdf"]))
    for said in (house.theirs.name, month.digest[:8], "ngày 01 tháng 11 năm 2026", SECTIONS[1]):
        assert said in printed, said
    with at(2026, 11, 5):
        ground = Change(month.lines.get(unit=house.ours), "news", "", 2, Ground.NOT_COUNTED, "Sót")
        correcting.correct(month, ground, house.office)
        corrected = house.client("office").get(office["docx"]).getvalue()
    assert corrected != before["docx"]
    assert printing.paper_of(month, 0).letterhead.day == date(2026, 11, 1)
    assert printing.paper_of(month).letterhead.day == date(2026, 11, 5)
    assert house.client("office").get(reverse("periods:file", args=[month.pk, "odt"])).status_code == 404
    for who in ("leader", "contributor"):
        assert house.client(who).get(office["pdf"]).status_code == 403
