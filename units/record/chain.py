"""The chain: what an entry's digest covers, and how the next entry is joined to it (ND-13.6d)."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from units.record.models import RecordEntry, RecordHead


class BrokenRecord(Exception):
    """The chain has no end to which an entry could be joined."""


def fields_of(entry: RecordEntry) -> dict[str, Any]:
    """Every field of ``entry`` but its digest, moments as UTC in ISO 8601 with microseconds."""
    names = [field.attname for field in entry._meta.concrete_fields if field.name != "digest"]
    return {name: _plain(getattr(entry, name)) for name in names}


def canonical(fields: dict[str, Any]) -> str:
    """``fields`` as JSON that is the same for the same content: sorted keys, no spaces, every letter as itself."""
    return json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(entry: RecordEntry) -> str:
    """The SHA-256 of ``entry`` in hexadecimal digits; it covers every field but the digest itself."""
    return hashlib.sha256(canonical(fields_of(entry)).encode()).hexdigest()


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat(timespec="microseconds") if isinstance(value, datetime) else value


@transaction.atomic
def append(entry: RecordEntry) -> RecordEntry:
    """Number ``entry``, join it to the end of the chain and write it, within the caller's transaction.

    The head stays locked until that transaction ends, so entries are numbered in the order in which they become true.
    Raises ``BrokenRecord`` when the head is gone although there are entries.
    """
    head = RecordHead.objects.select_for_update().filter(pk=RecordHead.ONLY).first() or _first_head()
    entry.number = head.number + 1
    entry.at = timezone.now()
    entry.previous = head.digest
    entry.digest = digest_of(entry)
    entry.save()
    head.number, head.digest = entry.number, entry.digest
    head.save()
    return entry


def _first_head() -> RecordHead:
    # Two first entries at once: the second waits here for the first and then finds what it has made.
    head, _made = RecordHead.objects.select_for_update().get_or_create(pk=RecordHead.ONLY)
    if head.number == 0 and RecordEntry.objects.exists():
        raise BrokenRecord(_("The head of the record is missing, so nothing can be noted; restore it from a backup."))
    return head


def head() -> RecordHead:
    """The end of the chain: number and digest to note down elsewhere; number 0 before the first entry."""
    return RecordHead.objects.filter(pk=RecordHead.ONLY).first() or RecordHead()
