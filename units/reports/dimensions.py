"""What the lines of a report are: units, people, values of a column, sections."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q
from django.utils.translation import gettext as _

from search.vietnamese import sort_key
from units.contributions.figures import existed, name_on
from units.contributions.selection import in_section
from units.reports.measures import Text

if TYPE_CHECKING:
    from units.reports.asked import Asked

#: Every key is a text, as an address carries it; the line of all of them has none.
ALL = ""
NONE = "-"
LONGEST_NUMBER = 18


def is_number(key: str) -> bool:
    """Whether ``key``, which may come from an address, can be the key of a row."""
    return key.isdecimal() and len(key) <= LONGEST_NUMBER


@dataclass(frozen=True)
class Dimension(ABC):
    """Lines by the columns ``fields`` of the facts, a line for each value of the first."""

    heading: Text
    fields: tuple[str, ...]
    #: Whether the lines add up to the whole; not where one fact stands in several.
    adds_up: bool = True

    def keys(self, row: Mapping[str, Any]) -> Iterable[str]:
        """The lines in which the facts of a group stand."""
        value = row[self.fields[0]]
        return [NONE if value in {None, ""} else str(value)]

    @abstractmethod
    def named(self, found: set[str], asked: Asked) -> dict[str, str]:
        """The lines that are shown, key to name, in order: those ``found`` and those that give nothing."""

    def narrowed(self, facts: Any, key: str) -> Any:
        """The facts of one line."""
        name = self.fields[0]
        return facts.filter(**({f"{name}__isnull": True} if key == NONE else {name: key}))


@dataclass(frozen=True)
class ByUnit(Dimension):
    """A line for each unit that existed in the period or has facts in it, in protocol order."""

    def named(self, found: set[str], asked: Asked) -> dict[str, str]:
        """Units under the name of the period's last day."""
        period, only = asked.selection.period, asked.selection.unit
        units = [only] if only else asked.reach.units
        names = {
            str(unit.pk): name_on(unit, period.last) for unit in units if str(unit.pk) in found or existed(unit, period)
        }
        return names | ({NONE: _("no unit")} if NONE in found else {})

    def narrowed(self, facts: Any, key: str) -> Any:
        """The facts of one unit."""
        return super().narrowed(facts, key) if key == NONE or is_number(key) else facts.none()


@dataclass(frozen=True)
class ByValue(Dimension):
    """A line for each value that occurs; ``names`` gives a value its name, and says in which order they come."""

    names: Callable[[], Mapping[str, Text]] = dict

    def named(self, found: set[str], asked: Asked) -> dict[str, str]:
        """Known values in their order, then the others by name."""
        known = self.names()
        others = sorted(found - {*known, NONE}, key=sort_key)
        ordered = [*(key for key in known if key in found), *others, *([NONE] if NONE in found else [])]
        return {key: _("not stated") if key == NONE else str(known.get(key, key)) for key in ordered}

    def narrowed(self, facts: Any, key: str) -> Any:
        """The facts with one value; nothing and an empty text are the same."""
        name = self.fields[0]
        return facts.filter(Q(**{name: ""}) | Q(**{f"{name}__isnull": True}) if key == NONE else Q(**{name: key}))


@dataclass(frozen=True)
class ByPerson(Dimension):
    """A line for each account; where ``fields`` has a second one it is the name of those who have none."""

    def keys(self, row: Mapping[str, Any]) -> Iterable[str]:
        """The account's key, or the name after a hyphen."""
        account = row[self.fields[0]]
        if account is not None:
            return [str(account)]
        return [f"{NONE}{row[self.fields[1]]}" if len(self.fields) > 1 else NONE]

    def named(self, found: set[str], asked: Asked) -> dict[str, str]:
        """People by name; one query."""
        accounts = {key for key in found if is_number(key)}
        known = {str(person.pk): str(person) for person in get_user_model().objects.filter(pk__in=accounts)}
        names = {key: known.get(key, _("(account removed)")) for key in accounts}
        nameless = {key for key in found if key.startswith(NONE)}
        names |= {key: key.removeprefix(NONE) or _("not stated") for key in nameless}
        return dict(sorted(names.items(), key=lambda entry: sort_key(entry[1])))

    def narrowed(self, facts: Any, key: str) -> Any:
        """The facts of one person."""
        account = self.fields[0]
        if is_number(key):
            return facts.filter(**{account: key})
        if not key.startswith(NONE):
            return facts.none()
        nameless = facts.filter(**{f"{account}__isnull": True})
        return nameless.filter(**{self.fields[1]: key.removeprefix(NONE)}) if len(self.fields) > 1 else nameless


@dataclass(frozen=True)
class BySection(Dimension):
    """A line for each section of the ledger; an item of two sections stands in both.

    ``known`` names sections that have a line in any case.
    """

    adds_up: bool = False
    known: Callable[[], Iterable[str]] = tuple

    def keys(self, row: Mapping[str, Any]) -> Iterable[str]:
        """Every section of the group."""
        return row[self.fields[0]] or [NONE]

    def named(self, found: set[str], asked: Asked) -> dict[str, str]:
        """Sections by name, in Vietnamese order."""
        titles = sorted({*found, *self.known()} - {NONE}, key=sort_key)
        return {title: title for title in titles} | ({NONE: _("no section")} if NONE in found else {})

    def narrowed(self, facts: Any, key: str) -> Any:
        """The items filed in one section."""
        return facts.filter(**{self.fields[0]: []}) if key == NONE else in_section(facts, key)
