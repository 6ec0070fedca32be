"""Whether units sent their evaluations on time, as evidence for the annual scorecard (LD-7.1)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from units.calendar import Period
from units.duties.spans import Every
from units.evaluations import asked, telling
from units.evaluations.models import Evaluation
from units.evidence import measures
from units.evidence.lines import Line
from units.models.register import Unit


def source(units: Sequence[Unit], span: str, period: Period) -> dict[int, list[Line]]:
    """For a year: a line for each quarter whose evaluation fell due in it. A quarter says nothing of itself."""
    found: dict[int, list[Line]] = {}
    if span != Every.YEAR:
        return found
    for quarter in asked.due_within(period):
        sent = dict(Evaluation.objects.of_quarter(quarter.first).values_list("unit", "first_sent_at"))
        owing = {unit.pk for unit in asked.units_of(quarter)}
        for unit in units:
            if unit.pk in owing:
                moment = sent.get(unit.pk)
                on_time = moment is not None and not quarter.was_late(moment)
                label = _("Evaluation of %(period)s, due on %(day)s") % {
                    "period": quarter.label,
                    "day": quarter.due_text,
                }
                code, url = f"evaluation:{quarter.first}", telling.address(unit, quarter.first)
                found.setdefault(unit.pk, []).append(Line(code, label, int(on_time), 1, measures.EVALUATIONS, url))
    return found
