"""Spreadsheets: the same rows and figures as the screen, typed, in local time, and never a formula."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date, datetime

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.factories.contributions import (
    ContributionAuthorFactory,
    ContributionFactory,
    fill_ledger,
    local,
    many_units,
)
from tests.factories.units import UserFactory
from units import calendar
from units.contributions import exports, sheets
from units.contributions import xlsx as writer
from units.contributions.exports import Column, Sheet, Type
from units.contributions.figures import figures
from units.contributions.periods import Span
from units.contributions.readers import reach_of
from units.contributions.selection import Selection

pytestmark = pytest.mark.clause("LD-6.1a")

OCTOBER = Selection(Span.MONTH, calendar.month(2026, 10))
FORMULAS = ("=1+1", "+84 263", "-5 đảng viên", "@an", "\t=1", "\r=1", '=HYPERLINK("http://x","y")')


def xlsx(sheet: Sheet):
    target = io.BytesIO()
    exports.write_xlsx(sheet, target)
    return load_workbook(target)


def values_of(sheet: Sheet):
    """The file as a reader sees it that works out no formula."""
    target = io.BytesIO()
    exports.write_xlsx(sheet, target)
    return list(load_workbook(target, data_only=True).active.iter_rows(values_only=True))


def csv_rows(sheet: Sheet) -> list[list[str]]:
    text = b"".join(exports.csv_lines(sheet)).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def reach():
    return reach_of(UserFactory.build(is_superuser=True))


@pytest.fixture
def row(db):
    row = ContributionFactory(
        unit=many_units(1)[0],
        unit_name="Ban Tuyên giáo và Dân vận Tỉnh ủy",
        title="Gặp mặt các đồng chí nguyên lãnh đạo tỉnh qua các thời kỳ",
        sections=["Tin tức – Sự kiện", "Xây dựng Đảng"],
        approver=UserFactory(last_name="Trần Văn", first_name="Duyệt"),
        timely=True,
        event_date=date(2026, 10, 14),
        submitted_at=local(2026, 10, 14, 20, 15),
        approved_at=local(2026, 10, 14, 23, 59),
        published_at=local(2026, 10, 15, 6, 30),
    )
    ContributionAuthorFactory(contribution=row, name="Lê Văn An", share=60)
    ContributionAuthorFactory(contribution=row, name="Phạm Thị Bình", share=40)
    return row


def test_an_xlsx_of_rows_reads_back_typed_and_in_local_time(row):
    page = xlsx(sheets.of_items(OCTOBER.rows(reach()), OCTOBER)).active
    *_notes, head, read = page.iter_rows(values_only=True)
    assert len(head) == len(set(head)) == 12
    assert [value for value in read if not isinstance(value, str)] == [
        datetime(2026, 10, 14),
        datetime(2026, 10, 14, 20, 15),
        datetime(2026, 10, 14, 23, 59),
        datetime(2026, 10, 15, 6, 30),
    ]
    assert read[:2] == (row.title, row.unit_name)
    assert read[3] == "Tin tức – Sự kiện, Xây dựng Đảng"
    assert read[6] == "Lê Văn An (60 %), Phạm Thị Bình (40 %)"
    assert read[9] == "Trần Văn Duyệt"


def test_a_csv_of_rows_has_a_byte_order_mark_and_local_time(row):
    body = b"".join(exports.csv_lines(sheets.of_items(OCTOBER.rows(reach()), OCTOBER)))
    assert body.startswith(b"\xef\xbb\xbf")
    _head, read = csv.reader(io.StringIO(body.decode("utf-8-sig"), newline=""))
    assert read[:2] == [row.title, row.unit_name]
    assert read[7:] == ["14/10/2026", "14/10/2026 20:15", "Trần Văn Duyệt", "14/10/2026 23:59", "15/10/2026 06:30"]


def test_a_sheet_is_ready_to_be_read_and_printed(row):
    page = xlsx(sheets.of_items(OCTOBER.rows(reach()), OCTOBER)).active
    head = page.max_row - 1
    assert page.freeze_panes == f"B{head + 1}"
    assert page.print_title_rows == f"${head}:${head}"
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.fitToHeight == 0
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert page.column_dimensions["A"].width == pytest.approx(60, abs=1)
    assert page.cell(head + 1, 8).number_format == "dd/mm/yyyy"
    assert page.cell(head + 1, 12).number_format == "dd/mm/yyyy hh:mm"


@pytest.mark.django_db
def test_both_files_of_the_table_say_what_the_screen_says():
    fill_ledger(many_units(4), 90, [local(2026, 10, 1, 0, 0), local(2026, 10, 31, 23, 59), local(2026, 11, 1, 0, 0)])
    table = figures(reach(), OCTOBER)
    expected = [[line.name, *(line.by_kind[code] for code, _name in table.kinds), line.total] for line in table.lines]
    sums = [*(table.by_kind[code] for code, _name in table.kinds), table.total]
    sheet = sheets.of_figures(table, OCTOBER)
    read = values_of(sheet)[-5:]
    assert [list(line) for line in read[:4]] == expected
    assert list(read[4][1:]) == sums
    live = [cell.value for cell in [*xlsx(sheet).active.iter_rows()][-1][1:]]
    assert live == [f"=SUM({letter}5:{letter}8)" for letter in "BCDEFGHIJKLM"[: len(live)]]
    written = csv_rows(sheet)
    assert written[1:-1] == [[str(value) for value in line] for line in expected]
    assert written[-1][1:] == [str(value) for value in sums]


@pytest.mark.django_db
def test_the_exported_rows_add_up_to_the_table():
    fill_ledger(many_units(4), 500, [local(2026, 10, 1, 0, 0), local(2026, 10, 31, 23, 59), local(2026, 11, 1, 0, 0)])
    table = figures(reach(), OCTOBER)
    rows = csv_rows(sheets.of_items(OCTOBER.rows(reach()), OCTOBER))[1:]
    names = dict(table.kinds)
    assert Counter((row[1], row[2]) for row in rows) == Counter(
        {(line.name, str(names[code])): count for line in table.lines for code, count in line.by_kind.items()}
    )


def texts(*values: str) -> Sheet:
    return Sheet("Tin", ["Kỳ: tháng 10/2026"], [Column("Tên", 20)], [[value] for value in values])


@pytest.mark.parametrize("formula", FORMULAS)
def test_nothing_a_person_typed_becomes_a_formula(formula):
    cell = xlsx(texts(formula)).active.cell(4, 1)
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
    assert cell.value.replace("\n", "\r").strip() == formula.strip()
    assert csv_rows(texts(formula))[1][0].replace("\n", "\r") == f"'{formula}"


def test_a_harmless_text_after_a_formula_is_left_as_it_is():
    page = xlsx(texts("=1+1", "Bình thường", "#N/A", "TRUE", "1/2")).active
    cells = [page.cell(place, 1) for place in range(5, 9)]
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in cells] == [
        (text, "s", False) for text in ("Bình thường", "#N/A", "TRUE", "1/2")
    ]


@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_text_can_be_written_and_none_is_a_formula(values):
    page = xlsx(texts(*values)).active
    assert all(cell.value is None or cell.data_type == "s" for line in page.iter_rows(min_row=4) for cell in line)
    assert all(not line[0].startswith(exports.FORMULA_STARTS) for line in csv_rows(texts(*values))[1:] if line)


def test_high_rows_stay_high_and_are_not_kept_in_memory(monkeypatch):
    kept, finish = [], writer.Workbook.close

    def close(book):
        kept.extend((len(page.row_info), len(page.row_sizes)) for page in book.worksheets())
        finish(book)

    monkeypatch.setattr(writer.Workbook, "close", close)
    texts = ["dòng dài " * 10, "ngắn", None, "dòng dài " * 20] * 200
    page = xlsx(Sheet("Tin", [], [Column("Tiêu đề", 20)], [[text] for text in texts])).active
    expected = {None: None, "ngắn": None, "dòng dài " * 10: 5 * writer.LINE, "dòng dài " * 20: 10 * writer.LINE}
    assert [page.row_dimensions[place].height for place in range(3, 803)] == [expected[text] for text in texts]
    assert max(kept) <= (2, 2)


def test_an_overlong_list_goes_on_on_a_further_sheet(monkeypatch):
    monkeypatch.setattr(writer, "SHEET_ROWS", 3)
    target = io.BytesIO()
    assert exports.write_xlsx(texts(*"abcdefgh"), target) == 8
    pages = load_workbook(target).worksheets
    assert ["".join(cell[0].value for cell in page.iter_rows(min_row=4)) for page in pages] == ["abc", "def", "gh"]


def test_an_empty_table_is_a_file_with_its_heading():
    page = xlsx(Sheet("Tin", [], [Column("Tên", 20), Column("Số", 9, Type.NUMBER)], [])).active
    assert [list(line) for line in page.iter_rows(values_only=True)] == [["Tin", None], ["Tên", "Số"]]


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["contributions:index", "contributions:items"])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_a_download_has_a_safe_name_and_its_type(client_of, row, name, form):
    client = client_of(UserFactory(is_superuser=True))
    response = client.get(reverse(name), {"span": "month", "month": "10", "year": "2026", "export": form})
    assert response.streaming
    disposition = response["Content-Disposition"]
    assert disposition.startswith("attachment; filename=")
    assert disposition.isascii()
    assert f"10-2026.{form}" in disposition
    body = b"".join(response.streaming_content)
    assert body.startswith(b"PK" if form == "xlsx" else b"\xef\xbb\xbf")


@pytest.mark.django_db
def test_the_rows_are_read_in_chunks_of_which_each_costs_the_same(django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(sheets, "CHUNK", 100)
    fill_ledger(many_units(3), 300, [local(2026, 10, 3)])
    selection = Selection(Span.YEAR, calendar.year(2026))
    rows = selection.rows(reach())
    with django_assert_num_queries(4):
        assert exports.write_xlsx(sheets.of_items(rows, selection), io.BytesIO()) == 300
