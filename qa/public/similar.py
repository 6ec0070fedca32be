"""Answers to questions like this one, through the portal's own search (ND-11.1c)."""

from __future__ import annotations

from django.http import HttpRequest

from qa.models import AnswerPage
from units.audience import visible_to

SHOWN = 5
SHORTEST, LONGEST = 8, 1000


def similar_to(text: str, request: HttpRequest, leave_out: int | None = None) -> list[AnswerPage]:
    """Up to five public answers whose words are those of ``text``, the nearest first."""
    words = " ".join(text.split())[:LONGEST]
    if len(words) < SHORTEST:
        return []
    readable = visible_to(request).readable(AnswerPage.objects.for_lines())
    found = readable.exclude(pk=leave_out) if leave_out is not None else readable
    return list(found.search(words, operator="or")[:SHOWN])
