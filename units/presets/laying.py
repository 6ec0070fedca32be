"""Applying what a preset says about the register: kinds, directories, units, roles, routes and holidays."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from units import scoping
from units.approval.models import Route
from units.approval.routes import Stage, Terms, lay
from units.clock.models import DayOff
from units.models import Role, Unit, UnitIndexPage, UnitKind
from units.presets.entries import DirectoryEntry, HolidayEntry, KindEntry, RoleEntry, RouteEntry, StageEntry, UnitEntry
from units.presets.journal import Journal

STEP = 10
"""Room between neighbours in an order, so that an administrator can put something in between."""


def front_page() -> Page:
    """The page the portal begins with, laid before everything else."""
    return Site.objects.get(is_default_site=True).root_page


def lay_kinds(entries: Sequence[KindEntry], journal: Journal) -> None:
    """Kinds of unit (ND-1.2a)."""
    for number, entry in enumerate(entries, start=1):
        kind, made = UnitKind.objects.get_or_create(
            code=entry.code, defaults={"name": entry.name, "order": number * STEP}
        )
        if made:
            journal.make(_("Kind of unit"), entry.name)
        journal.compare(_("Kind of unit"), entry.code, {_("name"): (kind.name, entry.name)})


def lay_directories(entries: Sequence[DirectoryEntry], journal: Journal) -> None:
    """Directories of units under the front page (LD-3.6, LD-3.M)."""
    for entry in entries:
        page = UnitIndexPage.objects.filter(slug=entry.code).first()
        if page is None:
            page = UnitIndexPage(
                title=entry.title, slug=entry.code, intro=entry.intro, show_in_menus=entry.in_menu, live=True
            )
            page.kinds = list(UnitKind.objects.filter(code__in=entry.kinds))
            front_page().add_child(instance=page)
            journal.make(_("Directory of units"), entry.title)
        kinds = sorted(page.kinds.values_list("code", flat=True))
        journal.compare(
            _("Directory of units"),
            entry.code,
            {
                _("title"): (page.title, entry.title),
                _("introduction"): (page.intro, entry.intro),
                _("kinds"): (kinds, sorted(entry.kinds)),
            },
        )


def lay_units(entries: Sequence[UnitEntry], journal: Journal) -> None:
    """Units; saving one gives it its page, collection and groups (LD-2, LD-3.6)."""
    for number, entry in enumerate(entries, start=1):
        unit = Unit.objects.select_related("kind", "parent").filter(code=entry.code).first()
        if unit is None:
            unit = Unit.objects.create(
                code=entry.code,
                name=entry.name,
                short_name=entry.short_name,
                kind=UnitKind.objects.get(code=entry.kind),
                parent=Unit.objects.get(code=entry.parent) if entry.parent else None,
                is_managing=entry.managing,
                order=number * STEP,
            )
            journal.make(_("Unit"), entry.name)
        journal.compare(
            _("Unit"),
            entry.code,
            {
                _("name"): (unit.name, entry.name),
                _("short name"): (unit.short_name, entry.short_name),
                _("kind"): (unit.kind.code, entry.kind),
                _("parent unit"): (unit.parent.code if unit.parent else "", entry.parent),
                _("managing unit"): (unit.is_managing, entry.managing),
            },
        )
    # The front page and the directories were laid before there was a managing unit to own them.
    scoping.rederive(front_page())


def lay_roles(entries: Sequence[RoleEntry], journal: Journal) -> None:
    """Roles and their capabilities (LD-5.1a, ND-10.1)."""
    for number, entry in enumerate(entries, start=1):
        capabilities = sorted(entry.capabilities)
        role, made = Role.objects.get_or_create(
            code=entry.code,
            defaults={
                "name": entry.name,
                "scope": entry.scope,
                "capabilities": capabilities,
                "order": number * STEP,
            },
        )
        if made:
            journal.make(_("Role"), entry.name)
        journal.compare(
            _("Role"),
            entry.code,
            {
                _("name"): (role.name, entry.name),
                _("scope"): (role.scope, entry.scope),
                _("capabilities"): (sorted(role.capabilities), capabilities),
            },
        )


def lay_routes(entries: Sequence[RouteEntry], journal: Journal) -> None:
    """Approval routes, each for the whole portal or for one unit (LD-5.1a, ND-5.4b, ND-10.2c)."""
    for entry in entries:
        unit = Unit.objects.get(code=entry.unit) if entry.unit else None
        stages = [_stage(stage) for stage in entry.stages]
        terms = Terms(entry.days, entry.days_are_working, entry.warns_days)
        held = Route.objects.filter(unit=unit, active=True).order_by("-valid_from", "-pk").first()
        if held is None:
            held = lay(entry.name, stages, unit, terms)
            journal.make(_("Approval route"), entry.name)
        journal.compare(
            _("Approval route"),
            entry.unit or entry.name,
            {
                _("name"): (held.name, entry.name),
                _("stages"): ([stage.name for stage in held.stages], [stage.name for stage in stages]),
                _("days until an item has to be public"): (held.days, entry.days),
            },
        )


def _stage(entry: StageEntry) -> Stage:
    return Stage(**{**vars(entry), "limit_hours": entry.limit_hours or None})


def lay_holidays(entries: Sequence[HolidayEntry], journal: Journal) -> None:
    """Days off and weekend days that are worked, which the office brings in line with each year's decision (ND-8.2)."""
    held = {off.day: off for off in DayOff.objects.all()}
    for entry in entries:
        missing = [day for day in entry.days if day not in held]
        DayOff.objects.bulk_create(DayOff(day=day, name=entry.name, works=entry.works) for day in missing)
        if missing:
            journal.make(_("Day off"), f"{entry.name} ({', '.join(f'{day:%d/%m/%Y}' for day in missing)})")
        for off in (held[day] for day in entry.days if day in held):
            journal.compare(
                _("Day off"),
                f"{off.day:%d/%m/%Y}",
                {_("name"): (off.name, entry.name), _("worked"): (off.works, entry.works)},
            )
