"""Finding issued documents on the portal: upper rooms say what they have; this one never imports them (ND-9.3a)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from units.issued.models import IssuedDocument
from units.messages.models import Message


@dataclass(frozen=True)
class Posted:
    """Since when readers have a document, and where."""

    on: date
    url: str


Finder = Callable[[Collection[str]], Mapping[str, Posted]]
"""From keys of symbols (``search.vietnamese.symbol_key``) to those of them that readers have, in a few queries."""

_finders: dict[str, Finder] = {}


def register(name: str, finder: Finder) -> None:
    """Let documents be found where a room keeps them; registering a name again replaces it."""
    _finders[name] = finder


@dataclass(frozen=True)
class NowPosted:
    """An awaited document that readers have."""

    document: IssuedDocument
    posted: Posted

    @property
    def line(self) -> str:
        """What it is, for whoever runs the command."""
        return f"{self.document.symbol}: {self.posted.url}"

    def give(self) -> list[Message]:
        """Note it; nobody has to be told."""
        waiting = IssuedDocument.objects.filter(pk=self.document.pk, posted_on=None)
        waiting.update(posted_on=self.posted.on, posted_url=self.posted.url)
        return []


def found_among(documents: Iterable[IssuedDocument]) -> Iterator[NowPosted]:
    """Those of ``documents`` that readers have. Nobody posts a document before it is issued: what is older with the
    same symbol is of an earlier term."""
    awaited = list(documents)
    keys = {document.symbol_key for document in awaited}
    found: dict[str, Posted] = {}
    for finder in _finders.values() if keys else ():
        found = {**finder(keys), **found}
    for document in awaited:
        posted = found.get(document.symbol_key)
        if posted is not None and posted.on >= document.issued_on:
            yield NowPosted(document, posted)


def due(now: datetime) -> Iterator[NowPosted]:
    """What has been posted since ``manage.py remind`` ran last."""
    yield from found_among(IssuedDocument.objects.awaited())
