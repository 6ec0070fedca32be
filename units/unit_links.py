"""Where a unit's page leads to besides its news; rooms above say what they keep for a unit (LD-3.6)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from units.models import Unit


@dataclass(frozen=True)
class Link:
    """A place of the portal by the words that lead there."""

    label: str
    url: str


Reader = Callable[["Unit", HttpRequest], list[Link]]
"""From a unit and a request to links, in one query at most."""

_readers: dict[str, Reader] = {}


def register(name: str, reader: Reader) -> None:
    """Add links to every unit's page; registering a name again replaces them."""
    _readers[name] = reader


def links_of(unit: Unit, request: HttpRequest) -> list[Link]:
    """What the rooms above keep for ``unit``, in the order of their names."""
    return [link for name in sorted(_readers) for link in _readers[name](unit, request)]
