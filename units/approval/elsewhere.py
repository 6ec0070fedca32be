"""What else waits for a person: upper rooms add their lists to “My work”; this room never imports them (ND-12.4)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Count, QuerySet, Window

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Section:
    """A list of the inbox: its heading, how many there are, the first of them, and where the rest is.

    ``template`` shows the ``rows``; it is given the section as ``section``.
    """

    name: str
    heading: str
    empty: str
    number: int
    rows: list[Any]
    url: str
    template: str

    @classmethod
    def of(cls, waiting: QuerySet[Any], most: int, **about: str) -> Section:
        """The section of what waits; one query for the first rows and the number of all."""
        rows = list(waiting.annotate(of_all=Window(Count("pk")))[:most])
        return cls(number=rows[0].of_all if rows else 0, rows=rows, **about)


Reader = Callable[["User", int], "Section | None"]
"""From a person and the most rows to their section, or None where it is nothing to them."""

_readers: dict[str, Reader] = {}


def register(name: str, reader: Reader) -> None:
    """Add a list to everybody's inbox; registering a name again replaces it."""
    _readers[name] = reader


def sections_for(user: User, most: int) -> list[Section]:
    """The lists of the rooms above for ``user``, each with at most ``most`` rows."""
    found = [reader(user, most) for reader in _readers.values()]
    return [section for section in found if section is not None]
