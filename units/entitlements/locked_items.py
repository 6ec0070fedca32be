"""Items that somebody who leaves has locked, which only they could have opened again: their lock goes (ND-13.6a)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from units import scoping
from units.approval import items
from units.entitlements import open_work
from units.entitlements.approval_work import title_for
from units.entitlements.open_work import Leaving, Work

if TYPE_CHECKING:
    from accounts.models import User


def locks(leaving: Leaving) -> Work | None:
    """What the person has locked: whoever may edit it can do so again."""
    found = list(_locked_by(leaving.person))
    if not found:
        return None

    def pass_on() -> None:
        for item in found:
            unlocked = {"locked": False, "locked_by": None, "locked_at": None}
            base = Page if isinstance(item, Page) else type(item)
            base._default_manager.filter(pk=item.pk).update(**unlocked)
            log(instance=item, action="wagtail.unlock", user=leaving.by)

    return Work(_("Items that are unlocked"), [_title(item, leaving.by) for item in found], pass_on)


def _locked_by(person: User) -> Iterator[Any]:
    for model in (Page, *scoping.owned_snippets()):
        rows = model._default_manager.filter(locked=True, locked_by=person).order_by("pk")
        yield from rows.specific() if issubclass(model, Page) else rows.select_related("unit")


def _title(item: Any, reader: User) -> str:
    # Pages of the whole site belong to no unit, so nobody's title is kept from the office.
    return title_for(item, reader) if items.is_owned(item) else str(item)


open_work.register("locks", locks)
