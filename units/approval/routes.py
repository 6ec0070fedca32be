"""Which route holds for an item, and how another version of one comes into force (LD-5.1a, ND-5.4b)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import WorkflowTask

from units import calendar
from units.approval.models import Route, StageTask
from units.approval.traits import Traits
from units.models.membership import Role
from units.models.register import Unit


@dataclass(frozen=True)
class Stage:
    """A stage as data: its name, the code of its role, where that is held, and whatever else a stage may say."""

    name: str
    role: str
    scope: str
    approvals: int = 1
    limit_hours: int | None = None
    only_timely: str = ""
    only_kinds: tuple[str, ...] = ()
    only_sections: tuple[str, ...] = ()
    only_unit_kinds: tuple[str, ...] = ()
    only_origins: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    asks_checklist: bool = False
    asks_grade: bool = False
    may_edit: bool = False
    assigns: bool = False


@dataclass(frozen=True)
class Terms:
    """The day a version of a route begins (today if None) with its decision, and the days it gives to an item."""

    days: int = 7
    days_are_working: bool = False
    warns_days: int = 2
    valid_from: date | None = None
    decision: str = ""


def in_force_for(unit: Unit | None, on: date | None = None) -> Route | None:
    """The route that items of ``unit`` take: the unit's own or the general one; None where none holds."""
    return Route.objects.in_force(on).for_unit(unit).first()


def stages_for(route: Route, traits: Traits, unit: Unit | None) -> list[StageTask]:
    """The stages of ``route`` that an item with these ``traits`` passes."""
    return [stage for stage in route.stages if stage.needs_of(traits, unit)]


@transaction.atomic
def lay(name: str, stages: Sequence[Stage], unit: Unit | None = None, terms: Terms | None = None) -> Route:
    """Let a route hold as ``terms`` say; the version before it ends on the day before.

    Raises ``ValidationError`` for a beginning that lies before a later version's, and for a route without stages;
    ``Role.DoesNotExist`` for a stage whose role the portal does not know.
    """
    terms = terms or Terms()
    first = terms.valid_from or calendar.today()
    if not stages:
        raise ValidationError(_("A route needs at least one stage, or nothing could ever be approved."))
    same = Route.objects.filter(unit=unit, active=True)
    if same.filter(valid_from__gt=first).exists():
        raise ValidationError(_("A later version of this route is planned already; end that one first."))
    for before in same.filter(valid_from__lte=first).exclude(valid_to__lt=first):
        before.valid_to = first - timedelta(days=1)
        before.active = before.valid_to >= before.valid_from
        before.save()
    route = Route.objects.create(name=name, unit=unit, **{**vars(terms), "valid_from": first})
    for order, stage in enumerate(stages):
        fields = {key: list(value) if isinstance(value, tuple) else value for key, value in vars(stage).items()}
        task = StageTask.objects.create(**{**fields, "role": Role.objects.get(code=stage.role)})
        WorkflowTask.objects.create(workflow=route, task=task, sort_order=order)
    return route


def as_data(stage: StageTask) -> Stage:
    """The stage as data, to lay another version of its route."""
    fields = {key: getattr(stage, key) for key in Stage.__dataclass_fields__ if key != "role"}
    fields = {key: tuple(value) if isinstance(value, list) else value for key, value in fields.items()}
    return Stage(role=stage.role.code, **fields)
