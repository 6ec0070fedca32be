"""Reports that somebody who leaves has others sent: they go out no more, for nobody could end them (ND-13.6a)."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from units.entitlements import open_work
from units.entitlements.open_work import Leaving, Work
from units.reports import registry
from units.reports.models import SavedReport


def sent_reports(leaving: Leaving) -> Work | None:
    """The reports that are sent in the person's name; whoever wants one saves it for themselves."""
    found = list(SavedReport.objects.of(leaving.person).standing())
    if not found:
        return None

    def pass_on() -> None:
        SavedReport.objects.filter(pk__in=[saved.pk for saved in found]).update(ended_at=timezone.now())

    return Work(_("Saved reports that are sent no more"), [_line(saved) for saved in found], pass_on)


def _line(saved: SavedReport) -> str:
    """Which report, after which period; what its sender called it is between them and whom they send it to."""
    report = registry.named(saved.report)
    return f"{report.title if report is not None else saved.report} ({saved.get_span_display()})"


open_work.register("saved_reports", sent_reports)
