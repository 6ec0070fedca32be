"""Counting: each process gathers for a minute and adds what it has to the database, so that a visit costs no query."""

from __future__ import annotations

import threading
import time
from collections import Counter
from datetime import date
from typing import NamedTuple

from django.db import transaction
from django.db.models import F

from units.visits.models import PageVisits

#: Seconds for which a process gathers, and the most addresses that it keeps meanwhile.
GATHERED_FOR, MOST = 60, 500


class Place(NamedTuple):
    """What was opened on which day."""

    day: date
    path: str
    unit_id: int | None
    kind: str


class Gathering:
    """The visits that one process has not written down yet. What a process that dies has gathered is lost."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._seen: Counter[Place] = Counter()
        self._since = time.monotonic()

    def note(self, place: Place) -> None:
        """Count a visit; write down what was gathered when it is time."""
        with self._lock:
            self._seen[place] += 1
            is_time = time.monotonic() - self._since >= GATHERED_FOR or len(self._seen) >= MOST
        if is_time:
            self.write()

    def write(self) -> None:
        """Add what was gathered to the database; two queries an address, however often it was opened."""
        with self._lock:
            seen, self._seen, self._since = self._seen, Counter(), time.monotonic()
        for place, number in sorted(seen.items(), key=lambda entry: entry[0][:2]):
            with transaction.atomic():
                row, _made = PageVisits.objects.get_or_create(
                    day=place.day, path=place.path, defaults={"unit_id": place.unit_id, "kind": place.kind}
                )
                PageVisits.objects.filter(pk=row.pk).update(number=F("number") + number)


gathering = Gathering()
