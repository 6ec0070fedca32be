"""From a file to a checked preset: every mistake in one go, or entries that can be applied."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from units.presets.locating import Locator
from units.presets.mistakes import Mistake, PresetError
from units.presets.schema import Reader
from units.presets.tables import Table, tables

FOLDER = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Preset:
    """A regulation as data: checked entries by table."""

    source: str
    entries: dict[str, list[Any]]


def names() -> list[str]:
    """The presets that come with the portal."""
    return sorted(path.stem for path in FOLDER.glob("*.toml"))


def read(source: str | Path) -> Preset:
    """Read the preset called ``source``, or the TOML file at that path.

    Raises ``PresetError`` with every mistake, its line, what stood there and what was expected.
    """
    path = FOLDER / f"{source}.toml" if str(source) in names() else Path(source)
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        expected = _("a TOML file in UTF-8 or one of: %(names)s") % {"names": ", ".join(names())}
        raise PresetError(str(source), [Mistake(1, _("no readable file"), expected)]) from error
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        number = int(line[1]) if line else len(text.splitlines())
        stood = text.splitlines()[number - 1].strip() if text.strip() else ""
        raise PresetError(path.name, [Mistake(number, f"“{stood}” ({error})", _("valid TOML"))]) from error
    return _checked(path.name, text, raw)


def _checked(file: str, text: str, raw: dict[str, Any]) -> Preset:
    reader = Reader(Locator(text))
    entries: dict[str, list[Any]] = {}
    faulty: set[str] = set()
    known = tables()
    for name in raw.keys() - {table.name for table in known}:
        expected = _("one of: %(words)s") % {"words": ", ".join(table.name for table in known)}
        reader.mistake((name,), f"[{name}]", expected)
    for table in known:
        before = len(reader.mistakes)
        entries[table.name] = _entries(reader, table, raw)
        if len(reader.mistakes) > before:
            faulty.add(table.name)
    for table in known:
        if faulty.isdisjoint({table.name, *table.needs}):
            for fault in table.check(entries):
                reader.mistake(fault.place, fault.found, fault.expected)
    if reader.mistakes:
        raise PresetError(file, reader.mistakes)
    return Preset(file, entries)


def _entries(reader: Reader, table: Table, raw: dict[str, Any]) -> list[Any]:
    header = f"[[{table.name}]]" if table.many else f"[{table.name}]"
    if table.name not in raw and not table.compulsory:
        return []
    if table.name not in raw:
        reader.mistake((), _("no %(header)s") % {"header": header}, _("at least one %(header)s") % {"header": header})
        return []
    found = raw[table.name]
    if isinstance(found, list) != table.many:
        reader.mistake((table.name,), f"[{table.name}]" if table.many else f"[[{table.name}]]", header)
        return []
    if not table.many:
        return [reader.entry(table.entry, found, (table.name,))]
    return [reader.entry(table.entry, one, (table.name, number)) for number, one in enumerate(found)]
