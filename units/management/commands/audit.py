"""``manage.py audit verify`` and ``manage.py audit export``: whether the record is as it was written, and all of it."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from units.calendar import Period
from units.record import checks, exporting, verifying
from units.record.chain import head

#: Exit codes: the record has flaws; the question makes no sense; Ctrl-C.
FLAWED, MISTAKEN, INTERRUPTED = 1, 2, 130


class Command(BaseCommand):
    """Verifies or exports the record of responsibility; changes nothing (LD-1.2c, ND-13.6d)."""

    help = _("Verify that the record of responsibility is as it was written, or export it.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True)
        verify = tasks.add_parser("verify", help=_("Name every entry that was altered, removed or inserted."))
        verify.add_argument("--head", default="", help=_("A head noted down earlier, as NUMBER:DIGEST."))
        verify.add_argument("--since", type=int, default=None, help=_("Begin with the entry of this number."))
        export = tasks.add_parser("export", help=_("Write the entries of some days as JSON lines."))
        export.add_argument("--from", dest="first", required=True, help=_("First day, as dd/mm/yyyy or yyyy-mm-dd."))
        export.add_argument("--to", dest="last", required=True, help=_("Last day, as dd/mm/yyyy or yyyy-mm-dd."))
        export.add_argument("--out", required=True, help=_("The file to write; one that exists is replaced."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked. Raises ``CommandError``: exit code 1 for flaws, 2 for a mistake, 130 when interrupted."""
        try:
            self.verify(options) if options["task"] == "verify" else self.export(options)
        except KeyboardInterrupt as stop:
            raise CommandError(_("Interrupted; nothing was changed."), returncode=INTERRUPTED) from stop

    def verify(self, options: dict[str, Any]) -> None:
        """Say every flaw as a sentence, then where the record ends."""
        noted = _noted(options["head"])
        found = 0
        for flaw in verifying.verify(options["since"], self.progress):
            found += self.say(flaw.sentence)
        changed = verifying.compare(*noted) if noted else None
        if changed is not None:
            found += self.say(changed.sentence)
        for sentence in checks.findings():
            found += self.say(sentence)
        end = head()
        self.stdout.write(_("The record ends at this head; note it down outside the portal: %(head)s") % {"head": end})
        if found:
            raise CommandError(_("Flaws found: %(number)s.") % {"number": found}, returncode=FLAWED)
        self.stdout.write(_("Everything is as it was written: %(number)s entries.") % {"number": end.number})

    def say(self, sentence: str) -> int:
        """Print one flaw."""
        self.stdout.write(self.style.ERROR(sentence))
        return 1

    def progress(self, number: int) -> None:
        """Show how far the reading has come to whoever watches a terminal."""
        if self.stderr.isatty():
            end = "\r" if sys.platform != "win32" else "\n"
            self.stderr.write(_("Read up to entry %(number)s") % {"number": number}, ending=end)

    def export(self, options: dict[str, Any]) -> None:
        """Write the file aside and put it in its place when it is whole."""
        period = _period(options["first"], options["last"])
        target = Path(options["out"])
        part = target.with_name(f"{target.name}.part")
        try:
            with part.open("w", encoding="utf-8", newline="\n") as lines:
                written = exporting.write(period, lines)
            part.replace(target)
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be written: %(reason)s.") % {"file": target, "reason": error.strerror},
                returncode=MISTAKEN,
            ) from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        self.stdout.write(_("%(number)s entries written to %(file)s.") % {"number": written, "file": target})


def _noted(text: str) -> tuple[int, str] | None:
    if not text:
        return None
    number, _colon, digest = text.strip().partition(":")
    if not (number.isascii() and number.isdigit() and digest):
        raise CommandError(
            _("“%(text)s” is not a head; give the number and the digest as they were printed, NUMBER:DIGEST.")
            % {"text": text},
            returncode=MISTAKEN,
        )
    return int(number), digest


def _period(first: str, last: str) -> Period:
    try:
        return Period(_day(first), _day(last))
    except ValueError as error:
        raise CommandError(
            _("“%(first)s” to “%(last)s” are no days in their order; give them as 01/10/2026 or 2026-10-01.")
            % {"first": first, "last": last},
            returncode=MISTAKEN,
        ) from error


def _day(text: str) -> date:
    return datetime.strptime(text, "%d/%m/%Y").date() if "/" in text else date.fromisoformat(text)
