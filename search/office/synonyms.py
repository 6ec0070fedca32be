"""The office's synonyms for whoever plans a query."""

from __future__ import annotations

from search.office.models import MOST_GROUPS, SynonymGroup
from search.office.words import phrases


def groups_in_force() -> list[tuple[str, ...]]:
    """The groups that hold today, each with its words as entered; one query."""
    return [phrases(words) for words in SynonymGroup.objects.in_force().values_list("words", flat=True)[:MOST_GROUPS]]
