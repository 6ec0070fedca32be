"""The scorecards of a year as a sheet (LD-7.1)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from units.contributions.exports import Column, Sheet, Type
from units.contributions.periods import moment_text
from units.scorecards.models import Scorecard
from units.scorecards.scoring import in_points, per_cent


def of_year(cards: Sequence[Scorecard], year: int) -> Sheet:
    """A line a unit, for those that the person sees."""
    return Sheet(
        title=_("Annual scorecards"),
        notes=[
            _("Year: %(year)s") % {"year": year},
            _("Exported at %(time)s") % {"time": moment_text(timezone.now())},
        ],
        columns=[
            Column(_("Unit"), 45),
            Column(_("Points"), 10),
            Column(_("Of possible points"), 12),
            Column(_("Per cent"), 10, Type.NUMBER),
            Column(_("State"), 22),
            Column(_("Comment of the unit"), 50),
        ],
        rows=[
            [
                card.unit_name,
                in_points(card.earned),
                in_points(card.possible),
                per_cent(card.earned, card.possible),
                str(card.get_state_display()),
                card.comment,
            ]
            for card in cards
        ],
    )
