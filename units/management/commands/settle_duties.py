"""``manage.py settle_duties``: judge every duty whose period is over; run it every night."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from units.duties import settling, spans
from units.duties.models import Duty, State


class Command(BaseCommand):
    """Stores a verdict a unit and tells of the shortfall (ND-9.5).

    Each period of a duty is one transaction and is judged once, by what counted when it ended: the command may be
    interrupted, run again, run twice at once and run nights late.
    """

    help = _("Judge every duty whose period is over, and tell of units that did not fulfil it.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help=_("Only say what would be judged."))
        parser.add_argument(
            "--again",
            nargs=2,
            metavar=("DUTY", "DAY"),
            help=_(
                "Repair: work out anew the judged period of the duty with this number in which DAY (2026-09-30) lies."
            ),
        )
        parser.add_argument("--reason", default="", help=_("Why it is repaired; kept in the record and told."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Print each period with its verdicts. Raises ``CommandError`` for a repair that cannot be made."""
        now = timezone.now()
        if options["again"]:
            number, day = options["again"]
            self.repair(number, day, options["reason"])
            return
        if options["dry_run"]:
            for duty, period in settling.due(now):
                self.stdout.write(
                    _("To be judged: %(duty)s, %(period)s") % {"duty": duty, "period": duty.label(period)}
                )
            return
        periods = 0
        for duty, period, verdicts in settling.settle_all(now):
            periods += 1
            found = {str(state.label): sum(verdict.state == state for verdict in verdicts) for state in State}
            told = ", ".join(f"{label} {number}" for label, number in found.items() if number) or "–"
            self.stdout.write(f"{duty}, {duty.label(period)}: {told}")
        self.stdout.write(_("Periods judged: %(number)s.") % {"number": periods})

    def repair(self, number: str, day: str, reason: str) -> None:
        """Judge one period anew and print the verdicts that were replaced."""
        duty = Duty.objects.filter(pk=int(number)).first() if number.isdecimal() else None
        if duty is None:
            raise CommandError(_("There is no duty with the number %(number)s.") % {"number": number})
        try:
            period = spans.period_of(duty.span, date.fromisoformat(day))
        except ValueError as error:
            raise CommandError(_("Give the day as 2026-09-30.")) from error
        try:
            changed = settling.judge_again(duty, period, timezone.now(), reason)
        except ValueError as error:
            raise CommandError(str(error)) from error
        for verdict in changed:
            self.stdout.write(f"{verdict.unit_name}: {verdict.get_state_display()} ({verdict.counted})")
        self.stdout.write(_("Verdicts replaced: %(number)s.") % {"number": len(changed)})
