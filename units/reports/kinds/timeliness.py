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
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, TruncDate
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
from units.reports.measures import ALL_FACTS, Counted, Hours, Measure, Share
from units.reports.registry import register
from units.reports.report import Told

ON_TIME, LATE = "on_time", "late"
TOLD = Q(due__isnull=False)
TIMELY, OTHER = Q(due=None, timely=True), Q(due=None, timely=False)
#: Nothing where no due moment follows from anything.
OUTCOME = Case(
    When(TOLD & Q(published_at__lt=F("due")), then=Value(ON_TIME)),
    When(TOLD, then=Value(LATE)),
    When(TIMELY & Q(published_on__lte=F("timely_begins")), then=Value(ON_TIME)),
    When(TIMELY & Q(published_on__gt=F("timely_begins")), then=Value(LATE)),
    When(OTHER & Q(published_week_before__lte=F("submitted_on")), then=Value(ON_TIME)),
    When(OTHER & Q(published_week_before__gt=F("submitted_on")), then=Value(LATE)),
    default=Value(""),
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
        zone = timezone.get_default_timezone()
        week_before = F("published_at") - Value(timedelta(days=WEEK.days))
        submitted_on = TruncDate("submitted_at", tzinfo=zone)
        facts = super().facts(asked).annotate(base=_base_type())
        return facts.annotate(
            due=Subquery(_told_at_last_stage()),
            published_on=TruncDate("published_at", tzinfo=zone),
            published_week_before=TruncDate(ExpressionWrapper(week_before, output_field=DateTimeField()), tzinfo=zone),
            submitted_on=submitted_on,
            timely_begins=Coalesce("event_date", submitted_on),
            outcome=OUTCOME,
        )


def _base_type() -> Case:
    """The type by which Wagtail's workflow knows an item; nothing for types that count no longer."""
    bases: dict[int, list[int]] = {}
    for model in {*countable.models(), Page}:
        item_type = ContentType.objects.get_for_model(model)
        bases.setdefault(history.key_in(item_type, 0)[0], []).append(item_type.pk)
    found = (When(item_type__in=types, then=Value(base)) for base, types in bases.items())
    return Case(*found, output_field=IntegerField())


def _told_at_last_stage() -> QuerySet[Any]:
    """The due moment that the last stage before publication was told."""
    visits = StageState.objects.filter(
        workflow_state__base_content_type=OuterRef("base"),
        workflow_state__object_id=Cast(OuterRef("item_id"), CharField()),
        item_due_at__isnull=False,
        started_at__lt=OuterRef("published_at"),
    )
    return visits.order_by("-pk").values("item_due_at")[:1]
