"""Which guidance may name which as replaced: an earlier one of the same unit, or of one that this unit succeeded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from units.models import Unit
from units.scoping import unit_at

if TYPE_CHECKING:
    from knowledge.models import GuidancePage

#: More successors or predecessors than that in a row are a ring.
LONGEST = 50


def refuse_wrong_predecessor(page: GuidancePage) -> None:
    """Raise ``ValidationError`` if ``page`` may not name the guidance it says it replaces.

    Asked of every version that is saved and again of what goes public.
    """
    sentence = refusal(page, page.replaces) if page.replaces_id else None
    if sentence is not None:
        raise ValidationError({"replaces": sentence})


def refusal(page: GuidancePage, old: GuidancePage | None) -> str | None:
    """Why ``page`` may not replace ``old``; None if it may."""
    if old is None or old.first_published_at is None:
        return _("Choose a guidance that has been public; what readers never saw needs no replacement.")
    unit = unit_at(page.path) if page.path else page.unit
    if old.unit_id is None or not _passed_to(old.unit, unit):
        return _(
            "“%(title)s” belongs to %(unit)s. Only that unit, or the one that took over its tasks, replaces it."
        ) % {"title": old.title, "unit": old.unit}
    if page.pk and _comes_from(old, page.pk):
        return _("“%(title)s” itself follows this guidance, so it cannot be what this guidance replaces.") % {
            "title": old.title
        }
    return None


def _passed_to(former: Unit | None, unit: Unit | None) -> bool:
    """Whether ``unit`` is ``former`` or has taken over its tasks, perhaps over several steps."""
    for _step in range(LONGEST):
        if former is None or former == unit:
            break
        former = former.successor
    return former is not None and former == unit


def _comes_from(page: GuidancePage | None, pk: int) -> bool:
    """Whether ``page`` is the guidance ``pk`` or replaces it, perhaps over several steps."""
    for _step in range(LONGEST):
        if page is None:
            return False
        if page.pk == pk:
            return True
        page = page.replaces
    return True
