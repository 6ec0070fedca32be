"""``manage.py search_engine``: keep OpenSearch or Elasticsearch in step with the portal's own index."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from search.engines.opensearch import indices, rebuilding
from search.engines.opensearch.client import EngineError, is_configured
from search.engines.opensearch.waiting import tell
from search.models import FoldedText, WaitingUpdate

#: Objects between two lines of progress.
STEP = 2000


class Command(BaseCommand):
    """Brings the engine up to date or says how far it is; interrupted at any point nothing is lost."""

    help = _("Keep the search engine in step with the portal's own index.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        tasks = parser.add_subparsers(dest="task", required=True)
        tasks.add_parser("update", help=_("Tell the engine what it missed, and fill it anew if need be."))
        tasks.add_parser("rebuild", help=_("Fill the engine anew beside what is searched meanwhile."))
        tasks.add_parser("status", help=_("Say whether the engine answers and what waits for it; changes nothing."))

    def handle(self, *args: Any, **options: Any) -> None:
        """Do what was asked. Raises ``CommandError`` when no engine is set or it fails; what waits is kept."""
        if not is_configured():
            raise CommandError(_("No search engine is set; the database answers. PORTAL_SEARCH_URL sets one."))
        try:
            getattr(self, options["task"])()
        except EngineError as error:
            raise CommandError(
                _("The search engine failed (%(error)s). Nothing is lost; run the command again once it works.")
                % {"error": error}
            ) from error

    def update(self) -> None:
        """Rebuild where that is due and nobody is at it, then tell what waits."""
        if rebuilding.is_under_way():
            self.stdout.write(_("Another process is filling the engine anew."))
        elif rebuilding.is_due():
            self.rebuild()
        told = sum(tell())
        self.stdout.write(_("Updates told to the engine: %(number)s.") % {"number": told})

    def rebuild(self) -> None:
        """Fill the engine anew, saying how far it is."""
        number = FoldedText.objects.count()
        done = self._follow(rebuilding.rebuild(), number)
        self.stdout.write(_("The engine now holds %(number)s texts.") % {"number": done})

    def status(self) -> None:
        """Say what the engine searches and what waits."""
        waiting = WaitingUpdate.objects.of_rows().count()
        self.stdout.write(_("Updates that wait for the engine: %(number)s.") % {"number": waiting})
        if rebuilding.is_due():
            self.stdout.write(_("The engine has to be filled anew: manage.py search_engine update"))
        else:
            self.stdout.write(_("The engine searches %(index)s.") % {"index": indices.searched()})

    def _follow(self, steps: Iterator[int], number: int) -> int:
        done = shown = 0
        for done in steps:
            if done - shown >= STEP:
                shown = done
                self.stdout.write(_("%(done)s of %(all)s texts") % {"done": done, "all": number})
        return done
