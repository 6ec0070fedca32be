"""Situations, and answers to questions, beside other content of the same field (ND-2.1b, ND-6.2g)."""

from __future__ import annotations

from typing import Any

from django import template
from django.http import HttpRequest

from knowledge.models import FieldOfWork, Situation
from knowledge.public import answers
from knowledge.public.page import RELATED
from units.audience import visible_to

register = template.Library()


@register.inclusion_tag("components/related-situations.html", takes_context=True)
def situations_of_field(context: dict[str, Any], field: FieldOfWork | None) -> dict[str, Any]:
    """The five newest situations of ``field``, or of the field it is a part of; one query, none without a field."""
    request: HttpRequest | None = context.get("request")
    if field is None:
        return {"related": []}
    public = visible_to(request).readable(Situation.objects.within(field.parent or field))
    return {"related": list(public.for_lines().newest()[:RELATED])}


@register.inclusion_tag("components/related-answers.html", takes_context=True)
def answers_of_field(context: dict[str, Any], field: FieldOfWork | None) -> dict[str, Any]:
    """The five newest public answers of ``field``, or of the field it is a part of; one query, none without a field."""
    return {"answers": answers.of_field(field, context.get("request"), RELATED)}
