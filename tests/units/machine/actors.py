"""Who plays: the people of three units and of the site, the routes they work on, and what each role may do."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from home.models import SectionPage
from tests.factories.portal import Portal, a_portal
from tests.factories.units import UserFactory
from units.approval import routes
from units.approval.routes import Stage
from units.models import Role, Unit

#: Name, role and unit of everybody who plays; the last two hold no role.
CAST: dict[str, tuple[str, str]] = {
    "writer": ("contributor", "vptu"),
    "second_writer": ("contributor", "vptu"),
    "board": ("board", "vptu"),
    "second_board": ("board", "vptu"),
    "third_board": ("board", "vptu"),
    "leader": ("leader", "vptu"),
    "unit_admin": ("unit_admin", "vptu"),
    "their_writer": ("contributor", "da-lat"),
    "their_board": ("board", "da-lat"),
    "their_second_board": ("board", "da-lat"),
    "their_third_board": ("board", "da-lat"),
    "lead_board": ("board", "btgtu"),
    "second_lead_board": ("board", "btgtu"),
    "office": ("office", ""),
    "editor": ("editorial_team", ""),
    "second_editor": ("editorial_team", ""),
    "overseer": ("standing_committee", ""),
    "second_overseer": ("standing_committee", ""),
    "webmaster": ("webmaster", ""),
    "superuser": ("", ""),
    "outsider": ("", ""),
}
NAMES = tuple(CAST)

#: What the machine itself holds about roles; it never asks the portal.
CAPABILITIES: dict[str, set[str]] = {
    "contributor": {"write"},
    "board": {"write", "edit", "control"},
    "leader": {"write"},
    "unit_admin": {"members"},
    "office": {"reports", "register", "site_content"},
    "editorial_team": {"reports"},
    "standing_committee": {"reports", "oversee", "emergency"},
    "webmaster": {"site_content"},
}

GENERAL = (
    Stage("Ban biên tập duyệt", "board", "unit", may_edit=True),
    Stage("Đơn vị phụ trách chuyên mục duyệt", "board", "leads", may_edit=True),
)
THEIRS = (
    Stage("Hai người của Ban biên tập duyệt", "board", "unit", approvals=2),
    Stage("Đơn vị phụ trách chuyên mục duyệt", "board", "leads"),
    Stage("Tổ biên tập duyệt", "editorial_team", "site", may_edit=True, asks_grade=True),
)


@dataclass(frozen=True)
class Step:
    """A stage as the machine knows it: its task, and whom it asks."""

    task: int
    role: str
    scope: str
    approvals: int
    may_edit: bool


@dataclass
class World:
    """The portal, its people by name and key, the routes by unit, and the lead units by section."""

    portal: Portal
    units: dict[str, Unit]
    people: dict[str, int]
    steps: dict[int, tuple[Step, ...]]
    leads: dict[int, set[int]]
    superusers: set[int]
    roles: dict[str, int]
    names: dict[int, str] = field(default_factory=dict)

    def person(self, name: str) -> Any:
        """The person as the database has them now."""
        return get_user_model().objects.get(pk=self.people[name])

    def client(self, name: str) -> Client:
        """A browser in which the person has signed in; an error of the portal is an answer, not an exception."""
        client = Client(raise_request_exception=False)
        client.force_login(self.person(name))
        return client


def a_world() -> World:
    """Lay the portal, the two routes and the cast."""
    portal = a_portal()
    for code, capabilities in CAPABILITIES.items():
        scope = Role.Scope.UNIT if code in ("contributor", "board", "leader", "unit_admin") else Role.Scope.SITE
        Role.objects.update_or_create(
            code=code,
            defaults={"capabilities": sorted(capabilities), "scope": scope},
            create_defaults={"name": code, "capabilities": sorted(capabilities), "scope": scope},
        )
    units = {unit.code: unit for unit in Unit.objects.all()}
    people, superusers = {}, set()
    for name, (role, code) in CAST.items():
        if role:
            people[name] = portal.member(role, units.get(code), username=name.replace("_", "-")).pk
        else:
            is_superuser = name == "superuser"
            people[name] = UserFactory(username=name, is_superuser=is_superuser, is_staff=is_superuser).pk
            superusers |= {people[name]} if is_superuser else set()
    general = _steps(routes.lay("Duyệt chung", GENERAL), GENERAL)
    theirs = _steps(routes.lay("Duyệt ba bước", THEIRS, units["da-lat"]), THEIRS)
    return World(
        portal=portal,
        units=units,
        people=people,
        steps={unit.pk: theirs if code == "da-lat" else general for code, unit in units.items()},
        leads={page.pk: {lead.unit_id for lead in page.leads.all()} for page in SectionPage.objects.all()},
        superusers=superusers,
        roles=dict(Role.objects.values_list("code", "pk")),
        names={pk: name for name, pk in people.items()},
    )


def _steps(route: Any, stages: tuple[Stage, ...]) -> tuple[Step, ...]:
    tasks = [task.pk for task in route.stages]
    return tuple(
        Step(task, stage.role, stage.scope, stage.approvals, stage.may_edit)
        for task, stage in zip(tasks, stages, strict=True)
    )
