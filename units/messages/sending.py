"""Mailing what has to go at once: claimed, sent and marked one by one, so that any interruption loses nothing.

Whoever takes a message claims it by a conditional update; a second sender leaves it alone until the claim has lapsed.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from functools import partial
from smtplib import SMTPRecipientsRefused

from django.core.cache import cache
from django.utils import timezone
from django_tasks import task

from units.messages.letters import Letter, about_one
from units.messages.models import Message, MessageQuerySet

logger = logging.getLogger(__name__)

#: While the cache holds this, people's own actions do not try the mail server again.
SERVER_DOWN = "messages-mail-server-down"
PAUSE_SECONDS = 60


class Patience:
    """Counts the failures in a row that are the mail server's; after ``limit`` of them the sender gives up for now."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.failures = 0
        self.last_error = ""

    @property
    def is_over(self) -> bool:
        """Whether the server has failed too often in a row."""
        return self.failures >= self.limit

    def try_to_send(self, write: Callable[[], Letter], messages: MessageQuerySet) -> bool:
        """Write and send a mail and mark its messages as mailed, or as failed with the reason; whether it went out."""
        try:
            write().send()
        # Whatever a server, a resolver or an address does wrong must neither stop the others nor lose the message.
        except Exception as error:
            self.last_error = str(error) or type(error).__name__
            messages.mark_failed(self.last_error)
            logger.warning("A mail failed; its messages are kept for the next try.", exc_info=error)
            # Servers and the way to them fail with an OSError (smtplib's own errors are such); an address may be wrong.
            if isinstance(error, OSError) and not isinstance(error, SMTPRecipientsRefused):
                self.failures += 1
            if self.is_over:
                cache.set(SERVER_DOWN, True, PAUSE_SECONDS)
            return False
        messages.mark_mailed()
        self.failures = 0
        return True


def send_at_once(messages: MessageQuerySet, patience: Patience) -> Iterator[bool]:
    """Mail those of ``messages`` that should go at once, the least tried first; yields whether each mail went out.

    Stops when ``patience`` is over; what is left stays unsent.
    """
    waiting = messages.at_once().order_by("attempts", "pk").values_list("pk", flat=True)
    for key in list(waiting):
        if patience.is_over:
            return
        one = Message.objects.filter(pk=key)
        if one.take(timezone.now()):
            yield patience.try_to_send(partial(about_one, one.select_related("recipient").get()), one)


@task()
def mail_at_once(message_ids: list[int]) -> None:
    """Mail what of these messages should go at once; what fails waits for ``manage.py send_messages``.

    Gives up at the first failure of the server and leaves it alone for a minute: where no queue is configured, a
    person's request waits for this.
    """
    if cache.get(SERVER_DOWN):
        return
    for _sent in send_at_once(Message.objects.filter(pk__in=message_ids), Patience(1)):
        pass
