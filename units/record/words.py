"""Entries as a person reads them: who did what to which item, and what they said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from units import people
from units.approval import items, oversight
from units.record.models import RecordEntry
from units.record.speaking import COMMENT, facts_of, said_in
from units.scoping import owned_snippets

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Row:
    """One entry on the screen. ``url`` is empty where there is no page to open."""

    number: int
    at: datetime
    who: str
    what: str
    title: str
    url: str
    unit_name: str
    comment: str
    facts: list[tuple[str, str]]
    digest: str


def rows(entries: Iterable[RecordEntry], reader: User) -> list[Row]:
    """``entries`` in words for ``reader``; one query for each type of item, for those that still exist.

    What another unit has not published yet, or deleted before it was, stays unnamed (ND-13.6a).
    """
    entries = list(entries)
    types = ContentType.objects.get_for_models(Page, *owned_snippets())
    guarded = {item_type.pk: model for model, item_type in types.items()}
    existing = _was_public(entries, guarded)
    own = {held.unit_id for held in people.held_by(reader) if held.unit_id is not None}
    sees_all = reader.is_superuser or oversight.oversees(reader)

    def row(entry: RecordEntry) -> Row:
        key = (entry.item_type_id or 0, entry.item_id)
        opens = key in existing
        named = sees_all or entry.item_type_id not in guarded or entry.unit_id in own or existing.get(key, False)
        return Row(
            number=entry.number,
            at=entry.at,
            who=name_of(entry),
            what=entry.verb_label,
            title=entry.title if named else _("(not published yet, so only its unit sees the title)"),
            url=reverse("approval:review", args=[items.key(*key)]) if opens and named else "",
            unit_name=entry.unit_name,
            comment=said_in(entry, COMMENT) if named else "",
            facts=facts_of(entry) if named else [],
            digest=entry.digest,
        )

    return [row(entry) for entry in entries]


def _was_public(entries: list[RecordEntry], guarded: dict[int, Any]) -> dict[tuple[int, str], bool]:
    """Of each item of ``entries`` that still exists, whether it has ever been public."""
    found: dict[tuple[int, str], bool] = {}
    for type_id, model in guarded.items():
        keys = [entry.item_id for entry in entries if entry.item_type_id == type_id and entry.item_id.isdecimal()]
        rows = model._default_manager.filter(pk__in=keys).values_list("pk", "first_published_at") if keys else []
        found |= {(type_id, str(pk)): published is not None for pk, published in rows}
    return found


def name_of(entry: RecordEntry) -> str:
    """Who acted, by the name of the time; the portal itself where nobody did."""
    return entry.actor_name or _("The portal")
