"""What the public side of situations tells the search: they are found with everything else (ND-6.2g)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from knowledge.models import Situation
from knowledge.models.situations import KIND
from knowledge.public import front
from search import sources
from search.sources import Facts, Source
from units import front_blocks
from units.audience import visible_to


def readable(request: HttpRequest) -> Any:
    """What the reader of a request may read, as lines show it."""
    return visible_to(request).readable(Situation.objects.all()).for_lines()


def facts(situation: Situation) -> Facts:
    """What the search notes of a situation."""
    return Facts(date=situation.first_published_at, unit_id=situation.unit_id)


front_blocks.register("situations", front.block)
sources.register(Source(kind=KIND, label=_("Situation"), model=Situation, readable=readable, facts=facts))
