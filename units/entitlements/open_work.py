"""What a person holds open, kind by kind, and how it goes on without them; upper rooms register theirs (ND-13.6a)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from accounts.models import User

#: So many items of a kind are named; of the rest the number is told.
NAMED = 20


@dataclass(frozen=True)
class Leaving:
    """Who leaves, who goes on with their work where they may (None: it goes back to the units), and who does it."""

    person: User
    heir: User | None
    by: User


@dataclass(frozen=True)
class Work:
    """One kind of open work: what it is, what will become of each item, in words, and how that is done.

    ``pass_on`` runs after the person's rights have ended, in the same transaction.
    """

    heading: str
    lines: Sequence[str]
    pass_on: Callable[[], None]
    warnings: Sequence[str] = ()


Reader = Callable[[Leaving], Work | None]
"""From who leaves to one kind of their open work; None where they have none of it."""

_readers: dict[str, Reader] = {}


def register(name: str, reader: Reader) -> None:
    """Let ``reader`` be asked whenever somebody leaves; registering a name again replaces it."""
    _readers[name] = reader


def of(leaving: Leaving) -> Iterator[Work]:
    """Every kind of open work that there is."""
    for reader in _readers.values():
        if (work := reader(leaving)) is not None:
            yield work
