"""What the rooms beside the front door add to the front page; the room of the front page asks for it (LD-1.1a)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest


@dataclass(frozen=True)
class Line:
    """One item of a block; ``notes`` stand beside its day, such as the field and the unit."""

    title: str
    url: str
    summary: str
    notes: Sequence[str]
    published_at: datetime | None


@dataclass(frozen=True)
class Block:
    """A few items under a heading that leads to all of them.

    Without lines it shrinks to one that says when there was something new last, at ``renewed``.
    """

    heading: str
    url: str
    lines: Sequence[Line]
    renewed: datetime | None


Reader = Callable[[HttpRequest], "Block | None"]
"""From a request to the block, in two queries at most; None where the portal has nothing of the sort."""

_readers: dict[str, Reader] = {}


def register(name: str, reader: Reader) -> None:
    """Add a block to the front page; registering a name again replaces it."""
    _readers[name] = reader


def blocks_for(request: HttpRequest) -> list[Block]:
    """The blocks of the rooms beside, in the order of their names."""
    found = [_readers[name](request) for name in sorted(_readers)]
    return [block for block in found if block is not None]
