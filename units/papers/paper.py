"""What a paper says, without a word of how it looks: its head, its parts, who signs it and who gets it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum


class Align(Enum):
    """Where the cells of a column stand."""

    START = "start"
    CENTRE = "centre"
    END = "end"


@dataclass(frozen=True)
class Heading:
    """The heading of a part; level 1 is the highest of three."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; each line of it begins a paragraph."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list, each line after a dash."""

    lines: Sequence[str]


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its share of the width beside the others' and how its cells stand."""

    heading: str
    share: float = 1
    align: Align = Align.START


@dataclass(frozen=True)
class Table:
    """Rows under headings that every page repeats. ``totals`` is a last row in bold."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]]
    caption: str = ""
    totals: Sequence[str] = ()

    def __post_init__(self) -> None:
        wanted = len(self.columns)
        if wrong := next((row for row in (*self.rows, *filter(None, [self.totals])) if len(row) != wanted), None):
            raise ValueError(f"a table of {wanted} columns has a row of {len(wrong)}: {wrong!r}")


@dataclass(frozen=True)
class Figure:
    """A picture (PNG or JPEG), as wide as ``millimetres``, with a caption; ``described`` is for who does not see it."""

    picture: bytes
    caption: str
    described: str
    millimetres: float = 140


Part = Heading | Paragraph | Items | Table | Figure


@dataclass(frozen=True)
class Letterhead:
    """Who issues the paper, under which number, where and when.

    ``superior`` is the body above the issuer, empty for none. ``number`` is empty until the office gives one;
    ``symbol`` is what follows it, such as "BC/BTGTU", and may be empty as well.
    """

    superior: str
    issuer: str
    place: str
    day: date
    symbol: str = ""
    number: str = ""


@dataclass(frozen=True)
class Signature:
    """In whose name it is signed ("T/M BAN THƯỜNG VỤ", empty for the signer's own), the position and the name."""

    authority: str
    position: str
    name: str = ""


@dataclass(frozen=True)
class Paper:
    """A whole paper. ``kind`` is its type ("Báo cáo"), ``title`` what it is about (trích yếu)."""

    letterhead: Letterhead
    kind: str
    title: str
    parts: Sequence[Part]
    signature: Signature | None = None
    recipients: Sequence[str] = field(default=())

    @property
    def name(self) -> str:
        """Kind and title in one line, for the properties of the file."""
        return f"{self.kind} {self.title}".strip()
