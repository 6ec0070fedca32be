"""One entry of a content file, read field by field; every error names the file, the entry and the field."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping


class CorpusError(ValueError):
    """A content file is not as the loader needs it. The sentence says where and what to correct."""


class Entry:
    """A table of a content file. Reading takes a field out; `finish` refuses what nobody asked for."""

    def __init__(self, place: str, fields: object) -> None:
        self.place = place
        if not isinstance(fields, Mapping):
            raise CorpusError(f"{place}: expected a table of fields.")
        self._fields: dict[str, object] = dict(fields)

    def fail(self, sentence: str) -> CorpusError:
        """An error at this entry, to be raised by the caller."""
        return CorpusError(f"{self.place}: {sentence}")

    def has(self, name: str) -> bool:
        """Whether the field is given and not yet read."""
        return name in self._fields

    def text(self, name: str, default: str | None = None) -> str:
        """A text field, in NFC and not empty; `default` when it is left out."""
        value = self._fields.pop(name, default)
        if not isinstance(value, str) or not value.strip():
            raise self.fail(f"“{name}” must be a text.")
        if not unicodedata.is_normalized("NFC", value):
            raise self.fail(f"“{name}” is not in Unicode form NFC; convert the file.")
        return value.strip()

    def choice(self, name: str, allowed: frozenset[str], default: str | None = None) -> str:
        """A text field that holds one of the `allowed` words."""
        value = self.text(name, default)
        if value not in allowed:
            raise self.fail(f"“{name}” is “{value}”; it must be one of {', '.join(sorted(allowed))}.")
        return value

    def number(self, name: str, lowest: int, highest: int) -> int:
        """A whole-number field within bounds, both included."""
        value = self._fields.pop(name, None)
        if not isinstance(value, int) or isinstance(value, bool) or not lowest <= value <= highest:
            raise self.fail(f"“{name}” must be a whole number from {lowest} to {highest}.")
        return value

    def flag(self, name: str) -> bool:
        """A yes-or-no field; left out, it is no."""
        value = self._fields.pop(name, False)
        if not isinstance(value, bool):
            raise self.fail(f"“{name}” must be true or false.")
        return value

    def texts(self, name: str, least: int = 0) -> tuple[str, ...]:
        """A list of texts with at least `least` of them."""
        value = self._list(name, least)
        if not all(isinstance(item, str) and item.strip() for item in value):
            raise self.fail(f"“{name}” must be a list of texts.")
        return tuple(unicodedata.normalize("NFC", str(item)) for item in value)

    def entries(self, name: str, label: str, least: int = 0) -> Iterator[Entry]:
        """The tables of a list field, each with its own place (“article 3”)."""
        for index, item in enumerate(self._list(name, least), start=1):
            yield Entry(f"{self.place}, {label} {index}", item)

    def entry(self, name: str) -> Entry:
        """The table of a field, with its own place."""
        return Entry(f"{self.place}, {name}", self._fields.pop(name, None))

    def finish(self) -> None:
        """Refuse fields that were not read: most often a misspelt name."""
        if self._fields:
            raise self.fail(f"unknown field “{sorted(self._fields)[0]}”; correct its name or remove it.")

    def _list(self, name: str, least: int) -> list[object]:
        value = self._fields.pop(name, [])
        if not isinstance(value, list) or len(value) < least:
            raise self.fail(f"“{name}” must be a list with at least {least} items.")
        return value
