"""``manage.py close_period``: close what is over; run it every night with ``--execute``."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units.duties import spans
from units.duties.spans import Every
from units.periods import closing, freezing
from units.periods.closing import Due
from units.periods.models import ClosedPeriod

WRITTEN = re.compile(r"(?P<year>\d{4})(-(?P<quarter>[Qq])?(?P<number>\d{1,2}))?")


class Command(BaseCommand):
    """Stores the figures of a period with a digest; with that its statistics page is public (LD-6.1a, LD-6.1b).

    Each period is one transaction and is closed once: the command may be interrupted, run again, run twice at once and
    run nights late.
    """

    help = _("Close every month, quarter and year that is over: store its figures and publish its statistics page.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "periods",
            nargs="*",
            metavar="PERIOD",
            help=_("Only this: 2026-10 for a month, 2026-Q4 for a quarter, 2026 for a year; else all that are due."),
        )
        parser.add_argument("--execute", action="store_true", help=_("Close them; else only say what would be."))
        parser.add_argument(
            "--check",
            action="store_true",
            help=_("Only compare every closed period with its digest."),
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each period with its figures. Raises ``CommandError`` for one that cannot be closed or was altered."""
        now = timezone.now()
        if options["check"]:
            self.check_digests()
            return
        wanted = [_read(text) for text in options["periods"]]
        done = 0
        for one in wanted or list(closing.due(now)):
            if ClosedPeriod.objects.filter(span=one.span, first=one.period.first).exists():
                self.stdout.write(_("Closed already: %(period)s") % {"period": one.label})
            elif options["execute"]:
                done += self.close(one, now)
            else:
                self.say_what_would_be(one, now)
        if options["execute"]:
            self.stdout.write(_("Periods closed: %(number)s.") % {"number": done})
        self.tell_of_late_rows()

    def close(self, one: Due, now: datetime) -> int:
        """Close one period; the number of periods closed."""
        try:
            closed = closing.close(one, now)
        except closing.NotYet as why:
            raise CommandError(str(why)) from why
        if closed is None:
            return 0
        items = ngettext("%(count)s item", "%(count)s items", closed.total) % {"count": closed.total}
        self.stdout.write(
            _("Closed: %(period)s, %(items)s, digest %(digest)s")
            % {"period": closed.label, "items": items, "digest": closed.digest}
        )
        return 1

    def say_what_would_be(self, one: Due, now: datetime) -> None:
        """Print what would be closed, or why it cannot be."""
        self.stdout.write(closing.refusal_by_itself(one, now) or _("To be closed: %(period)s") % {"period": one.label})

    def tell_of_late_rows(self) -> None:
        """Name the closed months for which items came late; a person decides on a correction."""
        for month in ClosedPeriod.objects.of_span(Every.MONTH)[:12]:
            late = closing.late_rows(month)
            if late:
                told = ngettext(
                    "%(period)s: %(count)s item came after it was closed and is not counted; enter a correction.",
                    "%(period)s: %(count)s items came after it was closed and are not counted; enter corrections.",
                    late,
                )
                self.stdout.write(told % {"period": month.label, "count": late})

    def check_digests(self) -> None:
        """Recompute the digest of every closed period."""
        periods = list(ClosedPeriod.objects.all())
        altered = [period.label for period in periods if not freezing.is_intact(period)]
        if altered:
            raise CommandError(
                _("Altered after they were closed: %(periods)s. Compare with a backup and with the record.")
                % {"periods": ", ".join(altered)}
            )
        self.stdout.write(_("Closed periods that still bear their digest: %(number)s.") % {"number": len(periods)})


def _read(text: str) -> Due:
    """The period that ``text`` names. Raises ``CommandError`` where it names none."""
    found = WRITTEN.fullmatch(text)
    try:
        if found is None:
            raise ValueError(text)
        number = int(found["number"] or 1)
        span = Every.QUARTER if found["quarter"] else Every.MONTH if found["number"] else Every.YEAR
        return Due(span.value, spans.period(span, int(found["year"]), number))
    except ValueError as error:
        raise CommandError(
            _("“%(text)s” is no period; write 2026-10 for a month, 2026-Q4 for a quarter, 2026 for a year.")
            % {"text": text}
        ) from error
