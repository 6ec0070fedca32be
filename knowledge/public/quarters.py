"""Quarters as the index of situations shows and asks for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from units import calendar
from units.contributions.periods import FIRST_YEAR, LAST_YEAR, QUARTERS, quarter_of

_CODE = re.compile(r"(20\d\d|2100)-([1-4])", re.ASCII)


@dataclass(frozen=True, order=True)
class Quarter:
    """A quarter of a year on the portal's calendar; later ones are greater."""

    year: int
    number: int

    @classmethod
    def of(cls, moment: datetime) -> Quarter:
        """The quarter in which ``moment`` lies in Asia/Ho_Chi_Minh."""
        day = calendar.day_of(moment)
        return cls(day.year, quarter_of(day))

    @classmethod
    def current(cls) -> Quarter:
        """The quarter in which today lies."""
        day = calendar.today()
        return cls(day.year, quarter_of(day))

    @classmethod
    def read(cls, code: str) -> Quarter | None:
        """The quarter that an address calls ``code``, such as "2026-4"; None where there is no such quarter."""
        found = _CODE.fullmatch(code)
        return cls(int(found[1]), int(found[2])) if found else None

    @property
    def code(self) -> str:
        """Its name in an address."""
        return f"{self.year}-{self.number}"

    @property
    def label(self) -> str:
        """Its name in a heading, after the word: "IV/2026"."""
        return f"{QUARTERS[self.number]}/{self.year}"

    @property
    def period(self) -> calendar.Period:
        """Its days."""
        return calendar.quarter(self.year, self.number)

    @property
    def before(self) -> Quarter:
        """The quarter before it."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)


def since(first: datetime | None) -> list[Quarter]:
    """The quarters from the current one back to that of ``first``; none where nothing was ever public."""
    found: list[Quarter] = []
    if first is not None:
        begin, quarter = max(Quarter.of(first), Quarter(FIRST_YEAR, 1)), min(Quarter.current(), Quarter(LAST_YEAR, 4))
        while quarter >= begin:
            found.append(quarter)
            quarter = quarter.before
    return found
