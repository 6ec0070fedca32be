"""Reading the whole chain again: every entry that was altered, removed or inserted is named (LD-1.2c, ND-13.6d).

The chain shows what was changed within it. Who can rewrite all of it rewrites its head as well; against that helps a
head that was noted down elsewhere, see ``compare``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from django.db import transaction
from django.utils.translation import gettext as _

from units.record.chain import digest_of
from units.record.models import GENESIS, RecordEntry, RecordHead

PAGE = 1000
#: Entries beyond the head that are named one by one.
NAMED = 100


class Kind(Enum):
    """What was done to the record."""

    ALTERED = "altered"
    REPLACED = "replaced"
    REMOVED = "removed"
    INSERTED = "inserted"
    HEAD = "head"


@dataclass(frozen=True)
class Flaw:
    """Something that is not as it was written: the entry's number, what happened to it, and that as a sentence."""

    number: int
    kind: Kind
    sentence: str


@dataclass(frozen=True)
class Unreadable:
    """An entry that holds what the portal never writes, such as a time that is none."""

    number: int


class Walk:
    """Follows the chain entry by entry and remembers only where it stands.

    ``digest`` is None where the entry before is known to be wrong, so that one change is not reported twice.
    """

    def __init__(self, number: int = 0, digest: str | None = GENESIS) -> None:
        self.number = number
        self.digest = digest

    def step(self, entry: RecordEntry | Unreadable) -> Iterator[Flaw]:
        """Go on to ``entry`` and say what is wrong with it or before it."""
        if entry.number <= self.number:
            yield _inserted(entry.number)
            return
        if entry.number > self.number + 1:
            yield _removed(self.number + 1, entry.number - 1)
            self.digest = None
        if isinstance(entry, Unreadable) or digest_of(entry) != entry.digest:
            yield _altered(entry.number)
            self.number, self.digest = entry.number, None
            return
        if self.digest is not None and entry.previous != self.digest:
            yield _replaced(self.number, entry.number)
        self.number, self.digest = entry.number, entry.digest

    def arrive(self, end: RecordHead) -> Iterator[Flaw]:
        """Compare where the walk ended with where the chain says that it ends."""
        if end.number > self.number:
            yield _removed(self.number + 1, end.number)
        elif end.number == self.number and self.digest not in (None, end.digest):
            yield Flaw(
                end.number,
                Kind.REPLACED,
                _("Entry %(number)s is not the one that the head of the record names: it was replaced.")
                % {"number": end.number},
            )


def verify(since: int | None = None, progress: Callable[[int], None] | None = None) -> Iterator[Flaw]:
    """Every flaw of the record from the entry ``since`` on, in bounded memory; ``progress`` is told numbers passed.

    What is appended meanwhile is verified too; for those last entries alone the head is locked.
    """
    first = max(since or 1, 1)
    walk = Walk()
    if first > 1:
        before = RecordEntry.objects.filter(number=first - 1).first()
        if before is None:
            yield _removed(first - 1, first - 1)
        walk = Walk(first - 1, before.digest if before else None)
    end = RecordHead.objects.filter(pk=RecordHead.ONLY).first()
    known = end.number if end else _highest()
    for entry in _entries(first, known):
        yield from walk.step(entry)
        if progress and entry.number % PAGE == 0:
            progress(entry.number)
    yield from _ending(walk, known)


def _ending(walk: Walk, known: int) -> list[Flaw]:
    """The flaws after the entry ``known`` and at the head, found while nobody can append."""
    flaws: list[Flaw] = []
    with transaction.atomic():
        # Asked before the head: an entry that is seen here has its head in any later answer.
        begun = bool(_highest())
        end = RecordHead.objects.select_for_update().filter(pk=RecordHead.ONLY).first()
        if end is None:
            gone = Flaw(0, Kind.HEAD, _("The head of the record was removed; restore it from a backup."))
            return [gone] if begun else []
        for entry in _entries(known + 1, end.number):
            flaws.extend(walk.step(entry))
        flaws.extend(walk.arrive(end))
        beyond = RecordEntry.objects.filter(number__gt=end.number).order_by("number")
        flaws.extend(_beyond(number, end) for number in beyond.values_list("number", flat=True)[:NAMED])
        if _highest() > max(end.number, flaws[-1].number if flaws else 0):
            flaws.append(_beyond(_highest(), end))
    return flaws


def compare(number: int, digest: str) -> Flaw | None:
    """What became of the entry ``number`` since its ``digest`` was noted down as the head; None if nothing did."""
    stored = RecordEntry.objects.filter(number=number).values_list("digest", flat=True).first()
    if number == 0:
        stored = GENESIS
    if stored is None:
        return _removed(number, number)
    if stored != digest.lower():
        return Flaw(
            number,
            Kind.REPLACED,
            _("Entry %(number)s no longer has the digest that was noted down: the record was rewritten up to there.")
            % {"number": number},
        )
    return None


def _entries(first: int, last: int) -> Iterator[RecordEntry | Unreadable]:
    """The entries from ``first`` to ``last`` in order, a page at a time."""
    while first <= last:
        page = RecordEntry.objects.filter(number__gte=first, number__lte=last).order_by("number")[:PAGE]
        entries: list[RecordEntry | Unreadable]
        try:
            entries = list(page)
        except (AttributeError, TypeError, ValueError):
            entries = [_one(number) for number in page.values_list("number", flat=True)]
        if not entries:
            return
        yield from entries
        first = entries[-1].number + 1


def _one(number: int) -> RecordEntry | Unreadable:
    try:
        return RecordEntry.objects.get(number=number)
    except (AttributeError, TypeError, ValueError):
        return Unreadable(number)


def _highest() -> int:
    numbers = RecordEntry.objects.order_by("-number").values_list("number", flat=True)
    return numbers.first() or 0


def _altered(number: int) -> Flaw:
    return Flaw(
        number,
        Kind.ALTERED,
        _("Entry %(number)s was altered: its content no longer has its digest.") % {"number": number},
    )


def _replaced(number: int, following: int) -> Flaw:
    if number == 0:
        sentence = _("Entry %(following)s does not begin the record as it was begun: it was replaced.")
    else:
        sentence = _(
            "Entry %(number)s is not the one that entry %(following)s was written after: one of the two was replaced."
        )
    return Flaw(number or following, Kind.REPLACED, sentence % {"number": number, "following": following})


def _removed(first: int, last: int) -> Flaw:
    if first == last:
        return Flaw(first, Kind.REMOVED, _("Entry %(number)s was removed.") % {"number": first})
    return Flaw(first, Kind.REMOVED, _("Entries %(first)s to %(last)s were removed.") % {"first": first, "last": last})


def _inserted(number: int) -> Flaw:
    return Flaw(
        number,
        Kind.INSERTED,
        _("Entry %(number)s was inserted: its number was already taken.") % {"number": number},
    )


def _beyond(number: int, end: RecordHead) -> Flaw:
    return Flaw(
        number,
        Kind.INSERTED,
        _("Entry %(number)s was inserted: the record ends at entry %(end)s.") % {"number": number, "end": end.number},
    )
