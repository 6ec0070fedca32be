"""The verbs of remuneration: adopt a table, draw a sheet up, review it, approve and so lock it (LD-6.2)."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from units import calendar
from units.duties.spans import Every
from units.periods.models import ClosedPeriod
from units.record.noting import note
from units.record.verbs import Verb
from units.remuneration import reckoning, rules
from units.remuneration.models import PayLine, PayRate, PaySheet, PayTable

if TYPE_CHECKING:
    from accounts.models import User

BATCH = 500


@transaction.atomic
def adopt(table: PayTable, rates: Mapping[tuple[str, str], Decimal], by: User) -> PayTable:
    """Enter a table with its coefficients by kind and grade; from its first month on sheets can be drawn up.

    Raises ``PermissionDenied`` for whoever may not, ``ValidationError`` without a rate, for a beginning within a month
    or a decision to come, and for a month whose sheet is locked by another table.
    """
    _judge(rules.refusal_of_drawing(by))
    paid = {cell: coefficient for cell, coefficient in rates.items() if coefficient > 0}
    if not paid:
        raise ValidationError(_("Enter at least one coefficient; a table that pays nothing need not be adopted."))
    if table.valid_from.day != 1:
        raise ValidationError(_("A table holds from the first day of a month."))
    if table.decided_on > calendar.today():
        raise ValidationError(_("The decision has not been taken yet; enter its day when it has."))
    locked = PaySheet.objects.filter(state=PaySheet.State.APPROVED, period__first__gte=table.valid_from)
    if locked.exists():
        raise ValidationError(_("A month from then on has been approved and locked by another table; begin later."))
    table.by = by
    table.save()
    PayRate.objects.bulk_create(
        PayRate(table=table, kind=kind, grade=grade, coefficient=coefficient)
        for (kind, grade), coefficient in paid.items()
    )
    note(Verb.PAY_ADOPTED, table, by, decision=table.decision, since=table.valid_from)
    return table


@transaction.atomic
def draw_up(period: ClosedPeriod, by: User) -> PaySheet:
    """Draw up the sheet of a closed month, or draw it up anew while it is not locked; a review is then void.

    Raises ``PermissionDenied`` for whoever may not, ``ValidationError`` for no month or without an adopted table.
    """
    period = ClosedPeriod.objects.select_for_update().get(pk=period.pk)
    before = PaySheet.objects.filter(period=period).first()
    _judge(rules.refusal_of_drawing(by, before))
    if period.span != Every.MONTH:
        raise ValidationError(_("Sheets are drawn up month by month."))
    table = PayTable.objects.for_month(period.first)
    if table is None:
        raise ValidationError(_("No table of pay holds in this month; adopt one first."))
    if before is not None:
        before.lines.all().delete()
    facts = {"table": table, "state": PaySheet.State.DRAWN, "drawn_by": by, "drawn_at": timezone.now()}
    void = {"reviewed_by": None, "reviewed_at": None}
    sheet, _made = PaySheet.objects.update_or_create(period=period, defaults={**facts, **void})
    made = PayLine.objects.bulk_create(reckoning.lines(sheet), batch_size=BATCH)
    note(Verb.PAY_DRAWN, sheet, by, period=period.label, total=sum(line.amount for line in made))
    return sheet


@transaction.atomic
def review(sheet: PaySheet, by: User) -> PaySheet:
    """Confirm a sheet that somebody else drew up. Raises ``PermissionDenied`` with a sentence for whoever may not."""
    sheet = PaySheet.objects.select_for_update().get(pk=sheet.pk)
    _judge(rules.refusal_of_review(by, sheet))
    sheet.state, sheet.reviewed_by, sheet.reviewed_at = PaySheet.State.REVIEWED, by, timezone.now()
    sheet.save()
    note(Verb.PAY_REVIEWED, sheet, by, period=sheet.period.label)
    return sheet


@transaction.atomic
def approve(sheet: PaySheet, by: User) -> PaySheet:
    """Approve and lock a reviewed sheet. Raises ``PermissionDenied`` with a sentence for whoever may not."""
    sheet = PaySheet.objects.select_for_update().get(pk=sheet.pk)
    _judge(rules.refusal_of_approval(by, sheet))
    sheet.state, sheet.approved_by, sheet.approved_at = PaySheet.State.APPROVED, by, timezone.now()
    sheet.save()
    total = sum(sheet.lines.values_list("amount", flat=True))
    note(Verb.PAY_APPROVED, sheet, by, period=sheet.period.label, total=total)
    return sheet


def _judge(sentence: str | None) -> None:
    if sentence is not None:
        raise PermissionDenied(sentence)
