"""What each item of a closed month is paid, from the ledger and the table of the month alone (LD-6.2, N-10)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.contrib.contenttypes.models import ContentType

from units.approval.models import Verdict
from units.contributions.models import Contribution
from units.duties.counting import rows_at
from units.periods import behind
from units.periods.models import ClosedPeriod
from units.remuneration.models import PayLine, PaySheet, PayTable
from units.remuneration.money import WHOLE, percent_of, rounded, split

NOTHING = Decimal(0)


def lines(sheet: PaySheet) -> Iterator[PayLine]:
    """The lines of ``sheet``, unsaved, in the order of the ledger; the same at every run."""
    rows = list(_rows(sheet.period))
    rates = {(rate.kind, rate.grade): rate.coefficient for rate in sheet.table.rates.all()}
    counted = set(rows_at(sheet.period.period.ends_at).within(sheet.period.period).values_list("pk", flat=True))
    grades = grades_of(rows)
    for row in rows:
        grade = grades.get(row.pk, "")
        coefficient = rates.get((row.kind, grade), NOTHING)
        why = _why(row, sheet.table, coefficient, row.pk in counted)
        amount = 0 if why else item_amount(sheet.table, coefficient, row.origin)
        yield from _of_item(sheet, row, amount, grade=grade, coefficient=coefficient, why=why)


def _rows(period: ClosedPeriod) -> Iterable[Contribution]:
    rows = behind.rows(period).select_related("approver").prefetch_related("authors")
    return rows.order_by("published_at", "pk")


def item_amount(table: PayTable, coefficient: Decimal, origin: str) -> int:
    """What the authors of one item are paid together: coefficient by value, less what is not one's own work."""
    percent = {"collected": table.collected_percent, "reused": table.reused_percent}.get(origin, WHOLE)
    return rounded(coefficient * table.unit_value * percent / WHOLE)


def _why(row: Contribution, table: PayTable, coefficient: Decimal, is_counted: bool) -> str:
    if not is_counted:
        return PayLine.Why.GONE
    if not coefficient:
        return PayLine.Why.NO_RATE
    if row.origin == "reused" and not table.reused_percent:
        return PayLine.Why.REUSED
    return ""


def _of_item(sheet: PaySheet, row: Contribution, amount: int, **facts: Any) -> Iterator[PayLine]:
    facts |= {"sheet": sheet, "contribution": row, "unit_id": row.unit_id}
    authors = [author for author in row.authors.all() if author.share]
    parts = split(amount, [author.share for author in authors]) if authors else []
    for author, part in zip(authors, parts, strict=True):
        yield PayLine(
            work=PayLine.Work.AUTHOR,
            user_id=author.user_id,
            name=author.name,
            share=author.share,
            amount=part,
            **facts,
        )
    if not authors:
        nobody = {**facts, "why": facts["why"] or PayLine.Why.NOBODY}
        yield PayLine(work=PayLine.Work.AUTHOR, amount=0, **nobody)
    control = percent_of(amount, sheet.table.control_percent)
    if control and row.approver_id is not None:
        name = str(row.approver) if row.approver else ""
        yield PayLine(work=PayLine.Work.CONTROL, user_id=row.approver_id, name=name, amount=control, **facts)


def grades_of(rows: list[Contribution]) -> dict[int, str]:
    """The quality that the last approving verdict before publication gave each row's item; one query."""
    roots = {row.item_type_id: _root(row.item_type_id) for row in rows}
    keys = {(roots[row.item_type_id], str(row.item_id)): row for row in rows}
    given = Verdict.objects.approving().exclude(grade="")
    given = given.filter(visit__workflow_state__object_id__in=[key for _root_type, key in keys])
    facts = ("visit__workflow_state__base_content_type", "visit__workflow_state__object_id", "grade", "at")
    found: dict[int, str] = {}
    for root, key, grade, at in given.order_by("at", "pk").values_list(*facts):
        row = keys.get((root, key))
        if row is not None and at <= row.published_at:
            found[row.pk] = grade
    return found


def _root(type_id: int) -> int:
    """The type by which a workflow knows an item: that of the model at the root of its table, such as ``Page``."""
    model = ContentType.objects.get_for_id(type_id).model_class()
    roots = model._meta.get_parent_list() if model is not None else []
    return ContentType.objects.get_for_model(roots[-1]).pk if roots else type_id
