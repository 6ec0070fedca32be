"""Applying what a preset says about the register: kinds, directories, units, roles and routes."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from wagtail.models import Page, Site, WorkflowPage

from units import scoping
from units.approval.routes import Stage, lay
from units.models import Role, Unit, UnitIndexPage, UnitKind, UnitPage
from units.presets.entries import DirectoryEntry, KindEntry, RoleEntry, RouteEntry, UnitEntry
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
    """Approval routes, each on the front page or on one unit's page (LD-5.1a, ND-5.4b, ND-10.2c)."""
    for entry in entries:
        page = UnitPage.objects.get(owner_unit__code=entry.unit) if entry.unit else front_page()
        stages = [Stage(stage.name, stage.role, stage.scope) for stage in entry.stages]
        held = WorkflowPage.objects.filter(page=page.pk).select_related("workflow").first()
        if held is None:
            held = WorkflowPage(workflow=lay(entry.name, stages, page), page=page)
            journal.make(_("Approval route"), entry.name)
        tasks = held.workflow.tasks.specific()
        journal.compare(
            _("Approval route"),
            entry.unit or entry.name,
            {
                _("name"): (held.workflow.name, entry.name),
                _("stages"): ([task.name for task in tasks], [stage.name for stage in stages]),
            },
        )
