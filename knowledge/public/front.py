"""“The situations of the quarter” on the front page: what became public in this quarter (ND-9.5)."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from knowledge.models import Situation
from knowledge.models.situations import PUBLIC_ROOT
from knowledge.public.quarters import Quarter
from units.audience import visible_to
from units.front_blocks import Block, Line

SHOWN = 3


def block(request: HttpRequest) -> Block | None:
    """The newest situations of this quarter, or when there were some last; one query."""
    newest = list(visible_to(request).readable(Situation.objects.all()).for_lines().newest()[:SHOWN])
    if not newest:
        return None
    current = Quarter.current()
    return Block(
        heading=_("Situations of quarter %(quarter)s") % {"quarter": current.label},
        url=f"/{PUBLIC_ROOT}/",
        lines=[_line(situation) for situation in newest if situation.public_quarter == current],
        renewed=newest[0].first_published_at,
    )


def _line(situation: Situation) -> Line:
    notes = [*([situation.field.name] if situation.field else []), situation.unit.label]
    return Line(situation.title, situation.url, situation.summary, notes, situation.first_published_at)
