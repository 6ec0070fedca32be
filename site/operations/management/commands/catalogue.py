"""``manage.py catalogue``: keep the Vietnamese message catalogue."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from babel.messages.pofile import PoFileError
from django.core.management.base import BaseCommand, CommandError

from operations import catalogue
from operations.catalogue_checks import problems
from operations.catalogue_coverage import package_problems
from operations.catalogue_merging import merge
from operations.glossary import glossary_problems


class Command(BaseCommand):
    """Extract, merge, compile and check the catalogue; needs Babel only, not the system's gettext."""

    help = "Keep the Vietnamese message catalogue: extract, merge FILE..., compile, check."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        steps = parser.add_subparsers(dest="step", required=True)
        steps.add_parser("extract", help="bring the catalogue up to the messages of the sources")
        merging = steps.add_parser("merge", help="extract, then take translations from other PO files")
        merging.add_argument("files", nargs="+", type=Path, metavar="FILE")
        merging.add_argument(
            "--replace", action="store_true", help="let a file's translation replace one that is there"
        )
        steps.add_parser("compile", help="write the compiled catalogues that Django reads")
        steps.add_parser("check", help="list what is missing or wrong; fails when there is anything")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            getattr(self, "_" + options["step"])(**options)
        except PoFileError as error:
            raise CommandError(f"A catalogue is not in PO syntax: {error}") from error
        except FileNotFoundError as error:
            raise CommandError(f"There is no file {error}.") from error

    def _extract(self, **options: Any) -> None:
        """Bring the catalogue up to the messages of the sources."""
        current, gone = catalogue.refreshed(catalogue.read(catalogue.OWN), catalogue.extracted())
        catalogue.write(current)
        missing = sum(1 for message in catalogue.messages(current) if not catalogue.translation(message))
        self.stdout.write(f"{len(current)} messages, {missing} not translated, {len(gone)} dropped as unused.")

    def _merge(self, files: list[Path], replace: bool, **options: Any) -> None:
        """Extract, then take the translations of other PO files."""
        current, _gone = catalogue.refreshed(catalogue.read(catalogue.OWN), catalogue.extracted())
        report = merge(current, files, replace=replace)
        catalogue.write(current)
        for line in [*report.conflicts, *report.unused]:
            self.stdout.write(line)
        self.stdout.write(
            f"{report.taken} translations taken, {len(report.conflicts)} conflicts, {len(report.unused)} unused."
        )

    def _compile(self, **options: Any) -> None:
        """Write the compiled catalogues."""
        for path in catalogue.compile_all():
            self.stdout.write(f"Compiled {path.relative_to(catalogue.LOCALE_DIR).as_posix()}.")

    def _check(self, **options: Any) -> None:
        """List what is missing or wrong."""
        found = [*problems(), *package_problems(), *glossary_problems()]
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"The Vietnamese catalogue has {len(found)} problems.")
        self.stdout.write("The Vietnamese catalogue is complete.")
