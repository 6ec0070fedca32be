"""What an engine carries out: the one description of a search that all engines share.

Because the plan decides what is found, the same query finds the same objects on every engine; engines differ at most in
the order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Phrase:
    """Words in a row, folded words or codes; with ``open_ended`` the last one may go on."""

    words: tuple[str, ...]
    open_ended: bool = False


@dataclass(frozen=True)
class Clause:
    """Satisfied by any of its ``phrases``; the ``lifting`` ones each imply one of them and only raise the rank."""

    phrases: tuple[Phrase, ...]
    lifting: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Branch:
    """Satisfied by all of its clauses, or (``every`` false) by one; the more, the better the rank.

    The ``lifting`` phrases satisfy nothing; what is found and holds them stands higher.
    """

    clauses: tuple[Clause, ...]
    every: bool
    lifting: tuple[Phrase, ...] = ()


@dataclass(frozen=True)
class Plan:
    """Satisfied by an object that satisfies one of the branches and holds none of the ``excluded`` phrases."""

    branches: tuple[Branch, ...]
    excluded: tuple[Phrase, ...] = ()

    def phrases(self) -> Iterator[Phrase]:
        """Every phrase that counts for the rank, each once."""
        seen: dict[Phrase, None] = {}
        for branch in self.branches:
            for clause in branch.clauses:
                seen |= dict.fromkeys((*clause.phrases, *clause.lifting))
            seen |= dict.fromkeys(branch.lifting)
        yield from seen
