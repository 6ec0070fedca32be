"""Who may send, and which of their items the short form can show again; views ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from home.models import ArticlePage, Kind
from home.sending import plain_text
from units.models import Capability, Unit
from units.people import has_capability, held_by, units_of, units_with

if TYPE_CHECKING:
    from accounts.models import User


def units_to_send_from(user: User) -> QuerySet[Unit]:
    """The person's own units in which they write and which have a page to write below."""
    own = units_of(user) & units_with(user, Capability.WRITE)
    return own.filter(page__isnull=False, collection__isnull=False)


def may_send(user: User) -> bool:
    """Whether there is a unit in which the person writes; no query where the request has asked for memberships."""
    own = [held.unit for held in held_by(user) if held.unit and held.unit.page_id and held.unit.collection_id]
    return any(has_capability(user, Capability.WRITE, unit) for unit in own)


def why_not_to_mend(item: ArticlePage, user: User) -> str | None:
    """Why ``user`` cannot change ``item`` now, as a sentence; None if they can."""
    if not item.permissions_for_user(user).can_edit() or not has_capability(user, Capability.WRITE, item.unit):
        return _("You no longer write for the unit of this item; its board goes on with it.")
    lock = item.get_lock()
    if lock is not None and lock.for_user(user):
        return _("This item waits for a decision, so nobody can change it; take it back to go on writing.")
    return None


def text_to_mend(version: Any) -> str | None:
    """The text of the latest ``version`` of an item if the short form shows all of it, otherwise None."""
    fits = version.kind == Kind.NEWS and len(version.sections.all()) <= 1 and not version.timely
    return plain_text.text_of(version.body) if fits else None
