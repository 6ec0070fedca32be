"""The one door by which a closed figure is corrected: an entry of its own, beside the original (LD-6.1a)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from units.contributions.selection import kind_name
from units.duties.spans import Every
from units.periods import rules, tables
from units.periods.models import ClosedLine, ClosedPeriod, FigureCorrection, Ground
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Change:
    """What is to be changed: the unit's line, kind and section (empty for all) of the figure, by how much and why."""

    line: ClosedLine
    kind: str
    section: str
    change: int
    ground: Ground
    explanation: str


@transaction.atomic
def correct(period: ClosedPeriod, change: Change, by: User) -> FigureCorrection:
    """Enter a correction of a closed month; quarter and year show it by themselves.

    Raises ``PermissionDenied`` for whoever may not, ``ValidationError`` for a change of nothing, without a reason, of
    a figure that the month does not have, or to less than nothing.
    """
    why = rules.refusal_of_correction(by)
    if why is not None:
        raise PermissionDenied(why)
    # Locked, so that of two corrections at once the second sees the first.
    period = ClosedPeriod.objects.select_for_update().get(pk=period.pk)
    _judge(period, change)
    made = FigureCorrection.objects.create(
        period=period,
        line=change.line,
        kind=change.kind,
        section=change.section,
        change=change.change,
        ground=change.ground,
        explanation=change.explanation.strip(),
        by=by,
    )
    note(
        Verb.FIGURE_CORRECTED,
        period,
        by,
        unit=change.line.unit,
        period=period.label,
        kind=kind_name(change.kind),
        section=change.section,
        change=f"{change.change:+d}",
        reason=f"{Ground(change.ground).label}: {made.explanation}",
    )
    return made


def _judge(period: ClosedPeriod, change: Change) -> None:
    if period.span != Every.MONTH:
        raise ValidationError(_("Correct the month: quarter and year are the sum of their months."))
    if change.line.period_id != period.pk or change.kind not in dict(period.kinds):
        raise ValidationError(_("The closed month has no such figure; choose from the lists."))
    if not change.explanation.strip():
        raise ValidationError(_("Say why; it is kept beside the figure and in the record."))
    if not change.change:
        raise ValidationError(_("Enter by how much the figure changes, for example -1 or 2."))
    stands = tables.standing(period, change.line.unit_id, change.kind, change.section)
    if stands + change.change < 0:
        raise ValidationError(
            _("The figure is %(count)s; it cannot become less than nothing. Enter at least -%(count)s.")
            % {"count": stands}
        )
