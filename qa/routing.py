"""Whom is a question for? The office's table of fields and words suggests the unit (LD-3.7, ND-9.4a)."""

from __future__ import annotations

from knowledge.models import FieldOfWork
from qa.models.routing import RoutingRule
from search.vietnamese import words
from units.models import Unit

#: What each sign of a unit's work weighs.
FIELD, PARENT_FIELD, WISH, WORD = 6, 4, 3, 1


def suggested(text: str, field: FieldOfWork | None, wished: Unit | None) -> Unit | None:
    """The unit that the signs point to most; the one the asker wished where they say nothing; None without any."""
    said = _folded(text)
    scores: list[tuple[int, Unit]] = []
    rules = RoutingRule.objects.select_related("unit").prefetch_related("fields")
    for rule in rules.filter(unit__in=Unit.objects.active()):
        fields = {found.pk for found in rule.fields.all()}
        score = sum(WORD for line in rule.words.splitlines() if (phrase := _folded(line)) and phrase in said)
        if field is not None:
            score += FIELD if field.pk in fields else PARENT_FIELD if field.parent_id in fields else 0
        if wished is not None and wished.pk == rule.unit_id:
            score += WISH
        scores.append((score, rule.unit))
    best = max(scores, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] > 0 else wished


def owner_of(text: str, field: FieldOfWork | None, wished: Unit | None) -> Unit:
    """The unit that a question comes to: what ``suggested`` finds, else the managing unit, so that it has an owner."""
    return suggested(text, field, wished) or Unit.objects.get(is_managing=True)


def _folded(text: str) -> str:
    return " ".join(["", *(word.folded for word in words(text)), ""])
