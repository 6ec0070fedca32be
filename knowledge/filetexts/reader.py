"""The program that reads the text of one file, in a process of its own: what is made to break it breaks it alone.

::

    python reader.py pdf < file

Writes a line of JSON for each page of a PDF and each headed part of a DOCX, ``["3", "its text"]``, and at last one word
for what became of it: "whole"; "cut" where a bound was reached; "locked" by a password; "broken". Knows nothing of the
portal.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

#: A page or headed part: what it is called, and its text.
Passage = tuple[str, str]

#: Beyond these a file is read no further.
MAX_PASSAGES, MAX_CHARACTERS = 2000, 2_000_000
#: Seconds of processor time, and bytes of memory, which libraries that are only mapped count towards.
SECONDS, MEMORY = 60, 2 << 30
#: A DOCX never unfolds to so much; a bomb does.
MAX_UNFOLDED = 200_000_000
LONGEST_HEADING = 120
#: Letters farther apart than this part of their height belong to two words.
GAP = 0.2
#: What the library says of a glyph without a meaning, and of a hyphen at the end of a line.
_NO_TEXT = frozenset({0, 2, 0xFFFE, 0xFFFF})


class Glyph(NamedTuple):
    """A letter on a page, and where it stands; ``is_guessed`` is a blank that is not in the file."""

    text: str
    left: float
    right: float
    height: float
    is_guessed: bool


class LockedError(Exception):
    """The file asks for a password."""


def pdf(content: bytes) -> Iterator[Passage]:
    """Yield the pages of a PDF by their numbers, from 1. Raises LockedError, or PdfiumError for what is no PDF."""
    import pypdfium2
    from pypdfium2.raw import FPDF_ERR_PASSWORD

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        if error.err_code == FPDF_ERR_PASSWORD:
            raise LockedError from error
        raise
    for number in range(len(document)):
        try:
            page = document[number]
            text = "\n".join(map(_line, _lines(page.get_textpage())))
            page.close()
        except pypdfium2.PdfiumError:
            text = ""
        yield str(number + 1), text


def _lines(page: Any) -> Iterator[list[Glyph]]:
    """Yield the lines of a page's text layer as the library finds them, glyph by glyph in the order of the file."""
    from pypdfium2 import raw

    line: list[Glyph] = []
    for place in range(page.count_chars()):
        code = raw.FPDFText_GetUnicode(page.raw, place)
        character = "" if code in _NO_TEXT or 0xD800 <= code < 0xE000 else chr(code)
        if character in ("\r", "\n"):
            if line:
                yield line
            line = []
        elif line and unicodedata.combining(character or " "):
            line[-1] = line[-1]._replace(text=line[-1].text + character)
        elif character:
            left, bottom, right, top = page.get_charbox(place)
            line.append(Glyph(character, left, right, top - bottom, bool(raw.FPDFText_IsGenerated(page.raw, place))))
    if line:
        yield line


def _line(glyphs: list[Glyph]) -> str:
    """The text of a line; from left to right where the file has it in another order.

    A program that lacks letters such as “Ả” in a font takes them from another one and often writes these at the end.
    """
    height = max(glyph.height for glyph in glyphs)
    drawn = [glyph for glyph in glyphs if not glyph.is_guessed]
    if all(after.left > before.left - height / 2 for before, after in pairwise(drawn)):
        return "".join(glyph.text for glyph in glyphs)
    drawn.sort(key=lambda glyph: glyph.left)
    pieces = [drawn[0].text]
    for before, after in pairwise(drawn):
        pieces += [" "] * (after.left - before.right > GAP * height) + [after.text]
    return "".join(pieces)


def docx(content: bytes) -> Iterator[Passage]:
    """Yield the parts of a DOCX by their headings, the first without one, tables and all in the order of the text.

    Raises what the library does for what is no DOCX.
    """
    import docx as library
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(part.file_size for part in archive.infolist()) > MAX_UNFOLDED:
            raise ValueError("It unfolds to far more than it is.")
    document = library.Document(io.BytesIO(content))
    heading = ""
    lines: list[str] = []
    for element in document.element.body.iter(qn("w:p")):
        paragraph = Paragraph(element, document._body)
        text = paragraph.text.strip()
        if text and (paragraph.style is not None and (paragraph.style.name or "").startswith(("Heading", "Title"))):
            if lines:
                yield heading, "\n".join(lines)
            heading, lines = text[:LONGEST_HEADING], []
        if text:
            lines.append(text)
    if lines:
        yield heading, "\n".join(lines)


READERS: dict[str, Callable[[bytes], Iterator[Passage]]] = {"pdf": pdf, "docx": docx}


def read(kind: str, content: bytes) -> Iterator[Passage | str]:
    """Yield what can be read of ``content`` within the bounds, then what became of it."""
    passages = characters = 0
    try:
        for place, text in READERS[kind](content):
            if passages == MAX_PASSAGES or characters == MAX_CHARACTERS:
                yield "cut"
                return
            kept = text[: MAX_CHARACTERS - characters]
            yield place, kept
            passages, characters = passages + 1, characters + len(kept)
        yield "whole"
    except LockedError:
        yield "locked"
    except Exception:  # Libraries raise whatever they like on what was made to break them.
        yield "broken"


def main() -> None:
    """Read standard input, bounded in time and memory."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for found in read(sys.argv[1], sys.stdin.buffer.read()):
        sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main()
