"""What the portal's catalogues add to the time of a public page (issue 9): the same page with them and without."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.test import Client
from django.test.utils import override_settings

PAGES = ("/", "/tinh-huong/")
#: Both are measured in turns, so that whatever else the machine does falls on both.
TURNS = 8


@dataclass(frozen=True)
class CatalogueMeasure:
    """One page: medians in milliseconds of the processor, with our catalogues and with those of the packages alone."""

    url: str
    ours: float
    packages: float

    @property
    def ratio(self) -> float:
        """How many times the time without them the time with them is."""
        return self.ours / self.packages


def measure_catalogues(rounds: int) -> Iterator[CatalogueMeasure]:
    """Measure each of ``PAGES`` in ``TURNS`` turns of ``rounds`` visits, after one that reads the catalogues."""
    ours, client = settings.LOCALE_PATHS, Client()
    for url in PAGES:
        times: dict[bool, list[float]] = {True: [], False: []}
        for turn in range(2 * TURNS):
            with_ours = turn % 2 == 0
            with override_settings(LOCALE_PATHS=ours if with_ours else []):
                client.get(url)
                times[with_ours] += [_milliseconds(client, url) for _visit in range(rounds)]
        yield CatalogueMeasure(url, statistics.median(times[True]), statistics.median(times[False]))


def _milliseconds(client: Client, url: str) -> float:
    began = time.process_time()
    client.get(url)
    return (time.process_time() - began) * 1000
