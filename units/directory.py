"""Units as a reader meets them: by kind, in protocol order, each with its page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, TypedDict

if TYPE_CHECKING:
    from units.models import Unit, UnitKind
    from units.pages import UnitIndexPage


class Group(TypedDict):
    """The units of one kind."""

    kind: UnitKind
    units: list[Unit]


def groups_below(index: UnitIndexPage) -> list[Group]:
    """The active units whose pages stand below ``index``, grouped by kind; one query."""
    from units.models import Unit

    units = Unit.objects.active().for_directory().filter(page__path__startswith=index.path)
    return [{"kind": kind, "units": list(members)} for kind, members in groupby(units, key=lambda unit: unit.kind)]


def below(unit: Unit) -> list[Unit]:
    """The active units directly below ``unit``; one query."""
    return list(unit.children.active().for_directory())
