"""A saved report goes to a list of people once each period is closed: a link, behind which everybody's own rights hold.

(LD-6.1c)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from units import calendar
from units.clock import watches
from units.duties import spans
from units.messages.models import Kind, Message
from units.messages.telling import tell
from units.periods.models import ClosedPeriod
from units.reports import making, registry
from units.reports.models import SavedReport, SavedReportSending

#: A period that ended longer ago is not sent of any more, so that a new list does not bring years of reports.
SENT_FOR = timedelta(days=31)
LONGEST = timedelta(days=366)


@dataclass(frozen=True)
class Sending:
    """A saved report and a closed period that it has not gone out for."""

    saved: SavedReport
    first: date

    @property
    def line(self) -> str:
        """What it is, for whoever runs the command."""
        return f"{self.saved.title}: {self.label}"

    @property
    def label(self) -> str:
        """The period in words."""
        return spans.label(self.saved.span, spans.period_of(self.saved.span, self.first))

    @property
    def url(self) -> str:
        """The report of that period, with the filters that were saved."""
        asked = {"span": self.saved.span, "year": self.first.year}
        if self.saved.span != spans.Every.YEAR:
            asked[self.saved.span] = spans.number_of(self.saved.span, self.first)
        return f"{reverse('reports:table', args=[self.saved.report])}?{urlencode({**self.saved.question, **asked})}"

    def give(self) -> list[Message]:
        """Tell those recipients who may see the report today; nobody where another run was faster."""
        report = registry.named(self.saved.report)
        if report is None:
            return []
        people = [each for each in self.saved.recipients.all() if each.is_active and not report.reach_of(each).is_empty]
        sentence = _("“%(title)s” for %(period)s is ready, sent by %(sender)s.") % {
            "title": self.saved.title,
            "period": self.label,
            "sender": self.saved.owner,
        }
        try:
            with transaction.atomic():
                SavedReportSending.objects.create(saved=self.saved, first=self.first)
                return tell(people, Kind.TOLD, sentence, self.url)
        except IntegrityError:
            return []


def due(now: datetime) -> Iterator[Sending]:
    """What has to go out: for each saved report the closed periods that ended after it was begun."""
    since = calendar.day_of(now) - SENT_FOR
    closed: dict[str, list[ClosedPeriod]] = {}
    for period in ClosedPeriod.objects.filter(first__gte=since - LONGEST):
        if period.period.last >= since:
            closed.setdefault(period.span, []).append(period)
    waiting = SavedReport.objects.standing().filter(span__in=closed).select_related("owner")
    sent = set(SavedReportSending.objects.filter(saved__in=waiting).values_list("saved", "first"))
    for saved in waiting:
        for period in closed[saved.span]:
            if (saved.pk, period.first) not in sent and period.period.ends_at > saved.begun_at:
                yield Sending(saved, period.first)


def _clear(now: datetime) -> Iterator[Sending]:
    """The clock takes old files away as well; nobody is told."""
    making.clear(now)
    yield from ()


watches.register("saved_reports", due)
watches.register("report_files", _clear)
