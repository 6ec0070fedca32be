"""A paper as PDF, to be read and printed; the same paper gives the same bytes."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, Image, KeepTogether, LongTable, PageTemplate, Spacer
from reportlab.platypus import Paragraph as Running
from reportlab.platypus import Table as Grid

from units.papers import wording
from units.papers.paper import Align, Figure, Heading, Items, Paper, Paragraph, Part, Table
from units.papers.regimes import Regime, in_force

FONTS = Path(__file__).with_name("fonts")
PLAIN, BOLD, ITALIC, BOLD_ITALIC = "Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-BoldItalic"
FILES = {PLAIN: "regular", BOLD: "bold", ITALIC: "italic", BOLD_ITALIC: "bold-italic"}
HEAD_SHARES = (0.43, 0.57)
FOOT_SHARES = (0.45, 0.55)
INDENT = 10 * mm
#: The most of a page that a picture takes, so that its caption stays below it.
HIGHEST = 0.85
ALIGNED = {Align.START: TA_LEFT, Align.CENTRE: TA_CENTER, Align.END: TA_RIGHT}
#: How many lines of recipients, of how many letters at most, stand beside the signature.
RECIPIENT_LINES, RECIPIENT_LETTERS = 25, 34
HEADINGS = {1: BOLD, 2: BOLD, 3: BOLD_ITALIC}
NO_PADDING = [
    (f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")
]  # fmt: skip


def write(paper: Paper) -> bytes:
    """The bytes of the file, with its fonts in it. A letter that the fonts lack is shown as an empty box."""
    load_fonts()
    regime = in_force(paper.letterhead.day)
    target = io.BytesIO()
    book = _Book(target, paper, regime)
    story = [*_head(paper, book.width)]
    for part in wording.closed(paper, regime):
        story += _WRITERS[type(part)](part, book)
    story += _foot(paper, book.width)
    book.build(story)
    return target.getvalue()


class _Book(BaseDocTemplate):
    """A4 with the margins of the rules; from the second page on the number stands above the text in the middle."""

    def __init__(self, target: io.BytesIO, paper: Paper, regime: Regime) -> None:
        # Invariant: no moment of writing and no random key goes into the file.
        super().__init__(
            target,
            pagesize=A4,
            title=wording.clean(paper.name),
            author=wording.clean(paper.letterhead.issuer),
            lang="vi-VN",
            invariant=1,
        )
        margins = regime.margins
        self.text_size = regime.size
        width = A4[0] - (margins.left + margins.right) * mm
        height = A4[1] - (margins.top + margins.bottom) * mm
        bounds = {f"{side}Padding": 0 for side in ("left", "right", "top", "bottom")}
        frame = Frame(margins.left * mm, margins.bottom * mm, width, height, **bounds)
        self.width, self.height = width, height
        self.addPageTemplates(PageTemplate(frames=[frame], onPage=self._number))

    def _number(self, canvas: Any, book: BaseDocTemplate) -> None:
        number = canvas.getPageNumber()
        if number > 1:
            canvas.setFont(PLAIN, self.text_size)
            middle = book.pageTemplate.frames[0]._x1 + self.width / 2
            canvas.drawCentredString(middle, A4[1] - 14 * mm, str(number))


def _head(paper: Paper, width: float) -> list[Any]:
    head = paper.letterhead
    left = [
        *([_line(head.superior.upper(), TA_CENTER)] if head.superior else []),
        _line(head.issuer.upper(), TA_CENTER, BOLD),
        _line(wording.STAR, TA_CENTER),
        _line(wording.number_line(head), TA_CENTER),
    ]
    right = [
        _line(wording.PARTY, TA_CENTER, BOLD, underlined=True),
        Spacer(0, 6),
        _line(wording.place_line(head), TA_CENTER, ITALIC),
    ]
    title = [_line(line, TA_CENTER, BOLD) for line in wording.lines(paper.title)]
    kind = _line(paper.kind.upper(), TA_CENTER, BOLD)
    return [_side_by_side(left, right, width, HEAD_SHARES), Spacer(0, 18), kind, *title, _line("-----", TA_CENTER)]


def _foot(paper: Paper, width: float) -> list[Any]:
    signed = paper.signature
    if not paper.recipients and signed is None:
        return []
    lines = wording.recipient_lines(paper.recipients)
    told = [_line(wording.RECIPIENTS, underlined=True), *(_line(line, size=12) for line in lines)] if lines else []
    # A side of the foot is never divided; more recipients than it holds stand below it.
    are_few = sum(1 + len(line) // RECIPIENT_LETTERS for line in lines) <= RECIPIENT_LINES
    right: list[Any] = []
    if signed is not None:
        if signed.authority:
            right.append(_line(signed.authority.upper(), TA_CENTER, BOLD))
        if signed.position:
            right.append(_line(signed.position.upper(), TA_CENTER, PLAIN if signed.authority else BOLD))
        right += [Spacer(0, 62), _line(signed.name, TA_CENTER, BOLD)]
    foot = _side_by_side(told if are_few else [], right, width, FOOT_SHARES)
    return [KeepTogether([Spacer(0, 14), foot]), *([] if are_few else told)]


def _heading(part: Heading, book: _Book) -> list[Any]:
    style = _style(HEADINGS[part.level], book.text_size, TA_LEFT, firstLineIndent=INDENT, spaceBefore=6, keepWithNext=1)
    return [Running(_marked(part.text), style)]


def _paragraph(part: Paragraph, book: _Book) -> list[Any]:
    return [_running(line, book) for line in wording.lines(part.text)]


def _items(part: Items, book: _Book) -> list[Any]:
    return [_running(f"- {' '.join(wording.lines(line))}", book) for line in part.lines]


def _running(text: str, book: _Book) -> Running:
    spaces = {"firstLineIndent": INDENT, "spaceBefore": 3, "spaceAfter": 3}
    return Running(_marked(text), _style(PLAIN, book.text_size, TA_JUSTIFY, **spaces))


def _table(part: Table, book: _Book) -> list[Any]:
    whole = sum(column.share for column in part.columns)
    widths = [book.width * column.share / whole for column in part.columns]
    alignments = [ALIGNED[column.align] for column in part.columns]

    def cells(values: Sequence[str], font: str = PLAIN) -> list[Running]:
        marked = ["<br/>".join(map(_marked, wording.lines(value))) for value in values]
        styled = zip(marked, alignments, strict=True)
        return [Running(text, _style(font, 13, alignment)) for text, alignment in styled]

    rows = [cells([column.heading for column in part.columns], BOLD), *(cells(row) for row in part.rows)]
    if part.totals:
        rows.append(cells(part.totals, BOLD))
    table = _Rows(rows, colWidths=widths, repeatRows=1)
    table.whole_page = book.height
    sides = [(f"{side}PADDING", (0, 0), (-1, -1), 4) for side in ("LEFT", "RIGHT")]
    # The sums never stand alone on a page.
    together = [("NOSPLIT", (0, -2), (-1, -1))] if part.totals and part.rows else []
    table.setStyle([*together, ("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP"), *sides])
    caption = _line(part.caption, TA_CENTER, BOLD, spaceBefore=6, keepWithNext=1)
    return [*([caption, Spacer(0, 4)] if part.caption else []), table, Spacer(0, 8)]


class _Rows(LongTable):
    """A table that is divided between its rows, and within one only where that is higher than a page."""

    whole_page = 0.0

    def split(self, width: float, height: float) -> list[Any]:
        """The parts that fit; none where the table had better begin on the next page."""
        self.splitInRow = 0
        parts: list[Any] = super().split(width, height)
        if not parts and height > 0.9 * self.whole_page:
            self.splitInRow = 1
            parts = super().split(width, height)
        for part in parts:
            part.whole_page = self.whole_page
        return parts


def _figure(part: Figure, book: _Book) -> list[Any]:
    across, down = ImageReader(io.BytesIO(part.picture)).getSize()
    width = min(part.millimetres * mm, book.width)
    height = width * down / across
    scale = min(1, HIGHEST * book.height / height)
    picture = Image(io.BytesIO(part.picture), width * scale, height * scale)
    picture.keepWithNext = 1
    return [picture, _line(part.caption, TA_CENTER, ITALIC, spaceBefore=4, spaceAfter=6)]


def _line(
    text: str,
    alignment: int = TA_LEFT,
    font: str = PLAIN,
    size: int = 14,
    underlined: bool = False,
    **spaces: float,
) -> Running:
    marked = _marked(text)
    return Running(f"<u>{marked}</u>" if underlined else marked, _style(font, size, alignment, **spaces))


def _style(font: str, size: int, alignment: int, **spaces: float) -> ParagraphStyle:
    """Leading leaves room for stacked marks; a word that is wider than its column is divided."""
    look = {"fontName": font, "fontSize": size, "leading": size * 1.3, "alignment": alignment, "splitLongWords": 1}
    return ParagraphStyle(font, **look, **spaces)


def _marked(text: str) -> str:
    """Text as the library's paragraphs read it; runs of spaces keep their width."""
    return escape(wording.clean(text), quote=False).replace("  ", "\u00a0\u00a0")


def _side_by_side(left: list[Any], right: list[Any], width: float, shares: tuple[float, float]) -> Grid:
    made = Grid([[left, right]], colWidths=[width * share for share in shares])
    made.setStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), *NO_PADDING])
    return made


_WRITERS: dict[type[Part], Callable[[Any, _Book], list[Any]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Table: _table,
    Figure: _figure,
}


@cache
def load_fonts() -> None:
    """Let documents use the faces of ``FILES``; to register one of them again would undo their being one family."""
    for name, file in FILES.items():
        pdfmetrics.registerFont(TTFont(name, FONTS / f"tinos-{file}.ttf"))
    pdfmetrics.registerFontFamily(PLAIN, PLAIN, BOLD, ITALIC, BOLD_ITALIC)
