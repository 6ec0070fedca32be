"""Make the forms that the demonstration's guidance offers, as DOCX and some as PDF, from ``forms.txt``.

Run by hand when a form changes, never by the portal: the results are committed in ``knowledge/demonstration/forms``.
Needs ``python-docx`` and, for the PDF files, LibreOffice and the Liberation fonts::

    python docs/forms/build.py

Lines of ``forms.txt``: ``@ name [pdf]`` begins a form; ``= left | right`` is its head, with ``/`` between lines; ``>``
stands at the right in italics, ``#`` is the title, ``^`` stands in the middle, ``|`` is a row of a table (the first one
its head), ``& left | right`` are the signatures, and everything else is a paragraph.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

HERE = Path(__file__).parent
RESULTS = HERE.parents[1] / "knowledge" / "demonstration" / "forms"
FONT = "Times New Roman"
#: The body above the one that issues a document stands in the head without weight.
ISSUERS = ("CHI BỘ", "ĐẢNG ỦY", "ĐẢNG CỘNG SẢN")
#: What the forms say of their making.
MADE_ON = datetime(2026, 1, 5)


def forms() -> Iterator[tuple[str, bool, list[str]]]:
    """Name, whether a PDF is wanted, and the lines of each form."""
    for part in (HERE / "forms.txt").read_text(encoding="utf-8").split("@ ")[1:]:
        head, *lines = part.strip().splitlines()
        name, *wanted = head.split()
        yield name, "pdf" in wanted, lines


def build(lines: list[str]) -> Any:
    """The document of a form."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(13)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(6)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)
    document.core_properties.author = "Cổng thông tin khối Đảng (trình diễn)"
    document.core_properties.created = document.core_properties.modified = MADE_ON
    table = None
    for line in lines:
        mark, text = line[0], line[1:].strip()
        if mark == "|":
            table = row(document, table, [cell.strip() for cell in text.split("|")])
            continue
        if table is not None:
            document.add_paragraph().paragraph_format.space_after = Pt(0)
            table = None
        add(document, mark, text, line)
    return document


def add(document: Any, mark: str, text: str, line: str) -> None:
    """One line that is no row of a table."""
    if mark in "=&":
        left, right = (side.strip() for side in text.split("|"))
        head_or_signatures(document, left, right, is_head=mark == "=")
    elif mark == "#":
        paragraph(document, text, ALIGN.CENTER, "title")
        document.core_properties.title = text
    elif mark == "^":
        paragraph(document, text, ALIGN.CENTER, "bold")
    elif mark == ">":
        paragraph(document, text, ALIGN.RIGHT, "italic")
    else:
        paragraph(document, line, ALIGN.LEFT if line.endswith("…") else ALIGN.JUSTIFY)


def paragraph(where: Any, text: str, align: Any, face: str = "") -> None:
    """A paragraph of one ``face``: "bold", "italic" or "title"."""
    made = where.add_paragraph()
    made.alignment = align
    run = made.add_run(text)
    run.bold, run.italic = face in ("bold", "title"), face == "italic"
    if face == "title":
        run.font.size = Pt(16)


def head_or_signatures(document: Any, left: str, right: str, is_head: bool) -> None:
    """Two columns without lines: whose document it is, or who signs it."""
    table = document.add_table(rows=1, cols=2)
    for cell, text in zip(table.rows[0].cells, (left, right), strict=True):
        cell.paragraphs[0]._element.getparent().remove(cell.paragraphs[0]._element)
        for number, part in enumerate(text.split(" / ")):
            aside = text.startswith("Nơi nhận")
            is_bold = number == 0 if aside else not part.startswith("(")
            if is_head:
                is_bold = part.startswith(ISSUERS)
            face = "bold" if is_bold else "italic" if part.startswith("(") else ""
            paragraph(cell, part, ALIGN.LEFT if aside else ALIGN.CENTER, face)
    if is_head:
        table.rows[0].cells[1].paragraphs[0].runs[0].underline = True


def row(document: Any, table: Any, cells: list[str]) -> Any:
    """Add a row to ``table``, which begins with it where there is none."""
    is_first = table is None
    if is_first:
        table = document.add_table(rows=0, cols=len(cells))
        table.style = "Table Grid"
    for cell, text in zip(table.add_row().cells, cells, strict=True):
        cell.paragraphs[0].add_run(text).bold = is_first
    return table


def main() -> None:
    """Build every form."""
    RESULTS.mkdir(exist_ok=True)
    printed = []
    for name, wants_pdf, lines in forms():
        path = RESULTS / f"{name}.docx"
        build(lines).save(path)
        printed += [str(path)] if wants_pdf else []
    subprocess.run(  # noqa: S603
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", str(RESULTS), *printed],  # noqa: S607
        check=True,
    )


if __name__ == "__main__":
    main()
