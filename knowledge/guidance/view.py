"""What the page of a guidance shows besides its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from wagtail.blocks import StreamValue

from units import calendar, explaining
from units.audience import visible_to
from units.models import Unit

if TYPE_CHECKING:
    from knowledge.models import BlankForm, GuidanceIndexPage, GuidancePage

RELATED = 5


@dataclass(frozen=True)
class State:
    """Whether a guidance holds today: "to-come", "in-force", "ended", "replaced" or "withdrawn"; and what replaces it.

    ``replacement`` may still be to come: it is public, but not in force before ``replaced_on``.
    """

    code: str
    replacement: GuidancePage | None = None
    replaced_on: date | None = None

    @property
    def holds(self) -> bool:
        """Whether readers may rely on it today."""
        return self.code == "in-force"


def state_of(page: GuidancePage, request: HttpRequest) -> State:
    """The state of ``page`` on the day of the request; one query."""
    if not page.live and not getattr(request, "is_preview", False):
        return State("withdrawn")
    new = _replacement(page, request)
    replaced_on = (new.in_force_from or calendar.day_of(new.first_published_at)) if new else None
    today = calendar.today()
    if replaced_on is not None and replaced_on <= today:
        return State("replaced", new, replaced_on)
    if page.in_force_until is not None and page.in_force_until < today:
        return State("ended", new, replaced_on)
    if page.in_force_from is not None and page.in_force_from > today:
        return State("to-come", new, replaced_on)
    return State("in-force", new, replaced_on)


def context(page: GuidancePage, request: HttpRequest) -> dict[str, Any]:
    """Forms, steps with their numbers, state, predecessor, what explains it, related guidance."""
    page.unit = Unit.objects.select_related("page").filter(pk=page.unit_id).first()
    return {
        "forms": _forms(page),
        "steps": list(_numbered(page.steps)),
        "state": state_of(page, request),
        "predecessor": _readable(page.replaces_id, page, request),
        "explained_by": explaining.items_about(request, page.pk, page.basis_symbol),
        "related": _related(page, request),
        "library": _library(request),
    }


def _forms(page: GuidancePage) -> list[BlankForm]:
    """The forms that have a file; also of a version that is not saved yet, as in a preview."""
    forms = page.forms.all()
    return [form for form in getattr(forms, "select_related", lambda _name: forms)("document") if form.document_id]


def _numbered(steps: StreamValue) -> Any:
    number = 0
    for block in steps:
        number += block.block_type == "step"
        yield {"block": block, "number": number if block.block_type == "step" else None}


def _replacement(page: GuidancePage, request: HttpRequest) -> GuidancePage | None:
    if page.pk is None:
        return None
    readable = visible_to(request).readable(type(page).objects.filter(replaces=page.pk))
    found: GuidancePage | None = readable.defer("steps").order_by("pk").first()
    return found


def _readable(pk: int | None, page: GuidancePage, request: HttpRequest) -> GuidancePage | None:
    if pk is None:
        return None
    found: GuidancePage | None = visible_to(request).readable(type(page).objects.filter(pk=pk)).defer("steps").first()
    return found


def _related(page: GuidancePage, request: HttpRequest) -> list[GuidancePage]:
    """What holds in the same field; in the field above where the field is a part of one."""
    if page.field_of_work is None:
        return []
    audience = visible_to(request)
    field = page.field_of_work.parent or page.field_of_work
    same = audience.readable(type(page).objects.exclude(pk=page.pk)).filed_under(field.code).in_force(audience)
    return list(same.for_lines().newest()[:RELATED])


def _library(request: HttpRequest) -> GuidanceIndexPage | None:
    """Where all guidance is found, which not every preset has in its menu."""
    from knowledge.models import GuidanceIndexPage

    found: GuidanceIndexPage | None = visible_to(request).readable(GuidanceIndexPage.objects.all()).first()
    return found
