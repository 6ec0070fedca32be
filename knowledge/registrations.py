"""What this room tells the rooms below: situations take a route and count (ND-9.5)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from knowledge import posted
from knowledge.models import Situation
from knowledge.models.situations import KIND
from units.approval import traits
from units.approval.traits import Traits
from units.contributions import countable
from units.contributions.countable import AuthorFact, Facts
from units.issued import posting

KINDS = [(KIND, _("Situation"))]


def situation_traits(situation: Situation) -> Traits:
    """What an approval route asks of a situation; it stands in no section, so its own unit decides."""
    return Traits(kind=KIND, origin="own")


def situation_facts(situation: Situation) -> Facts:
    """What the ledger notes of a situation."""
    return Facts(
        kind=KIND,
        sections=[],
        origin="own",
        timely=False,
        event_date=None,
        authors=[AuthorFact(author.name, author.share, author.user_id) for author in situation.authors.all()],
    )


def authors_in_content(content: dict[str, Any]) -> set[int]:
    """The accounts of the authors in the stored content of a situation."""
    return {author["user"] for author in content.get("authors", []) if author.get("user")}


traits.register(Situation, situation_traits, KINDS)
countable.register(Situation, situation_facts, dict(KINDS))
countable.register_authors(Situation, authors_in_content)
posting.register("files", posted.files)
