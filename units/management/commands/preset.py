"""``manage.py preset NAME``: lay a regulation's units, roles, routes and sections in this portal."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from units import presets


class Command(BaseCommand):
    """Applies a preset. Running it again makes nothing twice and changes nothing that is already there (LD-3.M)."""

    help = _("Lay what a preset names: kinds, units, roles, approval routes, sections and menu.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        known = ", ".join(presets.names())
        parser.add_argument("name", help=_("One of %(names)s, or the path of a TOML file.") % {"names": known})
        parser.add_argument("--dry-run", action="store_true", help=_("Only say what would be done."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was made and what differs. Raises ``CommandError`` with every mistake of the file."""
        try:
            journal = presets.apply(presets.read(options["name"]), dry_run=options["dry_run"])
        except (presets.PresetError, presets.PresetRefused) as error:
            raise CommandError(str(error)) from error
        for sentence in journal.made:
            self.stdout.write(f"+ {sentence}")
        for sentence in journal.kept:
            self.stdout.write(self.style.WARNING(f"! {sentence}"))
        if options["dry_run"]:
            closing = _("Tried out and undone: %(made)s things would be made, %(kept)s differ.")
        else:
            closing = _("Done: %(made)s things made, %(kept)s differ and were left as they are.")
        self.stdout.write(closing % {"made": len(journal.made), "kept": len(journal.kept)})
