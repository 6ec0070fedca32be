"""The verbs of a section's lead units: hide and show, pin and unpin, move up and down among what is pinned.

Each asks the rule, changes one section's list and leaves one entry in the record; a verb that finds nothing to change
does nothing. All raise ``PermissionDenied`` with a sentence when the rule says no or the verb makes no sense here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from home.arranging import rules
from home.arranging.noting import note_arrangement
from home.models import Placement, SectionPage

if TYPE_CHECKING:
    from accounts.models import User

#: So that what is new in a section still shows; ``home.front`` relies on it.
MOST_PINNED = 5


@transaction.atomic
def hide(placement: Placement, user: User) -> None:
    """Leave the article out of the section's lists; its own page and its unit's list stay as they are."""
    placement = _asked(placement, user)
    if not placement.hidden:
        placement.hidden, placement.rank = True, 0
        placement.save(update_fields=["hidden", "rank"])
        _number(_pinned_beside(placement))
        note_arrangement(placement, user, "hide")


@transaction.atomic
def show(placement: Placement, user: User) -> None:
    """Let the article stand in the section's lists again, by its date."""
    placement = _asked(placement, user)
    if placement.hidden:
        placement.hidden = False
        placement.save(update_fields=["hidden"])
        note_arrangement(placement, user, "show")


@transaction.atomic
def pin(placement: Placement, user: User) -> None:
    """Put the article above everything else in the section."""
    placement = _asked(placement, user)
    pinned = _pinned_beside(placement)
    if placement.hidden:
        raise PermissionDenied(_("This article is hidden in the section; show it before you pin it."))
    if placement in pinned:
        return
    if len(pinned) >= MOST_PINNED:
        raise PermissionDenied(
            _("%(number)d articles are pinned in this section already; unpin one before you pin another.")
            % {"number": MOST_PINNED}
        )
    _number([placement, *pinned])
    note_arrangement(placement, user, "pin")


@transaction.atomic
def unpin(placement: Placement, user: User) -> None:
    """Let the article stand by its date."""
    placement = _asked(placement, user)
    if placement.rank:
        placement.rank = 0
        placement.save(update_fields=["rank"])
        _number(_pinned_beside(placement))
        note_arrangement(placement, user, "unpin")


@transaction.atomic
def move_up(placement: Placement, user: User) -> None:
    """Exchange a pinned article with the one above it."""
    _move(placement, user, -1, "move_up")


@transaction.atomic
def move_down(placement: Placement, user: User) -> None:
    """Exchange a pinned article with the one below it."""
    _move(placement, user, 1, "move_down")


VERBS: dict[str, Callable[[Placement, User], None]] = {
    verb.__name__: verb for verb in (hide, show, pin, unpin, move_up, move_down)
}


def _asked(placement: Placement, user: User) -> Placement:
    """The placement as it stands now, after the rule has agreed; until the end nobody else arranges the section."""
    refusal = rules.refusal(user, placement.section)
    if refusal is not None:
        raise PermissionDenied(refusal)
    SectionPage.objects.select_for_update(of=("self",)).get(pk=placement.section_id)
    now = Placement.objects.select_related("article", "section").filter(pk=placement.pk, article__live=True).first()
    if now is None:
        raise PermissionDenied(_("This article no longer stands in the section; it was taken down in the meantime."))
    return now


def _pinned_beside(placement: Placement) -> list[Placement]:
    return list(Placement.objects.filter(section=placement.section_id).pinned().in_order())


def _number(pinned: list[Placement]) -> None:
    """Rank what is pinned, given from the top down, from n to 1."""
    for rank, placement in enumerate(reversed(pinned), start=1):
        placement.rank = rank
    Placement.objects.bulk_update(pinned, ["rank"])


def _move(placement: Placement, user: User, step: int, verb: str) -> None:
    placement = _asked(placement, user)
    pinned = _pinned_beside(placement)
    if placement not in pinned:
        raise PermissionDenied(_("Only pinned articles are put in order; pin this one first."))
    here = pinned.index(placement)
    there = here + step
    if 0 <= there < len(pinned):
        pinned[here], pinned[there] = pinned[there], pinned[here]
        _number(pinned)
        note_arrangement(placement, user, verb)
