"""One play: a portal of its own inside a savepoint, a clock, and everything that is looked at after each act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import time_machine
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import transaction
from django.http import HttpResponse

from tests.units.machine import doors, invariants
from tests.units.machine.actors import World
from tests.units.machine.learning import Act, learn
from tests.units.machine.model import Memory
from tests.units.machine.photographs import Photo, photograph

#: A Monday morning, so that every play is the same whatever the day it runs on.
BEGINNING = "2026-10-12T09:00:00+07:00"
#: How many steps go by until readers look again, unless something has left the public.
SELDOM = 5


class Play:
    """What one example plays on. ``world`` is laid once; ``close`` takes back all that was played."""

    def __init__(self, world: World, photo: Photo) -> None:
        self.world, self.photo, self.memory = world, photo, Memory()
        self.steps = self.marks = self.waits = 0
        self.copied_from: int | None = None
        self._savepoint = transaction.atomic()
        self._savepoint.__enter__()
        self._travel = time_machine.travel(BEGINNING, tick=False)
        self.clock = self._travel.start()

    def close(self) -> None:
        """Look at everything once more, then leave the database as it was."""
        try:
            if self.steps:
                invariants.the_record_is_whole()
                invariants.readers_see_only_what_is_public(self.world, self.photo, invariants.faces(self.world))
        finally:
            self._travel.stop()
            transaction.set_rollback(True)
            self._savepoint.__exit__(None, None, None)

    # Choosing

    @property
    def items(self) -> list[int]:
        """The articles there are, oldest first."""
        return sorted(self.photo.pages)

    def item(self, number: int, wanted: Callable[[int], Any] | None = None) -> int | None:
        """The article that ``number`` falls on, of those ``wanted`` where there are any; None where there is none."""
        found = [item for item in self.items if wanted is None or wanted(item)] or self.items
        return found[number % len(found)] if found else None

    def one_of(self, people: list[int], number: int, otherwise: str) -> str:
        """The name of the person of ``people`` that ``number`` falls on, ``otherwise`` where there is nobody."""
        return self.world.names[people[number % len(people)]] if people else otherwise

    def writers_for(self, unit: int) -> list[int]:
        """Whoever may write for the unit today."""
        return [pk for pk in self.world.names if self.memory.capable(self.photo, pk, "write", unit)]

    def in_force(self) -> int:
        """How many roles are held today."""
        return sum(len(self.memory.held(self.photo, person)) for person in self.world.names)

    def mark(self) -> str:
        """A word that stands nowhere yet."""
        self.marks += 1
        return f"zq{self.marks}q"

    # Acting

    def post(self, name: str, request: doors.Request, *typed: str, as_json: bool = False) -> None:
        """``name`` posts a form, in which they have typed the marks ``typed``."""
        address, data = request
        how = {"content_type": "application/json"} if as_json else {}
        self.act(name, lambda: self.world.client(name).post(address, data, **how), address, *typed)

    def get(self, name: str, address: str) -> None:
        """``name`` opens a page."""
        self.act(name, lambda: self.world.client(name).get(address), address)

    def act(self, name: str, do: Callable[[], Any], what: str, *typed: str) -> None:
        """Let ``name`` do something, then look at everything."""
        self.clock.shift(timedelta(minutes=1))
        answer = None
        try:
            with transaction.atomic():
                answer = do()
        except PermissionDenied:
            pass
        self._look(self.world.people[name], what, answer, frozenset(typed))

    def let_time_pass(self, time: timedelta) -> None:
        """The clock runs on and the commands of the night are run."""
        self.clock.shift(time)
        self.waits += 1
        for command in ("publish_scheduled", "remind"):
            call_command(command, stdout=Nowhere())
        self._look(None, "the clock", None, frozenset())

    def _look(self, who: int | None, what: str, answer: Any, typed: frozenset[str]) -> None:
        self.steps += 1
        after = photograph()
        act = Act(self.world, self.memory, who, self.photo, after, typed, self.copied_from)
        self.photo, self.copied_from = after, None
        learn(act)
        invariants.hold(act)
        if isinstance(answer, HttpResponse) or hasattr(answer, "streaming"):
            invariants.saw_nothing_foreign(act, answer, what)
        invariants.readers_see_only_what_is_public(self.world, after, self._looked_at(act))

    def _looked_at(self, act: Act) -> list[str]:
        """What readers open now: everything where something has left the public, otherwise a little now and then."""
        before, after = act.before, act.after
        left = [
            item
            for item in before.pages
            if before.of_page(item, "live") and not (item in after.pages and after.of_page(item, "live"))
        ]
        if left:
            return [*invariants.faces(self.world), *self._addresses(left)]
        if self.steps % SELDOM:
            return []
        turn = self.steps // SELDOM
        faces, hidden = invariants.faces(self.world), self._addresses(self.items)
        return [faces[turn % len(faces)], *hidden[turn % len(hidden) : turn % len(hidden) + 1]] if hidden else []

    def _addresses(self, items: list[int]) -> list[str]:
        # A withdrawn article may keep its text at its address, under an explanation.
        withdrawn = {row[0] for row in self.photo.withdrawals.values()}
        return [invariants.faces_of(item) for item in items if item not in withdrawn]


class Nowhere:
    """Takes what a command prints."""

    def write(self, text: str) -> None:
        """Keep nothing."""

    def flush(self) -> None:
        """Nothing to do."""
