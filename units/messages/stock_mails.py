"""Keeps Wagtail's own workflow mails from leaving: the portal tells its people itself, from the queue.

Wagtail would mail the submitter within the approver's request and transaction: twice the news, before it is certain,
and an approval that fails with a mail server whose name does not resolve.
"""

from __future__ import annotations

from typing import Any

from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted

#: Signal, sender and the name under which ``wagtail.admin.signal_handlers`` connects its mail.
MAILS = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
)


def silence() -> None:
    """Take the place of Wagtail's mails, whether Wagtail's admin is ready before the portal or after it.

    A signal keeps the first receiver of a name, so ours keeps Wagtail's out where that comes later.
    """
    for signal, sender, name in MAILS:
        signal.disconnect(sender=sender, dispatch_uid=name)
        signal.connect(_nothing, sender=sender, dispatch_uid=name)


def _nothing(**kwargs: Any) -> None:
    """Send no mail."""
