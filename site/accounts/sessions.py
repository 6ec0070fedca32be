"""Sessions in the database with whose they are and from where; one that is over is so wherever it is used."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from accounts import events

if TYPE_CHECKING:
    from accounts.models import PersonSession, User

#: Where a session keeps the address, the browser and the time it began with.
PLACE = "place"
#: "Last use" is this exact, so that reading pages does not write to the database each time.
EXACT_TO = timedelta(minutes=1)


class SessionStore(DatabaseStore):
    """Django's sessions in the database, kept in ``PersonSession``."""

    @classmethod
    def get_model_class(cls) -> type[PersonSession]:
        """The model of the rows."""
        from accounts.models import PersonSession

        return PersonSession

    def _get_session_from_db(self) -> Any:
        row = super()._get_session_from_db()  # type: ignore[misc]
        if row is None or row.user_id is None:
            return row
        now = timezone.now()
        if row.is_over():
            row.delete()
            self._session_key = None
            return None
        if now - row.last_used_at > EXACT_TO:
            self.get_model_class().objects.filter(pk=row.pk).update(last_used_at=now)
        return row

    def create_model_instance(self, data: dict[str, Any]) -> Any:
        """The row with whose session it is and where it began."""
        row: Any = super().create_model_instance(data)
        place = data.get(PLACE, {})
        row.user_id = data.get(SESSION_KEY)
        row.address, row.agent = place.get("address", ""), place.get("agent", "")
        row.signed_in_at = parse_datetime(place["at"]) if "at" in place else None
        return row


def end_all(user: User, why: str, but: str | None = None) -> int:
    """End every session of ``user`` at once, but for the one with the key ``but``; how many there were.

    ``why`` is a word for the log, such as ``password_changed``.
    """
    ended = user.sessions.exclude(session_key=but).delete()[0]
    if ended:
        events.note("sessions_ended", user=user, why=why, number=ended)
    return ended
