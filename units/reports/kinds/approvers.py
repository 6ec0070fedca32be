"""Who decides how much and how long it takes them: the load of those who approve (ND-10.2b, ND-8.1)."""

from __future__ import annotations

from typing import Any

from django.db.models import DurationField, ExpressionWrapper, F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from units.approval.models import Verdict
from units.contributions.tables import Type
from units.reports.asked import Asked
from units.reports.dimensions import ByPerson
from units.reports.measures import ALL_FACTS, HOUR, Counted, Hours, Share
from units.reports.registry import register
from units.reports.report import CountedReport, Told

LENGTH = ExpressionWrapper(F("at") - F("visit__started_at"), output_field=DurationField())


@register
class ApproversReport(CountedReport):
    """A line a person who gave verdicts in the period on items of the units that are seen; no title of any item."""

    code = "nguoi-duyet"
    title = _("Approvers' workload")
    purpose = _(
        "How many verdicts each person gave in the period, and how many hours on average after the item had come to "
        "the stage. Titles are not told: what was not approved is not public."
    )
    icon = "success"
    dimension = ByPerson(_("Approver"), ("user",))
    fullest_first = True
    measures = (
        Counted(ALL_FACTS, _("Verdicts")),
        Counted("approved", _("Approved"), Q(decision=Verdict.Decision.APPROVED)),
        Counted("returned", _("Returned"), Q(decision=Verdict.Decision.RETURNED)),
        Share("share", _("Returned, per cent"), "returned", ALL_FACTS),
        Counted("lent", _("For somebody absent"), Q(acts_for__isnull=False)),
        Hours("hours", _("Hours on average"), LENGTH),
    )
    related = ("user", "visit__task", "visit__unit")
    told = (
        Told(_("Decided at"), 17, lambda row: row.at, Type.MOMENT),
        Told(_("Approver"), 24, lambda row: str(row.user)),
        Told(_("Unit"), 35, lambda row: str(row.visit.unit or "")),
        Told(_("Stage"), 35, lambda row: row.visit.task.name),
        Told(_("Verdict"), 14, lambda row: row.get_decision_display()),
        Told(_("Hours at the stage"), 10, lambda row: (row.at - row.visit.started_at) // HOUR, Type.NUMBER),
    )

    def facts(self, asked: Asked) -> QuerySet[Any]:
        """The verdicts of the period."""
        period = asked.selection.period
        given = Verdict.objects.filter(at__gte=period.begins_at, at__lt=period.ends_at)
        return asked.of_units(given, "visit__unit").order_by("-at", "-pk")
