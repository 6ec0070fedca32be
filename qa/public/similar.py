"""Answers and situations like this question, through the portal's own search (ND-11.1c, ND-6.2g)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail.search.backends import get_search_backend

from knowledge.models import Situation
from qa.models import AnswerPage
from units.audience import visible_to

SHOWN, SITUATIONS_SHOWN = 5, 3
SHORTEST, LONGEST = 8, 1000


def similar_to(text: str, request: HttpRequest, leave_out: int | None = None) -> list[AnswerPage]:
    """Up to five public answers whose words are those of ``text``, the nearest first."""
    words = _words(text)
    if not words:
        return []
    readable = visible_to(request).readable(AnswerPage.objects.for_lines())
    found = readable.exclude(pk=leave_out) if leave_out is not None else readable
    return list(found.search(words, operator="or")[:SHOWN])


def situations_like(text: str, request: HttpRequest) -> list[Situation]:
    """Up to three public situations whose words are those of ``text``, the nearest first."""
    words = _words(text)
    if not words:
        return []
    readable = visible_to(request).readable(Situation.objects.all()).for_lines()
    return list(get_search_backend().search(words, readable, operator="or")[:SITUATIONS_SHOWN])


def offered(text: str, request: HttpRequest) -> dict[str, Any]:
    """What somebody who types ``text`` may read first: ``similar`` answers and ``situations``."""
    return {"similar": similar_to(text, request), "situations": situations_like(text, request)}


def _words(text: str) -> str:
    """The words to look for; empty where there are too few to mean anything."""
    words = " ".join(text.split())[:LONGEST]
    return words if len(words) >= SHORTEST else ""
