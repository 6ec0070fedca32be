"""A proposal to amend the regulation as a paper: clause by clause, what hinders and what is proposed (LD-7.3a)."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from units import calendar
from units.obstacles.models import AmendmentProposal, Obstacle
from units.papers.paper import Heading, Items, Paper, Paragraph, Part


def paper_of(proposal: AmendmentProposal) -> Paper:
    """The paper, in the portal's language. A draft bears today's date. Units are named in it, people are not."""
    day = calendar.day_of(proposal.submitted_at) if proposal.submitted_at else calendar.today()
    with translation.override(settings.LANGUAGE_CODE):
        return Paper(
            letterhead=proposal.letterhead(day),
            kind=_("Proposal"),
            title=_("on amending the regulation on the portal"),
            parts=list(_parts(proposal)),
            signature=proposal.signature(),
            recipients=proposal.recipient_lines(),
        )


def _parts(proposal: AmendmentProposal) -> Iterator[Part]:
    if proposal.opening:
        yield Paragraph(proposal.opening)
    obstacles = list(proposal.obstacles.select_related("unit").order_by("pk"))
    for row in proposal.wordings.all():
        place = str(row.clause)
        yield Heading(f"{place[:1].upper()}{place[1:]}", 2)
        yield Paragraph(_("What was found hard to apply:"))
        yield Items([_line(each) for each in obstacles if each.clause == row.clause])
        if row.wording:
            yield Paragraph(_("Proposed: %(wording)s") % {"wording": row.wording})
    if proposal.closing:
        yield Paragraph(proposal.closing)


def _line(obstacle: Obstacle) -> str:
    said = " ".join(obstacle.text.split())
    if obstacle.suggestion:
        said = _("%(text)s Suggested: %(suggestion)s") % {
            "text": said,
            "suggestion": " ".join(obstacle.suggestion.split()),
        }
    return f"{obstacle.unit.name}: {said}" if obstacle.unit else said
