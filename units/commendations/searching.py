"""Commendations in the public search: a reader who types a person's name finds what they were commended for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from search import sources
from search.sources import Facts, Source
from units.commendations.models import Commendation

KIND = "commendation"


def readable(request: HttpRequest) -> Any:
    """What the public list shows, to whomever it shows it."""
    return Commendation.objects.public()


def facts(found: Commendation) -> Facts:
    """What the search notes of a commendation."""
    return Facts(date=found.decided_on, unit_id=found.unit_id)


sources.register(Source(kind=KIND, label=_("Commendation"), model=Commendation, readable=readable, facts=facts))
