"""What each screen of the administration is for: one line, and where the guide says more (LD-4.2c).

A screen is known by the name of its address, with its namespace. ``tests/units/guide`` fails on a screen that has
neither help nor a reason to need none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from django.utils.functional import Promise


@dataclass(frozen=True)
class Help:
    """What a screen is for, and its place in the guide, such as ``van-phong#quy-trinh``.

    ``line`` is empty where the screen's own template says it in a ``portal-screen__purpose``.
    """

    place: str
    line: str | Promise = ""


_helps: dict[str, Help] = {}
_without: dict[str, str] = {}


def register(helps: Mapping[str, Help]) -> None:
    """Give help to the screens of these names; ``*`` in a name stands for any characters."""
    _helps.update(helps)
    help_for.cache_clear()


def register_without(names: Mapping[str, str]) -> None:
    """Say why the addresses of these names need no help: they are no screens of their own."""
    _without.update(names)


@cache
def help_for(name: str) -> Help | None:
    """Return the help of the screen with this name: its own, or that of the longest pattern that fits."""
    if reason_without(name):
        return None
    fitting = [known for known in _helps if fnmatchcase(name, known)]
    return _helps[max(fitting, key=lambda known: (known == name, len(known)))] if fitting else None


def reason_without(name: str) -> str:
    """Return why an address needs no help; empty when it does. A screen's own help outranks a pattern here."""
    if name in _helps:
        return ""
    return next((reason for known, reason in _without.items() if fnmatchcase(name, known)), "")


def places() -> set[str]:
    """Return every place in the guide that a screen leads to."""
    return {known.place for known in _helps.values()}
