"""Measuring time on a machine that does other things as well: by the clock, and by what the processors did for it.

The second counts this process and the server process that answers it (PostgreSQL's for this connection, or OpenSearch)
where that runs on the same machine and the system is Linux, which says so for each thread.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from search.engines.opensearch.client import is_configured, request

_LOCAL = frozenset({"127.0.0.1", "localhost", "::1", ""})


@dataclass
class Taken:
    """Milliseconds by the clock, and of processors."""

    clock: float = 0.0
    busy: float = 0.0


class Stopwatch:
    """Takes the time of one piece of work after the other."""

    def __init__(self) -> None:
        self._servers = [Path(f"/proc/{number}/task") for number in _servers()]

    @contextmanager
    def taking(self) -> Iterator[Taken]:
        """Fill in what the work within takes."""
        taken = Taken()
        clock, busy = time.perf_counter(), self._busy()
        yield taken
        taken.clock, taken.busy = (time.perf_counter() - clock) * 1000, (self._busy() - busy) * 1000

    def _busy(self) -> float:
        return time.process_time() + sum(map(_of_threads, self._servers)) / 1e9


def _of_threads(folder: Path) -> int:
    """Nanoseconds that the threads of a process have had a processor for; those that ended are forgotten."""
    total = 0
    for thread in folder.glob("*/schedstat"):
        with suppress(OSError):
            total += int(thread.read_text().split()[0])
    return total


def _servers() -> list[int]:
    """The numbers of the processes on this machine that answer this one."""
    found: list[int] = []
    if connection.vendor == "postgresql" and connection.settings_dict["HOST"] in _LOCAL:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            found.append(cursor.fetchone()[0])
    if is_configured() and urlsplit(settings.SEARCH_ENGINE["URLS"][0]).hostname in _LOCAL:
        found += [node["process"]["id"] for node in request("GET", "/_nodes/process")["nodes"].values()]
    return found
