"""Long files, made in the task queue: asked for, made with progress, fetched by their owner alone, ended (LD-6.1a)."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from units.contributions import exports
from units.contributions.readers import Reach
from units.contributions.tables import Sheet, Value
from units.messages.models import Kind
from units.messages.telling import tell
from units.reports import files, registry, sheets
from units.reports.asked import Asked
from units.reports.filters import Filters
from units.reports.models import ReportFile
from units.reports.report import Report

if TYPE_CHECKING:
    from datetime import datetime

    from accounts.models import User

logger = logging.getLogger(__name__)
#: A list longer than this is made in the background.
LONG = 20_000
#: A paper is never long, so it is not made there.
FORMS = (exports.XLSX, exports.CSV)
#: Progress is noted every so many lines.
NOTED = 2_000


def reach_as_data(reach: Reach) -> list[int]:
    """Whose figures somebody sees, so that it can be compared later."""
    return [] if reach.everything else sorted(unit.pk for unit in reach.units)


def ask(report: Report, asked: Asked, line: str, column: str, form: str) -> ReportFile:
    """Note that the person wants what stands behind a number as a file, and let the queue make it.

    Files whose time is over are taken away on the way.
    """
    clear(asked.now)
    name = f"{report.title} {asked.selection.label}"
    with transaction.atomic():
        wanted = ReportFile.objects.create(
            owner=asked.user,
            report=report.code,
            question={**asked.selection.parameters(), "line": line, "column": column},
            form=form,
            name=name[: ReportFile._meta.get_field("name").max_length],
            reach=reach_as_data(asked.reach),
        )
        transaction.on_commit(lambda: make.enqueue(wanted.pk))
    return wanted


@task()
def make(pk: int) -> None:
    """Make the file ``pk`` with the rights that its owner has now, and tell them; once, however often it is queued."""
    mine = ReportFile.objects.filter(pk=pk, state=ReportFile.State.WAITING)
    if not mine.update(state=ReportFile.State.RUNNING):
        return
    wanted = ReportFile.objects.select_related("owner").get(pk=pk)
    try:
        with translation.override(settings.LANGUAGE_CODE), tempfile.TemporaryFile() as target:
            _write(wanted, *_asked(wanted), cast("Any", target))
            target.seek(0)
            wanted.file.save(f"{wanted.key}.{wanted.form}", File(target), save=False)
            wanted.state = ReportFile.State.READY
            text = _("The file “%(name)s” is ready; it can be fetched until %(day)s.") % {
                "name": wanted.name,
                "day": f"{timezone.localtime(wanted.ends_at, timezone.get_default_timezone()):%d/%m/%Y}",
            }
    # Whatever goes wrong, the person learns of it and may ask again.
    except Exception:
        logger.exception("A file of a report failed.")
        wanted.state = ReportFile.State.FAILED
        text = _("The file “%(name)s” could not be made; ask for it again or tell the office.") % {"name": wanted.name}
    wanted.save(update_fields=["state", "file", "done", "of_all"])
    tell([wanted.owner], Kind.TOLD, text, reverse("reports:files"))


def _asked(wanted: ReportFile) -> tuple[Report, Asked]:
    report = registry.named(wanted.report)
    if report is None:
        raise LookupError(wanted.report)
    reach = report.reach_of(wanted.owner)
    given = QueryDict(mutable=True)
    given.update({name: value for name, value in wanted.question.items() if name not in {"line", "column"}})
    form = Filters(given, reach, report.filters)
    if reach.is_empty or reach_as_data(reach) != wanted.reach or not form.is_valid():
        raise PermissionError(wanted.report)
    return report, Asked(wanted.owner, reach, form.selection(), timezone.now())


def _write(wanted: ReportFile, report: Report, asked: Asked, target: Any) -> None:
    facts = report.behind(asked, wanted.question["line"], wanted.question["column"])
    wanted.of_all = facts.count() if isinstance(facts, QuerySet) else len(facts)
    ReportFile.objects.filter(pk=wanted.pk).update(of_all=wanted.of_all)
    sheet = sheets.of_items(report, facts, asked, "")
    files.write(_noting(sheet, wanted), wanted.form, asked.issuer, target)


def _noting(sheet: Sheet, wanted: ReportFile) -> Sheet:
    """``sheet`` whose rows note on their way how many have gone by."""

    def rows(every: Iterable[Sequence[Value]]) -> Iterator[Sequence[Value]]:
        for number, row in enumerate(every, 1):
            if number % NOTED == 0:
                ReportFile.objects.filter(pk=wanted.pk).update(done=number)
            wanted.done = number
            yield row

    return replace(sheet, rows=rows(sheet.rows))


def why_not_fetch(wanted: ReportFile, person: User) -> str | None:
    """Why ``person`` may not have the file; None if they may."""
    report = registry.named(wanted.report)
    if wanted.owner_id != person.pk:
        return _("This file is for whoever asked for it alone.")
    if wanted.ends_at <= timezone.now() or not wanted.file:
        return _("This file is no longer kept; ask for it again.")
    if report is None or reach_as_data(report.reach_of(person)) != wanted.reach or report.reach_of(person).is_empty:
        return _("Your rights have changed since this file was made; ask for it again.")
    return None


def clear(now: datetime) -> None:
    """Take away the files whose time is over."""
    for ended in ReportFile.objects.ended(now):
        ended.file.delete(save=False)
        ended.delete()
