"""What a route asks of an item before it knows who decides: content types register how to read it from theirs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True)
class SectionTrait:
    """A section the item is filed in: its lead units, and whether any of them or all of them decide (LD-3.4)."""

    code: str
    title: str
    leads: tuple[int, ...] = ()
    all_leads: bool = False


@dataclass(frozen=True)
class Traits:
    """What conditions, leads and due times depend on. ``kind`` is a code that ``kinds()`` names.

    ``due_at`` is the moment at which it is too late, where the item has a clock of its own.
    """

    kind: str
    sections: tuple[SectionTrait, ...] = ()
    origin: str = ""
    timely: bool = False
    event_date: date | None = None
    completed_on: date | None = None
    due_at: datetime | None = None


Choices = Sequence[tuple[str, str | Promise]]

_readers: dict[type, Callable[[Any], Traits]] = {}
_kinds: dict[str, str | Promise] = {}
_apart: set[str] = set()
_choices: dict[str, Callable[[], Choices]] = {}
_sections: dict[str, Callable[[Sequence[str]], tuple[SectionTrait, ...]]] = {}


def register(model: type, reader: Callable[[Any], Traits], kinds: Choices, apart: bool = False) -> None:
    """Let items of ``model`` tell what they are; ``kinds`` are the codes and names that conditions may use.

    What a regulation sets ``apart`` passes only the stages that name its kind: an answer to a question is approved by
    the unit's leader and by nobody else (ND-9.4).
    """
    _readers[model] = reader
    _kinds.update(kinds)
    if apart:
        _apart.update(code for code, _name in kinds)


def is_apart(kind: str) -> bool:
    """Whether items of this kind pass only the stages that name it."""
    return kind in _apart


def register_choices(condition: str, choices: Callable[[], Choices]) -> None:
    """Name what the condition "sections" or "origins" can be chosen from."""
    _choices[condition] = choices


def register_sections(room: str, reader: Callable[[Sequence[str]], tuple[SectionTrait, ...]]) -> None:
    """Let ``room`` tell the traits of its sections from their codes, so that a route can be tried on an example."""
    _sections[room] = reader


def sections_of(codes: Sequence[str]) -> tuple[SectionTrait, ...]:
    """The sections with these codes, with their leads as they are today."""
    return tuple(trait for reader in _sections.values() for trait in reader(codes))


def traits_of(item: Any) -> Traits:
    """The traits of ``item``; a type that has registered none is a kind by itself."""
    reader = _readers.get(type(item))
    return reader(item) if reader else Traits(kind=item._meta.model_name)


def kinds() -> Choices:
    """Every kind that an item may be, code and name."""
    return list(_kinds.items())


def choices_of(condition: str) -> Choices:
    """What the condition can be chosen from; nothing where no room has said."""
    return _choices[condition]() if condition in _choices else []
