"""Where an item stands, in words its author understands: received, being edited, returned, public (LD-5.1b, LD-4.3)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import TextChoices
from django.template.defaultfilters import date as formatted
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import Page, TaskState, WorkflowState


class State(TextChoices):
    """The states between the first word and the public."""

    DRAFT = "draft", gettext_lazy("Draft")
    RECEIVED = "received", gettext_lazy("Received")
    EDITING = "editing", gettext_lazy("Being edited")
    RETURNED = "returned", gettext_lazy("Returned")
    PUBLIC = "public", gettext_lazy("Published")
    DOWN = "down", gettext_lazy("Taken down")


@dataclass(frozen=True)
class Standing:
    """The state of an item, a sentence about it, and on a return what is to be mended."""

    state: State
    sentence: str
    reason: str = ""

    @property
    def may_be_mended(self) -> bool:
        """Whether it is its author's turn."""
        return self.state in (State.DRAFT, State.RETURNED)


def of(pages: Iterable[Page]) -> dict[int, Standing]:
    """The standing of each of ``pages`` by id, in two queries however many; load ``latest_revision__user`` before."""
    listed = list(pages)
    open_ = {
        int(state.object_id): state
        for state in WorkflowState.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Page),
            object_id__in=[str(page.pk) for page in listed],
            status__in=[WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES],
        ).select_related(
            "current_task_state__task", "current_task_state__finished_by", "current_task_state__stagestate__editor"
        )
    }
    approved = set(
        TaskState.objects.filter(
            workflow_state__in=[state.pk for state in open_.values()], status=TaskState.STATUS_APPROVED
        ).values_list("workflow_state_id", flat=True)
    )
    return {page.pk: _standing(page, open_.get(page.pk), approved) for page in listed}


def _standing(page: Page, state: WorkflowState | None, approved: set[int]) -> Standing:
    if state is not None and state.current_task_state is not None:
        return _on_its_route(page, state, state.pk in approved)
    if page.live:
        since = _("Public since %(when)s.") % {"when": _moment(page.first_published_at)}
        return Standing(State.PUBLIC, since if page.first_published_at else _("Public since the portal was laid out."))
    if page.first_published_at is not None:
        return Standing(State.DOWN, _("Taken down; readers no longer see it."))
    revision = page.latest_revision
    if _is_edited_by_others(page) and revision is not None:
        sentence = _("Being edited by %(who)s since %(when)s.")
        return Standing(State.EDITING, sentence % {"who": revision.user, "when": _moment(revision.created_at)})
    return Standing(State.DRAFT, _("A draft; it has not been sent."))


def _on_its_route(page: Page, state: WorkflowState, approved: bool) -> Standing:
    visit = state.current_task_state
    if state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        sentence = _("Returned by %(who)s at %(when)s.")
        words = {"who": visit.finished_by or _("somebody"), "when": _moment(visit.finished_at)}
        return Standing(State.RETURNED, sentence % words, visit.comment)
    words = {"stage": visit.task.name, "when": _moment(visit.started_at)}
    stage_visit = getattr(visit, "stagestate", None)
    if stage_visit is not None and stage_visit.editor is not None:
        sentence = _("Being edited by %(who)s at the stage “%(stage)s”.")
        return Standing(State.EDITING, sentence % {**words, "who": stage_visit.editor})
    if approved or _is_edited_by_others(page):
        return Standing(State.EDITING, _("Being edited: at the stage “%(stage)s” since %(when)s.") % words)
    return Standing(State.RECEIVED, _("Received: waits at the stage “%(stage)s” since %(when)s.") % words)


def _is_edited_by_others(page: Page) -> bool:
    revision = page.latest_revision
    return revision is not None and revision.user_id not in (None, page.owner_id)


def _moment(at: datetime | None) -> str:
    return formatted(timezone.localtime(at), "H:i d/m/Y") if at is not None else ""
