"""How fast: hours from the event to publication, and what was published in time (ND-8.1, ND-8.2).

Late is what the report of late items calls late: the due moment that the last stage was told, or for items without
such a stage the one that follows from the ledger alone (``units.clock.due.item_due``).
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    DurationField,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from units.approval.models import StageState
from units.clock import history
from units.clock.due import WEEK
from units.contributions import countable
from units.contributions.tables import Type
from units.reports.asked import Asked
from units.reports.dimensions import ByUnit
from units.reports.kinds.ledger import ITEM, LedgerReport
from units.reports.localdays import LocalDay
from units.reports.measures import ALL_FACTS, Counted, Hours, Measure, Share
from units.reports.registry import register
from units.reports.report import Told

ON_TIME, LATE = "on_time", "late"
#: What the last stage was told decides. The database works a subquery out anew wherever it is named, so it stands once.
VERDICT = Case(When(item_due_at__gt=OuterRef("published_at"), then=Value(ON_TIME)), default=Value(LATE))
#: What follows from the ledger alone; nothing where no due moment follows from anything.
FROM_LEDGER = Case(
    When(event_date=None, submitted_at=None, then=Value("")),
    When(timely=True, published_on__lte=F("timely_begins"), then=Value(ON_TIME)),
    When(timely=True, then=Value(LATE)),
    When(submitted_at=None, then=Value("")),
    When(published_week_before__lte=F("submitted_on"), then=Value(ON_TIME)),
    default=Value(LATE),
    output_field=CharField(),
)
#: From the midnight at which the day of the event begins, which the database takes for one in UTC; nothing for what was
#: announced before that day.
SINCE_EVENT = Case(
    When(
        published_on__gte=F("event_date"),
        then=ExpressionWrapper(F("published_at") - Cast("event_date", DateTimeField()), output_field=DurationField()),
    )
)


@register
class TimelinessReport(LedgerReport):
    """A line a unit: items with a due moment, on time, late, and hours since the event."""

    code = "kip-thoi"
    title = _("Timeliness")
    purpose = _(
        "How many items went public before they were due, and how many hours after the day of the event had begun; "
        "announcements of what is to come have no such hours. "
        "Which stage made an item late is told by “Stages that delay”."
    )
    icon = "time"
    dimension = ByUnit(_("Unit"), ("unit",))
    drawn = "late"
    has_outcomes = True
    told = (*ITEM, Told(_("Due"), 17, lambda row: row.due, Type.MOMENT))

    def columns(self, asked: Asked) -> tuple[Measure, ...]:
        """The columns; hours begin at midnight on the portal's clock, and the database counts from that in UTC."""
        offset = timezone.localtime(asked.now, timezone.get_default_timezone()).utcoffset() or timedelta()
        return (
            Counted(ALL_FACTS, _("Items")),
            Counted("due", _("With a due moment"), outcomes=(ON_TIME, LATE)),
            Counted("on_time", _("On time"), outcomes=(ON_TIME,)),
            Counted("late", _("Late"), outcomes=(LATE,)),
            Share("share", _("On time, per cent"), "on_time", "due"),
            Hours("hours", _("Hours from the event, on average"), SINCE_EVENT, offset),
        )

    def facts(self, asked: Asked) -> QuerySet[Any]:
        """The rows of the ledger with what their being late hangs on."""
        submitted_on = LocalDay("submitted_at")
        facts = super().facts(asked).annotate(base=_base_type())
        last_stage = _last_stage()
        return facts.annotate(
            due=Subquery(last_stage.values("item_due_at")[:1]),
            published_on=LocalDay("published_at"),
            published_week_before=LocalDay("published_at", -WEEK.days),
            submitted_on=submitted_on,
            timely_begins=Coalesce("event_date", submitted_on),
            outcome=Coalesce(Subquery(last_stage.values(verdict=VERDICT)[:1]), FROM_LEDGER),
        )


def _base_type() -> Case:
    """The type by which Wagtail's workflow knows an item; nothing for types that count no longer."""
    bases: dict[int, list[int]] = {}
    for model in {*countable.models(), Page}:
        item_type = ContentType.objects.get_for_model(model)
        bases.setdefault(history.key_in(item_type, 0)[0], []).append(item_type.pk)
    found = (When(item_type__in=types, then=Value(base)) for base, types in bases.items())
    return Case(*found, output_field=IntegerField())


def _last_stage() -> QuerySet[Any]:
    """The last stage before publication that was told a due moment."""
    visits = StageState.objects.filter(
        workflow_state__base_content_type=OuterRef("base"),
        workflow_state__object_id=Cast(OuterRef("item_id"), CharField()),
        item_due_at__isnull=False,
        started_at__lt=OuterRef("published_at"),
    )
    return visits.order_by("-pk")
