"""What a preset says about the register, each entry with its clause."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from units.models import Capability, Role
from units.presets.schema import Code, OneOf, Refers, Unique

Scope = Annotated[str, OneOf(tuple(Role.Scope.values))]


@dataclass(frozen=True)
class KindEntry:
    """A kind of unit; its place in the file is its place in lists, as it is for units and roles."""

    code: Code
    name: str
    clause: str


@dataclass(frozen=True)
class DirectoryEntry:
    """A page that lists the units of some kinds."""

    code: Code
    title: str
    kinds: tuple[Annotated[str, Refers("kinds")], ...]
    clause: str
    intro: str = ""
    in_menu: bool = True


@dataclass(frozen=True)
class UnitEntry:
    """A unit, after the units it stands under."""

    code: Code
    name: str
    kind: Annotated[str, Refers("kinds")]
    clause: str
    short_name: str = ""
    parent: Annotated[str, Refers("units")] = ""
    managing: bool = False


@dataclass(frozen=True)
class RoleEntry:
    """A role and what its holders may do besides the stages that name it."""

    code: Code
    name: str
    scope: Scope
    clause: str
    capabilities: tuple[Annotated[str, OneOf(tuple(Capability.values))], ...] = ()


@dataclass(frozen=True)
class StageEntry:
    """A stage of a route: who approves, where they hold the role, when the stage applies and what it asks for."""

    name: str
    role: Annotated[str, Refers("roles")]
    scope: Annotated[str, OneOf(("unit", "leads", "site"))]
    approvals: int = 1
    limit_hours: int = 0
    only_timely: Annotated[str, OneOf(("", "timely", "other"))] = ""
    only_kinds: tuple[str, ...] = ()
    only_sections: tuple[str, ...] = ()
    only_unit_kinds: tuple[Annotated[str, Refers("kinds")], ...] = ()
    only_origins: tuple[str, ...] = ()
    tells: tuple[Annotated[str, Refers("roles")], ...] = ()
    asks_checklist: bool = False
    asks_grade: bool = False
    may_edit: bool = False
    assigns: bool = False


@dataclass(frozen=True)
class RouteEntry:
    """The stages an item passes before it is public, for the whole portal or for one unit, and the time it has."""

    name: Annotated[str, Unique()]
    stages: tuple[StageEntry, ...]
    clause: str
    unit: Annotated[str, Refers("units"), Unique()] = ""
    days: int = 7
    days_are_working: bool = False
    warns_days: int = 2


@dataclass(frozen=True)
class HolidayEntry:
    """A holiday and its days; with ``works``, weekend days that are worked in exchange for others."""

    name: str
    days: tuple[date, ...]
    clause: str
    works: bool = False
