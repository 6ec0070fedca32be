"""A synthesis as a paper: figures and summaries. What it is made from has no room for anybody's identity (ND-5.4c)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.conf import settings
from django.db.models.functions import Coalesce
from django.utils import translation
from django.utils.translation import gettext as _

from qa.feedback.models import Synthesis
from qa.feedback.synthesising import figures
from qa.feedback.synthesising.figures import Breakdown, Figures
from units import calendar
from units.papers.paper import Align, Column, Heading, Items, Paper, Paragraph, Part, Table

SHORT = "%d/%m/%Y"


@dataclass(frozen=True)
class Summary:
    """What an officer wrote of one record, under its subject."""

    subject: str
    text: str


def paper_of(synthesis: Synthesis) -> Paper:
    """The paper, in the portal's language; two queries. A draft bears today's date, as its figures do."""
    day = calendar.day_of(synthesis.submitted_at) if synthesis.submitted_at else calendar.today()
    with translation.override(settings.LANGUAGE_CODE):
        return Paper(
            letterhead=synthesis.letterhead(day),
            kind=_("Report"),
            title=synthesis.title,
            parts=list(_parts(synthesis, figures.of(synthesis), summaries_of(synthesis))),
            signature=synthesis.signature(),
            recipients=synthesis.recipient_lines(),
        )


def summaries_of(synthesis: Synthesis) -> list[Summary]:
    """What was written of the records, by subject; as the subjects are now, or were when it left the officers."""
    written = synthesis.records.exclude(summary="").order_by("number")
    now = Coalesce("feedback__field__parent__name", "feedback__field__name", "subject")
    rows = written.annotate(now=now).values_list("now" if synthesis.is_draft else "subject", "summary")
    return sorted((Summary(*row) for row in rows), key=lambda row: (not row.subject, row.subject))


def _parts(synthesis: Synthesis, counts: Figures, summaries: Sequence[Summary]) -> Iterator[Part]:
    yield Heading(_("I. Overview"))
    yield Paragraph(_opening(synthesis, counts))
    if synthesis.assessment.strip():
        yield Paragraph(synthesis.assessment)
    yield Heading(_("II. Figures"))
    for number, breakdown in enumerate(counts.breakdowns, 1):
        yield _table(number, breakdown, counts)
    if summaries:
        yield Heading(_("III. What was reported and proposed"))
        for subject, rows in groupby(summaries, key=lambda row: row.subject):
            yield Heading(subject or _("Other subjects"), 2)
            yield Items([row.text for row in rows])
    if synthesis.proposals.strip():
        yield Heading(_("IV. Proposals") if summaries else _("III. Proposals"))
        yield Paragraph(synthesis.proposals)


def _opening(synthesis: Synthesis, counts: Figures) -> str:
    total = counts.total
    words = {"number": total.received, "closed": total.closed, "open": total.open}
    if synthesis.first is None or synthesis.last is None:
        return _("This report is about %(number)s records; %(closed)s are closed, %(open)s open.") % words
    sentence = _("From %(first)s through %(last)s %(number)s records came; %(closed)s are closed, %(open)s open.")
    return sentence % {**words, "first": f"{synthesis.first:{SHORT}}", "last": f"{synthesis.last:{SHORT}}"}


def _table(number: int, breakdown: Breakdown, counts: Figures) -> Table:
    columns = [
        Column(breakdown.heading.capitalize(), 4),
        *(Column(heading, 1, Align.END) for heading in (_("Received"), _("Being dealt with"), _("With an outcome"))),
    ]
    rows = [[row.name, str(row.received), str(row.open), str(row.closed)] for row in breakdown.rows]
    total = counts.total
    caption = _("Table %(number)s. Records by %(heading)s") % {"number": number, "heading": breakdown.heading}
    return Table(columns, rows, caption, [total.name, str(total.received), str(total.open), str(total.closed)])
