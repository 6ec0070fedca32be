"""The one door to the record: whoever acts on an item notes it here, in the transaction of the act (LD-1.2c)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from wagtail.models import Revision

from units.models.register import Unit
from units.record.chain import append
from units.record.models import NAME_LENGTH, TITLE_LENGTH, RecordEntry, item_key
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


def note(  # noqa: PLR0913
    verb: Verb | str,
    item: Any = None,
    actor: User | None = None,
    *,
    revision: Revision | int | None = None,
    text_digest: str = "",
    unit: Unit | None = None,
    **details: Any,
) -> RecordEntry:
    """Append to the record that ``actor`` did ``verb`` to ``item``; undone together with the caller's transaction.

    ``item`` is any saved object. ``unit`` is the item's own unless given. An ``actor`` of None is the portal itself.
    Of ``details`` text, numbers, yes and no, lists and mappings are kept as they are, everything else as text. The end
    of the record is locked until the transaction ends: note after every other lock is taken. Raises ``ValueError`` for
    an unknown verb.
    """
    unit = unit or _unit_of(item)
    return append(
        RecordEntry(
            actor_id=actor.pk if actor else None,
            actor_name=_text(actor)[:NAME_LENGTH] if actor else "",
            verb=Verb(verb).value,
            **(item_key(item) if item is not None else {}),
            title=_title_of(item)[:TITLE_LENGTH],
            unit_id=unit.pk if unit else None,
            unit_name=unit.name if unit else "",
            revision_id=revision.pk if isinstance(revision, Revision) else revision,
            text_digest=text_digest,
            details=_storable(details),
        )
    )


def _title_of(item: Any) -> str:
    if item is None:
        return ""
    return _text(getattr(item, "draft_title", "") or getattr(item, "title", "") or item)


def _unit_of(item: Any) -> Unit | None:
    unit = getattr(getattr(item, "specific_deferred", item), "unit", None)
    return unit if isinstance(unit, Unit) else None


def _storable(value: Any) -> Any:
    """``value`` as every database gives it back: a decimal would come back in another spelling, so it is text."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return {_text(key): _storable(each) for key, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_storable(each) for each in value]
    return value.isoformat() if isinstance(value, date) else _text(value)


def _text(value: Any) -> str:
    """``value`` as text that every database can store: PostgreSQL knows neither NUL nor half a character."""
    return str(value).replace("\0", "").encode("utf-8", "replace").decode()
