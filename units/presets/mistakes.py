"""What can be wrong with a preset, said so that whoever wrote it can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, order=True)
class Mistake:
    """One mistake: the line where it stands (from 1), what stands there and what was expected."""

    line: int
    found: str
    expected: str

    def sentence(self, file: str) -> str:
        """The mistake in one line, with its place."""
        return _("%(file)s, line %(line)s: found %(found)s; expected %(expected)s.") % {
            "file": file,
            "line": self.line,
            "found": self.found,
            "expected": self.expected,
        }


class PresetError(Exception):
    """A preset that cannot be read; names every mistake at once, and nothing has been applied."""

    def __init__(self, file: str, mistakes: Sequence[Mistake]) -> None:
        self.file = file
        self.mistakes = sorted(mistakes)
        super().__init__("\n".join(mistake.sentence(file) for mistake in self.mistakes))


class PresetRefused(Exception):
    """A sound preset that this portal cannot take as it stands, with the reason as a sentence."""
