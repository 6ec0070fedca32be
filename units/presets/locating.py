"""Where in a TOML file something stands; Python's own reader does not say."""

from __future__ import annotations

import re
from collections.abc import Iterator

Place = tuple[str | int, ...]
"""The way to a value: names of tables and keys, and numbers (from 0) of tables in a list."""

_TABLE = re.compile(r"\[(?P<list>\[)?\s*(?P<name>[A-Za-z0-9_.-]+)\s*\]")
_KEY = re.compile(r"(?P<key>[A-Za-z0-9_-]+)\s*=")
_FENCES = ('"""', "'''")


class Locator:
    """Line numbers of the tables and keys of one TOML text."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Place, int] = {}
        for place, line in _places(text):
            self._lines.setdefault(place, line)

    def line(self, place: Place) -> int:
        """The line (from 1) of ``place``, or of the nearest thing around it that has one."""
        for end in range(len(place), 0, -1):
            if place[:end] in self._lines:
                return self._lines[place[:end]]
        return 1


def _places(text: str) -> Iterator[tuple[Place, int]]:
    table: Place = ()
    counts: dict[Place, int] = {}
    fence: str | None = None
    for number, raw in enumerate(text.splitlines(), start=1):
        line = raw.strip()
        if fence is not None:
            fence = None if fence in line else fence
            continue
        if header := _TABLE.match(line):
            table = _table(header["name"], bool(header["list"]), counts)
            yield table[:-1], number
            yield table, number
        elif key := _KEY.match(line):
            yield (*table, key["key"]), number
        fence = next((mark for mark in _FENCES if line.count(mark) % 2), None)


def _table(name: str, is_list: bool, counts: dict[Place, int]) -> Place:
    place: Place = ()
    *outer, last = name.split(".")
    for part in outer:
        place = (*place, part)
        if place in counts:
            place = (*place, counts[place] - 1)
    place = (*place, last)
    if not is_list:
        return place
    counts[place] = counts.get(place, 0) + 1
    return (*place, counts[place] - 1)
