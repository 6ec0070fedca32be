"""A paper as DOCX, to be worked on in an office; the same paper gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Mm, Pt

from units.papers import wording
from units.papers.paper import Align, Column, Figure, Heading, Items, Paper, Paragraph, Part, Table
from units.papers.regimes import Regime, in_force

FONT = "Times New Roman"
A4 = (Mm(210), Mm(297))
LANGUAGE = "vi-VN"
HEAD_SHARES = (43, 57)
FOOT_SHARES = (45, 55)
INDENT = Mm(10)
#: The most of a page that a picture takes, so that its caption stays below it.
HIGHEST = 0.85
ALIGNED = {
    Align.START: WD_ALIGN_PARAGRAPH.LEFT,
    Align.CENTRE: WD_ALIGN_PARAGRAPH.CENTER,
    Align.END: WD_ALIGN_PARAGRAPH.RIGHT,
}
CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY


def write(paper: Paper) -> bytes:
    """The bytes of the file. Text that no DOCX can hold is left out, never an error."""
    regime = in_force(paper.letterhead.day)
    book = Document()
    _set_up(book, paper, regime)
    _head(book, paper)
    for part in wording.closed(paper, regime):
        _WRITERS[type(part)](book, part)
    _foot(book, paper)
    return _dated(book, paper)


def _set_up(book: Any, paper: Paper, regime: Regime) -> None:
    page, margins = book.sections[0], regime.margins
    page.page_width, page.page_height = A4
    page.top_margin, page.bottom_margin = Mm(margins.top), Mm(margins.bottom)
    page.left_margin, page.right_margin = Mm(margins.left), Mm(margins.right)
    page.header_distance = Mm(10)
    normal = book.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(regime.size)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), LANGUAGE)
    normal.element.get_or_add_rPr().append(language)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    for level in (1, 2, 3):
        style = book.styles[f"Heading {level}"]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(regime.size), True
        style.font.italic = level == 3
        style.font.color.rgb = None
        own = style.element.get_or_add_rPr().get_or_add_rFonts()
        own.attrib.clear()
        own.set(qn("w:ascii"), FONT)
        own.set(qn("w:hAnsi"), FONT)
    # The number of the page stands above the text in the middle, from the second page on.
    page.different_first_page_header_footer = True
    number = page.header.paragraphs[0]
    number.alignment = CENTRE
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    number._p.append(field)
    told = book.core_properties
    told.title, told.author, told.last_modified_by = paper.name, wording.clean(paper.letterhead.issuer), ""
    told.language, told.comments = LANGUAGE, ""
    told.created = told.modified = datetime.combine(paper.letterhead.day, datetime.min.time())


def _head(book: Any, paper: Paper) -> None:
    head = paper.letterhead
    left, right = _side_by_side(book, HEAD_SHARES)
    if head.superior:
        _line(left, head.superior.upper(), alignment=CENTRE)
    _line(left, head.issuer.upper(), alignment=CENTRE, bold=True)
    _line(left, wording.STAR, alignment=CENTRE)
    _line(left, wording.number_line(head), alignment=CENTRE)
    _line(right, wording.PARTY, alignment=CENTRE, bold=True, underline=True)
    _line(right, wording.place_line(head), alignment=CENTRE, italic=True).paragraph_format.space_before = Pt(6)
    kind = _line(book, paper.kind.upper(), alignment=CENTRE, bold=True)
    kind.paragraph_format.space_before = Pt(18)
    for line in wording.lines(paper.title):
        _line(book, line, alignment=CENTRE, bold=True)
    _line(book, "-----", alignment=CENTRE).paragraph_format.space_after = Pt(6)


def _foot(book: Any, paper: Paper) -> None:
    if not paper.recipients and paper.signature is None:
        return
    _line(book, "")
    left, right = _side_by_side(book, FOOT_SHARES)
    if paper.recipients:
        _line(left, wording.RECIPIENTS, underline=True)
        for line in wording.recipient_lines(paper.recipients):
            _line(left, line, size=12)
    signed = paper.signature
    if signed is not None:
        for words in filter(None, (signed.authority, signed.position)):
            _line(right, words.upper(), alignment=CENTRE, bold=words == signed.authority or not signed.authority)
        for _ in range(4):
            _line(right, "", alignment=CENTRE)
        _line(right, signed.name, alignment=CENTRE, bold=True)
    for side in (left, right):
        for paragraph in side.paragraphs[:-1]:
            paragraph.paragraph_format.keep_with_next = True


def _heading(book: Any, part: Heading) -> None:
    made = book.add_heading(wording.clean(part.text), part.level)
    made.paragraph_format.space_before = Pt(6)
    made.paragraph_format.first_line_indent = INDENT


def _paragraph(book: Any, part: Paragraph) -> None:
    for line in wording.lines(part.text):
        _running(book, line)


def _items(book: Any, part: Items) -> None:
    for line in part.lines:
        _running(book, f"- {' '.join(wording.lines(line))}")


def _running(book: Any, text: str) -> None:
    made = _line(book, text, alignment=JUSTIFIED)
    made.paragraph_format.first_line_indent = INDENT
    made.paragraph_format.space_before = made.paragraph_format.space_after = Pt(3)
    made.paragraph_format.line_spacing = 1.15


def _table(book: Any, part: Table) -> None:
    if part.caption:
        caption = _line(book, part.caption, alignment=CENTRE, bold=True)
        caption.paragraph_format.space_before = Pt(6)
        caption.paragraph_format.keep_with_next = True
    made = _grid(book, part.columns, len(part.rows) + 1 + bool(part.totals))
    made.style = book.styles["Table Grid"]
    _row(made.rows[0], part.columns, [column.heading for column in part.columns], bold=True)
    made.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in made.rows:
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))
    for row, values in zip(list(made.rows)[1:], [*part.rows, *filter(None, [part.totals])], strict=True):
        _row(row, part.columns, values, bold=values is part.totals)
    if part.totals:
        # The sums never stand alone on a page.
        for cell in made.rows[-2].cells:
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.keep_with_next = True
    _line(book, "")


def _row(row: Any, columns: Sequence[Column], values: Sequence[str], bold: bool) -> None:
    for cell, column, value in zip(row.cells, columns, values, strict=True):
        cell.paragraphs[0]._p.getparent().remove(cell.paragraphs[0]._p)
        for line in wording.lines(value) or [""]:
            written = _line(cell, line, alignment=ALIGNED[column.align], bold=bold, size=13).paragraph_format
            written.space_before = written.space_after = Pt(2)


def _figure(book: Any, part: Figure) -> None:
    holder = book.add_paragraph()
    holder.alignment = CENTRE
    holder.paragraph_format.keep_with_next = True
    picture = holder.add_run().add_picture(io.BytesIO(part.picture), width=Mm(part.millimetres))
    page = book.sections[0]
    scale = min(1, HIGHEST * (page.page_height - page.top_margin - page.bottom_margin) / picture.height)
    picture.width, picture.height = int(picture.width * scale), int(picture.height * scale)
    picture._inline.docPr.set("descr", wording.clean(part.described))
    if part.caption:
        _line(book, part.caption, alignment=CENTRE, italic=True)


def _line(holder: Any, text: str, alignment: Any = None, size: int = 0, **font: bool) -> Any:
    """A paragraph of ``holder`` (the book, or a cell) in one font."""
    made = holder.add_paragraph()
    made.alignment = alignment
    run = made.add_run(wording.clean(text))
    for name, value in font.items():
        setattr(run, name, value)
    if size:
        run.font.size = Pt(size)
    return made


def _side_by_side(book: Any, shares: tuple[int, int]) -> tuple[Any, Any]:
    """Two cells without lines, as the head and the foot of a paper have them."""
    made = _grid(book, [Column("", share) for share in shares], 1)
    for cell in made.rows[0].cells:
        cell._tc.remove(cell.paragraphs[0]._p)
    return made.rows[0].cells


def _grid(book: Any, columns: Sequence[Column], rows: int) -> Any:
    """A table as wide as the text, its columns as wide as their shares say."""
    page = book.sections[0]
    width = page.page_width - page.left_margin - page.right_margin
    made = book.add_table(rows, len(columns))
    made.alignment, made.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    whole = sum(column.share for column in columns)
    for place, column in enumerate(columns):
        share = Emu(int(width * column.share / whole))
        made.columns[place].width = share
        for cell in made.columns[place].cells:
            cell.width = share
    return made


_WRITERS: dict[type[Part], Callable[[Any, Any], None]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Table: _table,
    Figure: _figure,
}


def _dated(book: Any, paper: Paper) -> bytes:
    """The file with every entry dated on the day of the paper: the library dates them by the clock."""
    written, fixed = io.BytesIO(), io.BytesIO()
    book.save(written)
    day = paper.letterhead.day
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
