"""Papers as DOCX and PDF: the form that the rules of their day prescribe, the same bytes each time, nothing cut off."""

from __future__ import annotations

import io
import re
import unicodedata
from datetime import date, datetime

import pypdfium2
import pytest
import time_machine
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from PIL import Image

from tests.units.papers._sample import LETTERS, UNDER_HD_05, UNDER_HD_36, a_paper, a_table
from units.papers import docx, downloads, pdf
from units.papers.paper import Column, Figure, Heading, Items, Letterhead, Paper, Paragraph, Table
from units.papers.regimes import in_force

pytestmark = pytest.mark.clause("N-10")
POINTS_A_MILLIMETRE = 72 / 25.4


def words_of_pdf(written: bytes) -> str:
    """All that it says, in the order in which it is read, in composed letters and without line ends."""
    book = pypdfium2.PdfDocument(written)
    text = " ".join(page.get_textpage().get_text_range() for page in book)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text))


def words_of_docx(written: bytes) -> str:
    return " ".join(text.text or "" for text in Document(io.BytesIO(written)).element.body.iter(qn("w:t")))


def pictures(written: bytes) -> list[Image.Image]:
    return [page.render(scale=1).to_pil().convert("L") for page in pypdfium2.PdfDocument(written)]


READERS = {"docx": words_of_docx, "pdf": words_of_pdf}
WRITERS = {"docx": docx.write, "pdf": pdf.write}
forms = pytest.mark.parametrize("form", ["docx", "pdf"])


@forms
def test_it_has_every_element_in_the_order_of_the_rules(form):
    said = READERS[form](WRITERS[form](a_paper()))
    begin = [
        *("TỈNH ỦY LÂM ĐỒNG", "BAN TUYÊN GIÁO", "*", "Số 07-BC/BTGTU", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        *("Lâm Đồng, ngày 05 tháng 02 năm 2026", "BÁO CÁO", "tổng hợp phản ánh", "I. Tình hình chung"),
        *("Bảng 1.", "Dòng 1.", "Dòng 60.", "Cộng 1830" if form == "pdf" else "1830", "Hình 1.", "II. Kiến nghị"),
        *("- Giao Văn phòng theo dõi;", "Nơi nhận:", "- Thường trực Tỉnh ủy (để báo cáo),", "- Lưu Ban Tuyên giáo."),
        *("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", "Nguyễn Thị Mai"),
    ]
    places = [said.find(words) for words in begin]
    assert -1 not in places, begin[places.index(-1)]
    assert places == sorted(places)


@forms
def test_every_letter_of_vietnamese_stays_what_it_is(form):
    assert f"{LETTERS} {LETTERS.upper()}" in READERS[form](WRITERS[form](a_paper()))
    decomposed = a_paper(parts=[Paragraph(unicodedata.normalize("NFD", LETTERS))])
    assert LETTERS in READERS[form](WRITERS[form](decomposed))


@forms
def test_the_same_paper_gives_the_same_bytes_at_any_time(form):
    with time_machine.travel(datetime(2026, 3, 1)):
        first = WRITERS[form](a_paper())
    with time_machine.travel(datetime(2031, 7, 9)):
        again = WRITERS[form](a_paper())
    assert first == again
    assert first != WRITERS[form](a_paper(day=UNDER_HD_05))


@forms
def test_the_rules_of_the_day_say_how_the_text_ends(form):
    def ended(day: date, part: object) -> str:
        return READERS[form](WRITERS[form](a_paper(day, [part], signature=None, recipients=[]))).strip()

    for part in (Paragraph("Kính báo cáo."), Items(["Một;", "Kính báo cáo."])):
        assert ended(UNDER_HD_36, part).endswith("Kính báo cáo./.")
        assert ended(UNDER_HD_05, part).endswith("Kính báo cáo.")
    assert ended(UNDER_HD_36, a_table(1)).endswith("./.")
    assert ended(UNDER_HD_36, Heading("Hết")).endswith("Hết")


def test_rules_hold_from_their_day():
    named = {day: in_force(day).rules for day in (date(2001, 1, 1), date(2026, 5, 26), date(2026, 5, 27))}
    assert list(named.values()) == ["Hướng dẫn 36-HD/VPTW", "Hướng dẫn 36-HD/VPTW", "Hướng dẫn 05-HD/VPTW"]


def test_the_docx_is_set_up_as_the_rules_say():
    book = Document(io.BytesIO(docx.write(a_paper())))
    page = book.sections[0]
    lengths = (page.page_width, page.page_height)
    lengths += (page.top_margin, page.bottom_margin, page.left_margin, page.right_margin)
    assert [round(length / Mm(1)) for length in lengths] == [210, 297, 20, 20, 30, 15]
    assert (book.styles["Normal"].font.name, book.styles["Normal"].font.size.pt) == ("Times New Roman", 14)
    assert page.different_first_page_header_footer
    assert page.header._element.find(f".//{qn('w:fldSimple')}").get(qn("w:instr")) == "PAGE"
    table = book.tables[1]
    assert [cell.text for cell in table.rows[0].cells] == ["TT", "Nội dung", "Số lượng"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert len(table.rows) == 62
    assert [paragraph.text for paragraph in book.paragraphs if paragraph.style.name.startswith("Heading")] == [
        *("I. Tình hình chung", "1. Theo lĩnh vực", "2. Theo tháng", "II. Kiến nghị")
    ]
    described = book.element.body.find(f".//{qn('wp:docPr')}").get("descr")
    assert described == "Tháng 10 cao nhất"
    assert book.core_properties.created.date() == UNDER_HD_36


def test_the_pdf_is_a4_with_its_fonts_in_it_and_white_margins_on_every_page():
    written = pdf.write(a_paper())
    book = pypdfium2.PdfDocument(written)
    assert len(book) > 2
    assert written.count(b"/FontFile2") == 4
    for number, (page, picture) in enumerate(zip(book, pictures(written), strict=True), 1):
        assert [round(side) for side in page.get_size()] == [595, 842]
        text = page.get_textpage().get_text_range()
        assert text.strip().startswith(str(number)) == (number > 1)
        if "Dòng" in text:
            assert "Nội dung" in text
        right = round(195 * POINTS_A_MILLIMETRE) + 1
        for strip in ((0, 0, round(30 * POINTS_A_MILLIMETRE) - 1, 842), (right, 0, 595, 842), (0, 787, 595, 842)):
            assert picture.crop(strip).getextrema()[0] > 250, (number, strip)
        assert picture.getextrema()[0] < 100


@forms
def test_no_text_is_too_long_or_too_odd(form):
    hostile = "<b>đậm</b> & <script>x</script> \x00\x0b\ufffe\ud800 =1+1"
    table = Table([Column("Cột"), Column("Nội dung")], [["A" * 300, hostile + " rất dài." * 1200], ["z", "cuối"]])
    long = [
        Heading("I. " + "dài " * 60),
        Paragraph("x" * 2000),
        Heading("II"),
        Paragraph("chữ " * 4000),
        Items(["yyy " * 900]),
    ]
    parts = [*long, Paragraph(hostile), table, Paragraph("")]
    paper = a_paper(parts=parts, recipients=["nơi nhận " * 90, *["Lưu"] * 60])
    said = READERS[form](WRITERS[form](paper))
    assert "<b>đậm</b> & <script>x</script>" in said
    assert (said.count("rất"), said.count("dài.")) == (1200, 1200)
    assert "cuối" in said
    assert (said.count("chữ"), said.count("yyy"), said.count("- Lưu")) == (4000, 900, 60)
    assert "A" * 300 in re.sub(r"\s", "", said)


def test_the_sums_of_a_table_stand_with_the_row_before_them():
    for rows in range(24, 34):
        book = pypdfium2.PdfDocument(pdf.write(a_paper(parts=[a_table(rows)])))
        pages = [page.get_textpage().get_text_range() for page in book]
        with_sums = next(text for text in pages if "Cộng" in text)
        assert f"Dòng {rows}." in with_sums
    table = Document(io.BytesIO(docx.write(a_paper(parts=[a_table(3)])))).tables[1]
    assert table.rows[-2].cells[1].paragraphs[0].paragraph_format.keep_with_next


@forms
def test_a_paper_without_number_signer_and_recipients_is_one_too(form):
    head = Letterhead("", "Chi bộ 1", "Đà Lạt", UNDER_HD_05)
    said = READERS[form](WRITERS[form](Paper(head, "Biên bản", "họp", [])))
    assert "CHI BỘ 1" in said
    assert "Nơi nhận" not in said


def test_a_picture_as_high_as_a_tower_stays_on_its_page_with_its_caption():
    tower = io.BytesIO()
    Image.new("RGB", (20, 2000), "black").save(tower, "PNG")
    paper = a_paper(parts=[Figure(tower.getvalue(), "Hình 1. Tháp", "Tháp")])
    page = pypdfium2.PdfDocument(pdf.write(paper))[1]
    assert "Hình 1. Tháp" in page.get_textpage().get_text_range()
    assert [found.type for found in page.get_objects()].count(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE) == 1
    (shape,) = Document(io.BytesIO(docx.write(paper))).inline_shapes
    assert shape.height < Mm(257)


def test_a_row_that_does_not_fit_its_table_is_refused():
    with pytest.raises(ValueError, match="2 columns"):
        Table([Column("a"), Column("b")], [["1"]])


@forms
def test_a_download_is_an_attachment_that_no_cache_keeps(form):
    answer = downloads.response(a_paper(), form)
    assert answer["Content-Type"] == downloads.TYPES[form]
    assert answer["Content-Disposition"].startswith('attachment; filename="bao-cao-tong-hop')
    assert answer["Cache-Control"] == "private, no-store"
    assert b"".join(answer.streaming_content) == WRITERS[form](a_paper())
