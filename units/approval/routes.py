"""Approval routes as Wagtail workflows: an ordered list of stages, laid by a preset, on a part of the tree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wagtail.models import Page, Workflow, WorkflowPage, WorkflowTask

from units.approval.models import StageTask
from units.models.membership import Role


@dataclass(frozen=True)
class Stage:
    """A stage as data: what it is called, whose role approves, and where they hold it ("unit" or "site")."""

    name: str
    role: str
    scope: str


def lay(name: str, stages: Sequence[Stage], page: Page) -> Workflow:
    """Make the route ``name`` of ``stages`` hold for ``page`` and all below it; idempotent.

    Raises ``Role.DoesNotExist`` for a stage whose role the portal does not know.
    """
    workflow, _ = Workflow.objects.get_or_create(name=name, defaults={"active": True})
    tasks = [
        StageTask.objects.update_or_create(
            name=stage.name, defaults={"role": Role.objects.get(code=stage.role), "scope": stage.scope, "active": True}
        )[0]
        for stage in stages
    ]
    WorkflowTask.objects.filter(workflow=workflow).exclude(task__in=tasks).delete()
    for order, task in enumerate(tasks):
        WorkflowTask.objects.update_or_create(workflow=workflow, task=task, defaults={"sort_order": order})
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    return workflow
