"""The questions a unit had to answer and how many it answered on time, as evidence of its work (LD-5.2, LD-7.1)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from qa.models import Question, State
from units.calendar import Period
from units.evidence.lines import Line
from units.models import Unit

MEASURE = "questions"
NAME = gettext_lazy("Questions are answered on time")
#: What was merged into another question or not taken up asks for no answer of its own.
NOT_OWED = (State.MERGED, State.DECLINED)


def source(units: Sequence[Unit], span: str, period: Period) -> dict[int, list[Line]]:
    """Of each unit the questions received, and of those whose answer fell due how many were answered in time."""
    within = {"gte": period.begins_at, "lt": period.ends_at}
    received = _counted(units, Q(**{f"received_at__{sign}": moment for sign, moment in within.items()}))
    due = Q(**{f"answer_due_at__{sign}": moment for sign, moment in within.items()}) & ~Q(state__in=NOT_OWED)
    owed, on_time = _counted(units, due), _counted(units, due & Q(answered_on_time=True))
    url = reverse("questions:index")
    return {
        unit.pk: [
            Line("questions", _("Questions received"), received[unit.pk], url=url),
            Line(
                "questions:on_time",
                _("Questions answered on time, of those due"),
                on_time[unit.pk],
                owed[unit.pk],
                MEASURE,
                url,
            ),
        ]
        for unit in units
    }


def _counted(units: Sequence[Unit], which: Q) -> Counter[int]:
    rows = Question.objects.filter(which, unit__in=units).order_by().values_list("unit").annotate(number=Count("pk"))
    return Counter(dict(rows))
