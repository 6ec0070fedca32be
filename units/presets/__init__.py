"""Regulations as data: TOML files that lay kinds, units, roles, routes and, through upper rooms, sections and menus.

``read(name_or_path)`` gives a checked ``Preset`` or raises ``PresetError`` with every mistake; ``apply(preset)`` makes
what is missing and returns a ``Journal``. An upper room adds its tables with ``register(Table(...))``.
"""

from units.presets import checks, criteria, duties, evaluations, laying, signing_in
from units.presets.applying import apply
from units.presets.entries import DirectoryEntry, HolidayEntry, KindEntry, RoleEntry, RouteEntry, UnitEntry
from units.presets.journal import Journal
from units.presets.laying import front_page
from units.presets.mistakes import Mistake, PresetError, PresetRefused
from units.presets.reading import Preset, names, read
from units.presets.tables import Entries, Fault, Table, register

register(Table("kinds", KindEntry, laying.lay_kinds, order=20))
register(Table("directories", DirectoryEntry, laying.lay_directories, order=30))
register(Table("units", UnitEntry, laying.lay_units, order=40, check=checks.units, needs=("kinds", "directories")))
register(Table("roles", RoleEntry, laying.lay_roles, order=50))
register(Table("routes", RouteEntry, laying.lay_routes, order=60, check=checks.routes, needs=("roles",)))
register(Table("holidays", HolidayEntry, laying.lay_holidays, order=65, check=checks.holidays))
register(Table("signing_in", signing_in.SigningInEntry, signing_in.lay, order=66, many=False, check=signing_in.check))
register(Table("duties", duties.DutyEntry, duties.lay, order=68, check=duties.check, compulsory=False))
register(
    Table(
        "evaluations",
        evaluations.EvaluationsEntry,
        evaluations.lay,
        order=69,
        many=False,
        check=evaluations.check,
        compulsory=False,
    )
)
register(Table("criteria", criteria.CriterionEntry, criteria.lay, order=71, check=criteria.check, compulsory=False))

__all__ = [
    "Entries",
    "Fault",
    "Journal",
    "Mistake",
    "Preset",
    "PresetError",
    "PresetRefused",
    "Table",
    "apply",
    "front_page",
    "names",
    "read",
    "register",
]
