"""What a text says, as one number: what is approved is what is published (ND-10.4b)."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from modelcluster.models import get_all_child_relations
from wagtail.models import Revision

#: What the machinery keeps on an item beside its text: place in the tree, publication, locks, derived columns.
MACHINERY = frozenset(
    {
        "pk",
        "path",
        "depth",
        "numchild",
        "url_path",
        "translation_key",
        "locale",
        "content_type",
        "owner",
        "created_at",
        "unit",
        "live",
        "live_revision",
        "latest_revision",
        "has_unpublished_changes",
        "first_published_at",
        "last_published_at",
        "latest_revision_created_at",
        "go_live_at",
        "expire_at",
        "expired",
        "locked",
        "locked_at",
        "locked_by",
        "draft_title",
        "alias_of",
        "published_at",
        "published_month",
        "confirmed_by",
        "wagtail_admin_comments",
    }
)


def of_revision(revision: Revision) -> str:
    """The digest of a stored version, exactly as it was written."""
    return _digest(revision.content)


def of_item(item: Any) -> str:
    """The digest of what readers see of ``item``, in memory or stored, without the machinery around it."""
    # Rows of inline forms get their keys anew at each publication, and name the item they belong to.
    keys = {"pk", *(relation.field.name for relation in get_all_child_relations(type(item)))}
    data = {name: _plain(value, keys) for name, value in item.serializable_data().items() if name not in MACHINERY}
    return _digest(data)


def _plain(value: Any, keys: set[str]) -> Any:
    if not isinstance(value, list):
        return value
    if all(isinstance(row, int | str) for row in value):
        return sorted(value, key=str)
    return [{name: told for name, told in row.items() if name not in keys} for row in value]


def _digest(data: Any) -> str:
    text = json.dumps(data, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def differs(approved: Revision, going_live: Any) -> bool:
    """Whether ``going_live`` says anything else than the approved version."""
    return of_item(approved.as_object()) != of_item(going_live)
