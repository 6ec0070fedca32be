"""What else has a clock: upper rooms register what ``manage.py remind`` tells of beside the stages of approval."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Protocol

from units.messages.models import Message


class Due(Protocol):
    """Something that has become due."""

    @property
    def line(self) -> str:
        """What it is, for whoever runs the command."""
        ...

    def give(self) -> list[Message]:
        """Tell whoever has not been told; nobody where another run was faster."""
        ...


Watch = Callable[[datetime], Iterable[Due]]
"""From the present moment to what nobody has been told of yet."""

_watches: dict[str, Watch] = {}


def register(name: str, watch: Watch) -> None:
    """Let ``manage.py remind`` ask ``watch`` as well; registering a name again replaces it."""
    _watches[name] = watch


def due(now: datetime) -> Iterator[Due]:
    """What the rooms above have to tell of."""
    for watch in _watches.values():
        yield from watch(now)
