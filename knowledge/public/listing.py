"""The situations that answer to what a reader asked: the newest first, or the best where words were asked (ND-6.2g)."""

from __future__ import annotations

from typing import Any

from wagtail.search.backends import get_search_backend

from knowledge.models import FieldOfWork
from knowledge.models.situations import SituationQuerySet
from knowledge.public.asked import Asked
from knowledge.public.quarters import Quarter
from units.models import Unit


def answering(public: SituationQuerySet, asked: Asked) -> Any:
    """Those of ``public`` that answer: a queryset or, where words were asked, the results of the search."""
    found, quarter = public.for_lines(), Quarter.read(asked.quarter)
    # By columns of its own alone, which is what every search engine can narrow by.
    if asked.field:
        found = found.filter(field__in=FieldOfWork.objects.named(asked.field))
    if asked.unit:
        found = found.filter(unit__in=Unit.objects.filter(code=asked.unit))
    if quarter:
        found = found.first_public_in(quarter.period)
    return get_search_backend().search(asked.words, found) if asked.words else found.newest()
