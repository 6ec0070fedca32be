"""What only shows when the entries of a preset's register are compared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from units.presets.locating import Place
from units.presets.tables import Entries, Fault


def units(entries: Entries) -> Iterator[Fault]:
    """Exactly one managing unit, and every unit's kind in a directory, so that no unit is left without a page."""
    managing = [number for number, unit in enumerate(entries["units"]) if unit.managing]
    if not managing:
        yield Fault(("units",), _("no unit with managing = true"), _("managing = true in exactly one unit"))
    for number in managing[1:]:
        yield Fault(
            ("units", number, "managing"), _("a second managing unit"), _("managing = true in exactly one unit")
        )
    listed = {kind for directory in entries["directories"] for kind in directory.kinds}
    for number, unit in enumerate(entries["units"]):
        if unit.kind not in listed:
            yield Fault(
                ("units", number, "kind"), f"“{unit.kind}”", _("a kind that one of [[directories]] lists in its kinds")
            )


def routes(entries: Entries) -> Iterator[Fault]:
    """Stages whose role is held where they look for it; one route for the whole portal."""
    scopes = {role.code: role.scope for role in entries["roles"]}
    for number, route in enumerate(entries["routes"]):
        if not route.stages:
            yield Fault(("routes", number, "stages"), _("no stage"), _("at least one stage"))
        for place, stage in enumerate(route.stages):
            held = scopes[stage.role]
            if (stage.scope == "site") != (held == "site"):
                yield Fault(
                    ("routes", number, "stages", place, "scope"),
                    f"“{stage.scope}”",
                    _("“%(scope)s”, because that is where the role “%(role)s” is held")
                    % {"scope": held, "role": stage.role},
                )
    general = [number for number, route in enumerate(entries["routes"]) if not route.unit]
    if len(general) != 1:
        found = _("%(count)s routes without a unit") % {"count": len(general)}
        where: Place = ("routes", general[1]) if general else ("routes",)
        yield Fault(where, found, _("exactly one route without a unit, which holds for the whole portal"))


def holidays(entries: Entries) -> Iterator[Fault]:
    """Every holiday has its days, and no day is named twice."""
    named: set[date] = set()
    for number, holiday in enumerate(entries["holidays"]):
        if not holiday.days:
            yield Fault(("holidays", number, "days"), _("no day"), _("at least one day"))
        for day in holiday.days:
            if day in named:
                found = _("%(value)s a second time") % {"value": f"{day:%d/%m/%Y}"}
                yield Fault(("holidays", number, "days"), found, _("a value of its own"))
            named.add(day)
