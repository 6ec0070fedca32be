"""Which items count towards a duty: rows of the ledger that were still public at an instant (ND-9.5).

The ledger knows when an item first went public, whatever its type; measures know when one was held or withdrawn and
when it came back. So the count at any instant of the past can be told at any time later, and a count of the present is
the same question with the present instant.
"""

from __future__ import annotations

from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.db.models.functions import Cast

from units.approval.models import Hold, Withdrawal
from units.calendar import Period
from units.contributions import countable
from units.contributions.models import Contribution, ContributionQuerySet


def instant_of(period: Period, now: datetime) -> datetime:
    """The instant at which a period is judged: its end or, while it runs, ``now``."""
    return min(now, period.ends_at)


def rows_at(instant: datetime) -> ContributionQuerySet:
    """The rows of the ledger that count at ``instant``: no hold and no withdrawal of the item was in force then.

    An item that was only taken down because its time had run out counts: nobody withdrew it.
    """
    rows: ContributionQuerySet = Contribution.objects.order_by().alias(
        base_type=_base_type(), item_key=Cast("item_id", CharField())
    )
    return rows.filter(~_under(Hold.objects.all(), instant), ~_under(Withdrawal.objects.all(), instant))


def _under(measures: QuerySet[Hold] | QuerySet[Withdrawal], instant: datetime) -> Exists:
    in_force = Q(ended_at=None) | Q(ended_at__gte=instant)
    return Exists(
        measures.filter(in_force, at__lt=instant, item_type=OuterRef("base_type"), item_id=OuterRef("item_key"))
    )


def _base_type() -> Case:
    """The type by which measures know an item: that of the model at the root of its table, such as ``Page``."""
    by_root: list[When] = []
    for model in countable.models():
        roots = model._meta.get_parent_list()
        if roots:
            own, root = (ContentType.objects.get_for_model(each) for each in (model, roots[-1]))
            by_root.append(When(item_type=own.pk, then=Value(root.pk)))
    return Case(*by_root, default=F("item_type"), output_field=IntegerField())
