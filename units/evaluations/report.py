"""The report of a quarter as a paper: the units' figures, shortcomings and measures, and who is missing (LD-7.3b)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from units import calendar
from units.evaluations import asked, overview
from units.evaluations.models import Evaluation, QuarterReport
from units.evidence import measures
from units.papers.paper import Align, Column, Heading, Items, Paper, Paragraph, Part, Table

#: The columns of the table: heading and the measure whose lines are added up.
MEASURED = (measures.ON_TIME, measures.QUOTAS, measures.DUTIES)


def paper_of(report: QuarterReport) -> Paper:
    """The paper, in the portal's language. A draft bears today's date and what stands today."""
    day = calendar.day_of(report.submitted_at) if report.submitted_at else calendar.today()
    with translation.override(settings.LANGUAGE_CODE):
        return Paper(
            letterhead=report.letterhead(day),
            kind=_("Report"),
            title=_("on how the units carried out the regulation in %(period)s") % {"period": report.label},
            parts=list(_parts(report, included(report), missing(report))),
            signature=report.signature(),
            recipients=report.recipient_lines(),
        )


def included(report: QuarterReport) -> list[Evaluation]:
    """The evaluations that the report holds: those accepted by now or, once it was put before, by then."""
    found = Evaluation.objects.of_quarter(report.first).forwarded().in_protocol_order()
    return list(found if report.is_draft else found.filter(pk__in=report.included))


def missing(report: QuarterReport) -> list[str]:
    """The names of the units whose evaluation the office has not accepted, as they stand or stood."""
    if not report.is_draft:
        return list(report.missing)
    quarter = asked.quarter(report.first)
    if quarter is None:
        return []
    here = {each.unit_id for each in included(report)}
    return [row.name for row in overview.rows(quarter, timezone.now()) if row.unit.pk not in here]


def _parts(report: QuarterReport, evaluations: Sequence[Evaluation], left_out: Sequence[str]) -> Iterator[Part]:
    yield Heading(_("I. Overview"))
    values = {"number": len(evaluations), "all": len(evaluations) + len(left_out), "period": report.label}
    yield Paragraph(_("%(number)s of %(all)s units have reported on %(period)s.") % values)
    if report.assessment:
        yield Paragraph(report.assessment)
    if left_out:
        yield Paragraph(_("The following units have not reported:"))
        yield Items(left_out)
    if evaluations:
        yield Heading(_("II. Figures"))
        yield _table(evaluations)
        yield Heading(_("III. What the units report"))
        for evaluation in evaluations:
            yield from _of_unit(evaluation)
    if report.proposals:
        yield Heading(_("IV. Proposals") if evaluations else _("II. Proposals"))
        yield Paragraph(report.proposals)


def _table(evaluations: Sequence[Evaluation]) -> Table:
    headings = [_("Items"), _("On time"), _("Quotas"), _("Duties")]
    columns = [Column(_("Unit"), 4), *(Column(heading, 1.2, Align.END) for heading in headings)]
    rows = [[each.unit_name, str(_items(each)), *(_sum(each, measure) for measure in MEASURED)] for each in evaluations]
    total = str(sum(_items(each) for each in evaluations))
    caption = _("As the units sent them; in each pair the first number is what was achieved, the second what was due.")
    return Table(columns, rows, caption, [_("Total"), total, *("" for _measure in MEASURED)])


def _items(evaluation: Evaluation) -> int:
    return sum(line.value for line in evaluation.frozen() if line.code == "items")


def _sum(evaluation: Evaluation, measure: str) -> str:
    lines = [line for line in evaluation.frozen() if line.measure == measure]
    due = sum(line.due or 0 for line in lines)
    return f"{sum(line.achieved for line in lines)}/{due}" if due else "–"


def _of_unit(evaluation: Evaluation) -> Iterator[Part]:
    yield Heading(evaluation.unit_name, 2)
    for label, text in (
        (_("Results"), evaluation.results),
        (_("Shortcomings"), evaluation.shortcomings),
        (_("Measures"), evaluation.remedies),
        (_("Proposals"), evaluation.proposals),
    ):
        if text:
            yield Paragraph(f"{label}: {text}")
