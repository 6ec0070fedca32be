"""What an address of the search page asks, and the addresses of what is asked next.

/tim-kiem/?q=nghi+quyet&kind=article&unit=3&unit=5&section=tin-tuc&year=2026&sort=date&page=2
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse

from .facets import FACETS
from .finding import Question, Sort
from .vietnamese import normalise

LONGEST_QUERY = 200
#: Values of one facet that an address may hold; nobody chooses more by hand.
MOST_VALUES = 20
#: Each facet's name in an address, as :class:`~search.finding.Question` calls it, and the most characters of a value.
PARAMETERS = {"kinds": ("kind", 40), "units": ("unit", 9), "sections": ("section", 100), "years": ("year", 4)}
NUMBERS = frozenset({"units", "years"})
BY_DATE = "date"


@dataclass(frozen=True)
class Asked:
    """A question as it stands in an address; every filter and the order can be turned on and off by a link."""

    question: Question

    @property
    def text(self) -> str:
        """The words in the box."""
        return self.question.text

    @property
    def is_too_long(self) -> bool:
        """Whether the words are more than the search looks at."""
        return len(self.text) > LONGEST_QUERY

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is on."""
        return any(getattr(self.question, facet) for facet in FACETS)

    @property
    def is_plain(self) -> bool:
        """Whether somebody has just typed it: no filter and no order chosen yet."""
        return not self.is_narrowed and self.question.sort != BY_DATE

    def has(self, facet: str, value: Any) -> bool:
        """Whether the filter ``facet`` lets ``value`` through by name."""
        return value in getattr(self.question, facet)

    def chosen(self) -> Iterator[tuple[str, Any]]:
        """Each filter that is on: its facet and its value."""
        for facet in FACETS:
            for value in getattr(self.question, facet):
                yield facet, value

    def toggled(self, facet: str, value: Any) -> str:
        """The address with ``value`` let through where it was not, and the other way round."""
        values = getattr(self.question, facet)
        others = tuple(each for each in values if each != value)
        return self._address(**{facet: others if value in values else (*values, value)})

    def sorted_by(self, sort: str) -> str:
        """The address with another order."""
        return self._address(sort=sort)

    def without_filters(self) -> str:
        """The address with the words and the order alone."""
        return self._address(**dict.fromkeys(FACETS, ()))

    def asking(self, text: str) -> str:
        """The address of other words, without filters."""
        return Asked(Question(text))._address()

    def _address(self, **changes: Any) -> str:
        question = replace(self.question, **changes)
        pairs = [("q", question.text)]
        for facet, (name, _longest) in PARAMETERS.items():
            pairs += [(name, str(value)) for value in getattr(question, facet)]
        if question.sort == BY_DATE:
            pairs.append(("sort", BY_DATE))
        return f"{reverse('search')}?{urlencode(pairs)}"


def read(parameters: QueryDict) -> Asked:
    """Return what ``parameters`` ask. Never raises; values that cannot be any are left out."""
    values = {facet: _values(parameters, facet) for facet in FACETS}
    text = " ".join(normalise(parameters.get("q", "")).split())
    sort: Sort = "date" if parameters.get("sort") == BY_DATE else "relevance"
    return Asked(Question(text, sort=sort, **values))


def _values(parameters: QueryDict, facet: str) -> tuple[Any, ...]:
    name, longest = PARAMETERS[facet]
    found: dict[Any, None] = {}
    for typed in parameters.getlist(name)[:MOST_VALUES]:
        value = " ".join(normalise(typed).split())
        if not value or len(value) > longest:
            continue
        if facet not in NUMBERS:
            found[value] = None
        elif value.isascii() and value.isdecimal():
            found[int(value)] = None
    return tuple(found)
