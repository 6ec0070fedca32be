"""The light markup of a content file's bodies, turned into typed blocks.

Blocks are separated by empty lines: `## heading`, `> quotation | who said it`, `| a | b |` rows of a table (the first
row is its head), and everything else is a paragraph.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a body."""

    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words and who said them."""

    text: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equal length; the first is the head."""

    rows: tuple[tuple[str, ...], ...]


Block = Paragraph | Heading | Quote | Table


def parse(markup: str) -> tuple[Block, ...]:
    """The blocks of a body. Raises `ValueError` with a sentence when a quotation or table is malformed."""
    return tuple(_block(chunk.strip()) for chunk in markup.split("\n\n") if chunk.strip())


def _block(chunk: str) -> Block:
    if chunk.startswith("## "):
        return Heading(chunk[3:].strip())
    if chunk.startswith("> "):
        text, mark, attribution = chunk[2:].partition(" | ")
        if not mark:
            raise ValueError(f"the quotation “{text[:40]}” does not say who said it (“> text | name”).")
        return Quote(text.strip(), attribution.strip())
    if chunk.startswith("| "):
        rows = tuple(tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in chunk.splitlines())
        if len({len(row) for row in rows}) != 1:
            raise ValueError(f"the rows of the table “{chunk[:40]}” are not of equal length.")
        return Table(rows)
    return Paragraph(" ".join(chunk.split()))
