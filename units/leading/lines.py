"""What stands on the leader's page: lines with one thing to do each, in four parts; upper rooms add theirs (ND-9.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from units.leading.chairs import Chair

#: More lines than this are no page for three minutes; the rest is behind the part's own links.
MOST = 6


class Part(TextChoices):
    """The parts of the page, in the order in which they are read."""

    WAITING = "waiting", _("What waits for you")
    LATE = "late", _("What is late, and with whom")
    STANDING = "standing", _("How we stand")
    SAID = "said", _("What people say")


#: What is said where a part has nothing to say.
NOTHING = {
    Part.WAITING: _("Nothing waits for you."),
    Part.LATE: _("Nothing is late."),
    Part.STANDING: _("No quota has been assigned and no duty holds at present."),
    Part.SAID: _("Nobody has said anything new."),
}


class Tone(Enum):
    """How a line is meant; told by an icon and its place, never by colour alone. Worse ones come first."""

    BAD = "warning"
    TELL = "info-circle"
    GOOD = "circle-check"

    @property
    def css(self) -> str:
        """The name by which the style sheet knows it."""
        return self.name.lower()


@dataclass(frozen=True)
class Line:
    """One sentence, what to do about it and where. ``share`` is how much of something there is, in per cent."""

    text: str
    action: str
    url: str
    tone: Tone = Tone.TELL
    share: int | None = None


@dataclass(frozen=True)
class Block:
    """One part of the page with its lines."""

    part: Part
    lines: tuple[Line, ...]
    left_off: int

    @property
    def nothing(self) -> str:
        """What is said instead of lines."""
        return str(NOTHING[self.part])


Reader = Callable[[Chair], Iterable[Line]]
"""From a chair to the lines of one part, in a number of queries that does not grow."""

_readers: dict[Part, dict[str, Reader]] = {part: {} for part in Part}


def register(part: Part, name: str, reader: Reader) -> None:
    """Add lines to a part of the page; registering a name again replaces it."""
    _readers[part][name] = reader


def blocks_for(chair: Chair) -> list[Block]:
    """The whole page for whoever sits on ``chair``: in each part what is bad first, then as registered."""
    order = list(Tone)
    blocks = []
    for part in Part:
        found = [line for reader in _readers[part].values() for line in reader(chair)]
        found.sort(key=lambda line: order.index(line.tone))
        blocks.append(Block(part, tuple(found[:MOST]), max(0, len(found) - MOST)))
    return blocks
