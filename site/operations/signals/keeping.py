"""From the log into the database: each security event becomes a row of the screen and an entry of the record."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

from django.apps import apps
from django.db import transaction


class KeepingHandler(logging.Handler):
    """Keeps events of ``portal.security``; what happens in a transaction once that is carried out.

    So no lock is waited for within it. A database that takes nothing does not fail whoever acts: the event stands in
    the log.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the record."""
        if not apps.ready or not hasattr(record, "event"):
            return
        if transaction.get_connection().in_atomic_block:
            transaction.on_commit(lambda: self._keep(record), robust=True)
        else:
            self._keep(record)

    def _keep(self, record: logging.LogRecord) -> None:
        try:
            keep(
                str(getattr(record, "event", "")),
                datetime.fromtimestamp(record.created, UTC),
                str(getattr(record, "username", "")),
                str(getattr(record, "address", "")),
                getattr(record, "facts", {}),
            )
        except Exception:  # As handlers do: whatever fails here never reaches whoever acts.
            self.handleError(record)


@transaction.atomic
def keep(kind: str, at: datetime, username: str, address: str, facts: dict[str, Any]) -> None:
    """Write the event down, once for the screen and once for good, and sound the alarm if it is due."""
    from operations.signals import alarming
    from operations.signals.kinds import RECORDED_ELSEWHERE
    from operations.signals.models import ADDRESS_LENGTH, KIND_LENGTH, NAME_LENGTH, SecurityEvent
    from units.record.noting import note
    from units.record.verbs import Verb

    facts = {str(name): _plain(value) for name, value in facts.items()}
    username, address = _plain(username)[:NAME_LENGTH], _plain(address)[:ADDRESS_LENGTH]
    SecurityEvent.objects.create(kind=kind[:KIND_LENGTH], at=at, username=username, address=address, facts=facts)
    alarming.sound_if_due(kind, at)
    if kind not in RECORDED_ELSEWHERE:
        note(Verb.SECURITY, event=kind, username=username, address=address, facts=facts)


def _plain(value: Any) -> Any:
    """``value`` as JSON that every database takes: no NUL, no half a character, nothing endless."""
    if value is None or isinstance(value, bool | int):
        return value
    return str(value).replace("\0", "").encode("utf-8", "replace").decode()[:1000]
