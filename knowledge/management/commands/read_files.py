"""``manage.py read_files``: read the text of files that the task queue has not read."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from knowledge.filetexts.keeping import keep, unread
from knowledge.models import PortalDocument


class Command(BaseCommand):
    """Read one file after the other; may be interrupted and run again, and run beside the queue."""

    help = _("Read the text of document files for the search: those that have not been read, or all of them anew.")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--again", action="store_true", help=_("Read every file anew."))

    def handle(self, *args: Any, **options: Any) -> None:
        again = options["again"]
        documents = PortalDocument.objects.all() if again else unread()
        for number in list(documents.order_by("pk").values_list("pk", flat=True)):
            text = keep(number, again=again)
            if text is not None:
                self.stdout.write(f"{number} {text.document.title}: {text.get_state_display()}")
