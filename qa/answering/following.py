"""A question follows its answer through approval: sent, returned, public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.models import TaskState, WorkflowState

from qa import trail
from qa.handling.taking import close
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


def on_published(instance: AnswerPage, **kwargs: Any) -> None:
    """Receiver of ``page_published``: the questions it answers are answered."""
    if not instance.live:
        return
    for pk in list(_of(instance).open().values_list("pk", flat=True)):
        with locked(pk) as question:
            if question.is_open:
                close(question, State.ANSWERED)
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
