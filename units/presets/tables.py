"""The tables a preset may hold; a room that adds something to presets registers its tables here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from units.presets.journal import Journal
from units.presets.locating import Place

Entries = Mapping[str, Sequence[Any]]
"""The entries of a preset by table."""


@dataclass(frozen=True)
class Fault:
    """Something wrong that only shows when entries are compared: where, what was found, what was expected."""

    place: Place
    found: str
    expected: str


def no_faults(entries: Entries) -> Iterable[Fault]:
    """The check of a table whose entries need no comparing."""
    return ()


@dataclass(frozen=True)
class Table:
    """A table of a preset: the dataclass of its entries, how to check them together and how to apply them.

    ``order`` says when it is read and applied; entries refer only to tables before their own. ``needs`` names the
    tables that ``check`` compares with, which is left out while one of them has mistakes. A table is one ``[name]``
    or, where ``many``, any number of ``[[name]]``; a preset may leave it out where it is not ``compulsory``.
    """

    name: str
    entry: type
    apply: Callable[[Sequence[Any], Journal], None]
    order: int
    many: bool = True
    check: Callable[[Entries], Iterable[Fault]] = no_faults
    needs: tuple[str, ...] = field(default=())
    compulsory: bool = True


_tables: dict[str, Table] = {}


def register(table: Table) -> None:
    """Add ``table`` to what presets may hold; registering a name again replaces it."""
    _tables[table.name] = table


def tables() -> list[Table]:
    """Every registered table in order of application."""
    return sorted(_tables.values(), key=lambda table: table.order)
