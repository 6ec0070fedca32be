"""A question follows its answer through approval: sent, returned, public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.translation import gettext as _
from wagtail.models import Revision, TaskState, WorkflowState

from qa import trail
from qa.handling.taking import close_answered
from qa.locking import locked
from qa.models import Act, AnswerPage, Question, State
from units.messages import Kind, tell

if TYPE_CHECKING:
    from accounts.models import User


def on_submitted(instance: TaskState, user: User | None = None, **kwargs: Any) -> None:
    """Receiver of ``task_submitted``: the answer waits with the leader."""
    _move(instance.workflow_state, State.ACCEPTED, State.AWAITING, Act.SUBMITTED, user)


def on_returned(instance: WorkflowState, user: User | None = None, **kwargs: Any) -> None:
    """Receiver of ``workflow_rejected`` and ``workflow_cancelled``: the officer goes on."""
    _move(instance, State.AWAITING, State.ACCEPTED, Act.RETURNED, user)


def on_published(instance: AnswerPage, revision: Revision, **kwargs: Any) -> None:
    """Receiver of ``page_published``: the questions it answers are answered.

    An old version that a release brings back is no answer to an asker who has come back since.
    """
    if not instance.live:
        return
    came_back = Q(reopened_at__gt=revision.created_at)
    for pk in list(_of(instance).open().exclude(came_back).values_list("pk", flat=True)):
        with locked(pk) as question:
            if question.is_open:
                close_answered(question)
                question.save()
                question.duplicates.filter(state=State.MERGED).update(page=instance)
                trail.write(question, Act.ANSWERED)
                if question.officer is not None:
                    sentence = _("The answer to question no. %(number)s is public.")
                    tell([question.officer], Kind.PUBLISHED, sentence % {"number": pk}, "", item=question)


def _of(page: AnswerPage) -> Any:
    return Question.objects.filter(page=page.pk)


def _move(state: WorkflowState, before: State, after: State, act: Act, user: User | None) -> None:
    page = state.content_object
    if not isinstance(getattr(page, "specific_deferred", page), AnswerPage):
        return
    for pk in list(_of(page).filter(state=before).values_list("pk", flat=True)):
        with locked(pk) as question:
            question.state = after
            question.save(update_fields=["state"])
            trail.write(question, act, user)
