"""Entries of a preset as typed dataclasses, and the reader that checks raw TOML against them.

A field without a default is compulsory. Its type is one of ``str``, ``bool``, ``int``, ``date``, a tuple of one
of these or of another such dataclass; texts bear these marks where more is asked: ``Code``, ``Refers``, ``OneOf``,
``Unique``.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from datetime import date
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from django.utils.translation import gettext as _

from units.presets.locating import Locator, Place
from units.presets.mistakes import Mistake


@dataclass(frozen=True)
class Unique:
    """No two entries of the table have the same value."""


@dataclass(frozen=True)
class Slug:
    """Small letters and digits, with hyphens or underscores between them."""


@dataclass(frozen=True)
class Refers:
    """The code of an entry of one of these tables, higher up in the file's order; empty where it may be left out."""

    tables: tuple[str, ...]

    def __init__(self, *tables: str) -> None:
        object.__setattr__(self, "tables", tables)


@dataclass(frozen=True)
class OneOf:
    """One of a fixed set of words."""

    words: tuple[str, ...]


Code = Annotated[str, Slug(), Unique()]
"""The code by which other entries refer to this one."""

_SLUG = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


class Reader:
    """Reads raw tables into entries and collects every mistake on the way."""

    def __init__(self, locator: Locator) -> None:
        self.locator = locator
        self.mistakes: list[Mistake] = []
        self._values: dict[tuple[str, str], set[str]] = {}
        self._fresh: list[tuple[tuple[str, str], str]] = []

    def mistake(self, place: Place, found: str, expected: str) -> None:
        """Note what is wrong at ``place``."""
        self.mistakes.append(Mistake(self.locator.line(place), found, expected))

    def entry(self, kind: type, raw: object, place: Place) -> Any:
        """One entry of dataclass ``kind``, or None where ``raw`` does not make one."""
        if not isinstance(raw, dict):
            self.mistake(place, _shown(raw), _("a table"))
            return None
        before = len(self.mistakes)
        known = {field.name: field for field in fields(kind)}
        for name in raw.keys() - known.keys():
            self.mistake((*place, name), f"“{name}”", _expected_word(name, known))
        hints = get_type_hints(kind, include_extras=True)
        values: dict[str, Any] = {}
        for name, field in known.items():
            if name in raw:
                values[name] = self._value(hints[name], raw[name], (*place, name))
                if _is_compulsory(field) and raw[name] == "":
                    self.mistake((*place, name), _shown(""), _("a text that is not empty"))
            elif _is_compulsory(field):
                self.mistake(place, _("nothing for “%(name)s”") % {"name": name}, _wanted(hints[name]))
        # Only now may others refer to this entry; it cannot refer to itself.
        for key, value in self._fresh:
            self._values.setdefault(key, set()).add(value)
        self._fresh.clear()
        return kind(**values) if len(self.mistakes) == before else None

    def _value(self, hint: Any, raw: object, place: Place) -> Any:
        marks: tuple[Any, ...] = ()
        if get_origin(hint) is Annotated:
            hint, *rest = get_args(hint)
            marks = tuple(rest)
        if get_origin(hint) is tuple:
            return self._values_of(get_args(hint)[0], raw, place)
        if is_dataclass(hint):
            return self.entry(hint, raw, place)  # type: ignore[arg-type]
        if type(raw) is not hint:
            self.mistake(place, _shown(raw), _wanted(hint))
        elif isinstance(raw, str):
            for mark in marks:
                self._mark(mark, raw, place)
        return raw

    def _values_of(self, hint: Any, raw: object, place: Place) -> tuple[Any, ...]:
        if not isinstance(raw, list):
            self.mistake(place, _shown(raw), _("a list"))
            return ()
        return tuple(self._value(hint, value, (*place, number)) for number, value in enumerate(raw))

    def _mark(self, mark: object, value: str, place: Place) -> None:
        if isinstance(mark, Slug) and not _SLUG.fullmatch(value):
            self.mistake(place, _shown(value), _("small letters without marks, digits, hyphens and underscores"))
        elif isinstance(mark, OneOf) and value not in mark.words:
            self.mistake(place, _shown(value), _expected_word(value, mark.words))
        elif isinstance(mark, Unique):
            key = (str(place[0]), str(place[-1]))
            if value in self._values.get(key, set()):
                self.mistake(place, _("%(value)s a second time") % {"value": _shown(value)}, _("a value of its own"))
            self._fresh.append((key, value))
        elif isinstance(mark, Refers) and value:
            known = set().union(*(self._values.get((table, "code"), set()) for table in mark.tables))
            if value not in known:
                tables = ", ".join(f"[{table}]" for table in mark.tables)
                self.mistake(
                    place,
                    _shown(value),
                    _("the code of an entry of %(tables)s that comes before; %(known)s")
                    % {"tables": tables, "known": _expected_word(value, known)},
                )


def _is_compulsory(field: Field[Any]) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _shown(value: object) -> str:
    if isinstance(value, str):
        return f"“{value}”"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return _("a list")
    return _("a table") if isinstance(value, dict) else str(value)


def _wanted(hint: Any) -> str:
    if get_origin(hint) is Annotated:
        hint = get_args(hint)[0]
    names = {
        str: _("a text in quotation marks"),
        bool: _("true or false"),
        int: _("a whole number"),
        date: _("a day such as 2026-09-02, without quotation marks"),
    }
    return names.get(hint) or _("a list")


def _expected_word(value: str, words: Iterable[str]) -> str:
    near = difflib.get_close_matches(value, list(words), n=1)
    if near:
        return _("one of: %(words)s (perhaps “%(near)s”)") % {"words": ", ".join(sorted(words)), "near": near[0]}
    return _("one of: %(words)s") % {"words": ", ".join(sorted(words)) or "–"}
