"""The one door: tell people something, in the caller's transaction; mail leaves after it commits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from units.messages.models import URGENT, Kind, Message
from units.messages.sending import mail_at_once

if TYPE_CHECKING:
    from accounts.models import User

LONGEST_TITLE = Message._meta.get_field("about").max_length


_quiet: ContextVar[bool] = ContextVar("quiet", default=False)


@contextmanager
def without_mail() -> Iterator[None]:
    """Tell people within the portal only: for months of history that a demonstration writes in one go."""
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


def tell(  # noqa: PLR0913, PLR0917  (each verb says all of it in one call)
    recipients: Iterable[User],
    kind: Kind | str,
    text: str,
    url: str,
    item: Any = None,
    urgent: bool | None = None,
    about: str = "",
) -> list[Message]:
    """Tell each of the ``recipients`` who is active one sentence, once; the messages made.

    ``text`` is a sentence in the people's language. ``url`` is a path of the portal ("/quan-tri/…") or empty. ``item``
    is what it is about and ``about`` its title, which the mail's subject carries (the item's own title if left out).
    ``urgent`` follows from ``kind`` if left out. Raises ``ValueError`` for an unknown kind or for an address outside
    the portal. If the caller's transaction is rolled back, nobody is told. A mail that fails never reaches the caller.
    """
    kind = Kind(kind)
    if url and (not url.startswith("/") or url.startswith(("//", "/\\"))):
        raise ValueError(f"a message leads to a path of the portal, not to {url!r}")
    people = {person.pk: person for person in recipients if person.is_active}
    facts: dict[str, Any] = {
        "kind": kind,
        "urgent": kind in URGENT if urgent is None else urgent,
        "text": text,
        "url": url,
        "about": (about or _title(item))[:LONGEST_TITLE],
        "item_type": _type(item),
        "item_id": "" if item is None else str(item.pk),
    }
    told = Message.objects.bulk_create([Message(recipient=person, **facts) for person in people.values()])
    if told and not _quiet.get():
        # Robust: whoever acts is done when their transaction is; a queue that is down must not fail them.
        keys = [message.pk for message in told]
        transaction.on_commit(lambda: mail_at_once.enqueue(keys), robust=True)
    return told


def _title(item: Any) -> str:
    return "" if item is None else str(getattr(item, "draft_title", "") or item)


def _type(item: Any) -> ContentType | None:
    if item is None:
        return None
    # A page knows its own type even where it was fetched as a plain page.
    known = getattr(item, "get_content_type", None)
    found: ContentType = known() if known else ContentType.objects.get_for_model(item)
    return found
