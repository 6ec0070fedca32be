"""People of a small office, and mail servers that do not work."""

from __future__ import annotations

from socket import gaierror
from typing import Any

from django.core.mail.backends.locmem import EmailBackend

from tests.factories.units import UserFactory
from units.messages.models import Delivery, Kind, Message, Preference
from units.messages.telling import tell

TEXT = "Tin “Chi bộ họp thường kỳ” chờ đồng chí duyệt."
URL = "/quan-tri/viec-cua-toi/"


class DeadServer(EmailBackend):
    """A mail server whose name does not resolve and that would refuse every connection."""

    def open(self) -> bool:
        raise gaierror("Name or service not known")

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError("Connection refused")


DEAD = f"{DeadServer.__module__}.DeadServer"


def a_person(how: Delivery | None = None, hour: int = 7, **fields: Any) -> Any:
    """Somebody who chose ``how`` to be told, or nothing."""
    person = UserFactory(**fields)
    if how is not None:
        Preference.objects.create(user=person, how=how, digest_hour=hour)
    return person


def told(person: Any, kind: Kind = Kind.WAITING, text: str = TEXT, **facts: Any) -> Message:
    """One message to one person."""
    (message,) = tell([person], kind, text, URL, **facts)
    return message


def now(message: Message) -> Message:
    """The message as the database has it now."""
    return Message.objects.get(pk=message.pk)
