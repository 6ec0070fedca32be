"""``manage.py demo``: a portal to try, with people, six months of articles and something in every inbox."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _
from rich.progress import track

from home.demonstration.corpus import Corpus, load
from home.demonstration.filling import fill
from home.models import ArticlePage
from units import presets
from units.messages.models import Message
from units.messages.telling import without_mail
from units.models import Role, Unit

#: What was told in the last days of the demonstration's history is still to be read.
UNREAD_FOR = timedelta(days=3)


class Command(BaseCommand):
    """Build the demonstration once; a second run keeps what is there and prints the accounts again."""

    help = "Build a demonstration portal from a preset and print one account a role."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--preset", default="lam-dong", help="lam-dong or nam-dinh")
        parser.add_argument("--reset", action="store_true", help="remove the demonstration's data first")
        parser.add_argument("--articles", type=int, default=0, help="add this many generated articles, for measuring")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(
                _("A demonstration has known passwords; it is built with the development settings only.")
            )
        corpus = load(options["preset"])
        if options["reset"]:
            self._reset()
        call_command("migrate", verbosity=0)
        self._refuse_a_portal_in_use(corpus)
        if not ArticlePage.objects.exists():
            presets.apply(presets.read(options["preset"]))
            self._build(corpus)
        if options["articles"]:
            self._fill(options["articles"])
        self._print_accounts(corpus)

    def _reset(self) -> None:
        if connection.vendor != "sqlite":
            raise CommandError(_("--reset removes an SQLite file; empty another database with its own tools."))
        name = Path(str(connection.settings_dict["NAME"]))
        connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{name}{suffix}").unlink(missing_ok=True)
        for folder in (settings.MEDIA_ROOT, settings.PRIVATE_ROOT):
            shutil.rmtree(folder, ignore_errors=True)

    def _refuse_a_portal_in_use(self, corpus: Corpus) -> None:
        known = {person.username for person in corpus.people}
        stranger = get_user_model().objects.exclude(username__in=known).first()
        if stranger is not None:
            raise CommandError(
                _(
                    "This portal holds people who are not of this demonstration (such as %(person)s); choose another "
                    "data folder, or --reset to remove everything in it."
                )
                % {"person": stranger.username}
            )

    def _build(self, corpus: Corpus) -> None:
        from home.demonstration.building import Builder

        # Appointing people tells those whom it concerns as well.
        with without_mail():
            builder = Builder(corpus)
            self._progress(_("Building the demonstration"), builder.run(), builder.steps())
        # Half a year's messages have been read, but for those of the last days.
        Message.objects.filter(created_at__lt=timezone.now() - UNREAD_FOR).mark_read()

    def _fill(self, count: int) -> None:
        self._progress(_("Adding articles, 500 a step"), fill(count), -(-count // 500))

    def _progress(self, label: str, steps: Iterable[object], total: int) -> None:
        for _step in track(steps, description=label, total=total, disable=not self.stdout.isatty()):
            pass
        if not self.stdout.isatty():
            self.stdout.write(_("%(step)s: done.") % {"step": label})

    def _print_accounts(self, corpus: Corpus) -> None:
        from home.demonstration.people import PASSWORD, people_for

        names = dict(Role.objects.values_list("code", "name"))
        units = dict(Unit.objects.values_list("code", "name"))
        told = _("Accounts, one a role, all with the password %(password)s:") % {"password": PASSWORD}
        self.stdout.write(f"\n{corpus.notice}\n\n{told}")
        shown: set[str] = set()
        for person in people_for(corpus):
            if person.role not in shown:
                shown.add(person.role)
                where = f", {units[person.unit]}" if person.unit else ""
                self.stdout.write(f"  {person.username:18} {names[person.role]}{where}")
