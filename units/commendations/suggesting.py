"""Whom the figures of a year suggest: units by their scorecards, people by what they wrote (LD-7.2)."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count

from units import calendar
from units.commendations.models import Commendation, State
from units.contributions.models import ContributionAuthor
from units.models.register import Unit
from units.scorecards import keeping
from units.scorecards.models import Scorecard
from units.scorecards.scoring import in_points, per_cent

#: So many of each kind are suggested.
SHOWN = 10


@dataclass(frozen=True)
class Suggestion:
    """A unit, or a person of it, with the figure that speaks for them and the place where it can be checked."""

    unit: Unit
    person: str
    figure: str
    url: str
    is_commended: bool


def units_for(year: int) -> list[Suggestion]:
    """The units with the best approved scorecards of ``year``, the best first; two queries."""
    commended = _commended(year)
    cards = Scorecard.objects.of_year(year).approved().in_protocol_order()
    # The sort is stable: of equals the one that stands first in the protocol is named first.
    best = sorted(cards, key=lambda card: -(card.earned / card.possible if card.possible else 0))[:SHOWN]
    return [
        Suggestion(
            card.unit,
            "",
            f"{in_points(card.earned)}/{in_points(card.possible)} ({per_cent(card.earned, card.possible)} %)",
            keeping.address(card.unit, year),
            (card.unit_id, "") in commended,
        )
        for card in best
    ]


def people_for(year: int) -> list[Suggestion]:
    """Who is named as an author most often in the ledger of ``year``; three queries."""
    commended, period = _commended(year), calendar.year(year)
    within = {"gte": period.begins_at, "lt": period.ends_at}
    rows = (
        ContributionAuthor.objects.filter(**{f"contribution__published_at__{sign}": at for sign, at in within.items()})
        .order_by()
        .values_list("contribution__unit", "name")
        .annotate(number=Count("pk"))
        .order_by("-number", "name", "contribution__unit")[:SHOWN]
    )
    units = Unit.objects.in_bulk([unit for unit, _name, _number in rows])
    return [Suggestion(units[unit], name, str(number), "", (unit, name) in commended) for unit, name, number in rows]


def _commended(year: int) -> set[tuple[int, str]]:
    standing = Commendation.objects.of_year(year).exclude(state=State.REVOKED)
    return set(standing.values_list("unit", "person"))
