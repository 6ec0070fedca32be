"""What counts as a contribution: a content type registers itself and says its facts; this room never imports it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class AuthorFact:
    """An author: a person with an account or only a name, and the share of the work in per cent."""

    name: str
    share: int
    user_id: int | None = None


@dataclass(frozen=True)
class Facts:
    """What the ledger notes of an item beyond what every page knows."""

    kind: str
    sections: list[str]
    origin: str
    timely: bool
    event_date: date | None
    authors: list[AuthorFact]
    completed_on: date | None = None


_facts: dict[type, Callable[[Any], Facts]] = {}
_authors: dict[type, Callable[[dict[str, Any]], set[int]]] = {}
_kinds: dict[str, str | Promise] = {}


def register(model: type, facts: Callable[[Any], Facts], kinds: dict[str, str | Promise]) -> None:
    """Let items of ``model`` count: ``facts`` reads one item, ``kinds`` names its kinds in display order."""
    _facts[model] = facts
    _kinds.update(kinds)


def models() -> list[Any]:
    """Every type whose items count."""
    return list(_facts)


def facts_of(item: Any) -> Facts | None:
    """The facts of ``item``, or None if its type does not count."""
    reader = _facts.get(type(item))
    return reader(item) if reader else None


def register_authors(model: type, authors: Callable[[dict[str, Any]], set[int]]) -> None:
    """Read the accounts of the authors of a ``model`` from the stored content of a version, without making the item."""
    _authors[model] = authors


def authors_in(item: Any, content: dict[str, Any]) -> set[int]:
    """The ids of the accounts that the stored version of ``item`` names as its authors."""
    reader = _authors.get(type(item)) or _authors.get(getattr(item, "specific_class", None) or type(item))
    return reader(content) if reader else set()


def kinds() -> dict[str, str | Promise]:
    """Every kind that counts, code to name, in display order."""
    return dict(_kinds)
