"""``manage.py publish_scheduled``: what is approved for its hour goes public; run it every minute or few.

It stands in for Wagtail's command of the same name, so that whatever runs that one runs this one.
"""

from __future__ import annotations

import logging
from argparse import ArgumentParser
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Revision

from units.approval import scheduling
from units.approval.notices import title_of

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Takes down what has run out, publishes what is approved, tells what is not approved in time (ND-8.1, ND-9.1).

    Each item is dealt with by itself: the command may be interrupted, run again and run twice at once.
    """

    help = _("Publish approved items whose hour has come, take down what has run out, tell of what is not approved.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dryrun", "--dry-run", action="store_true", dest="dryrun", help=_("Only say what would be done.")
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was done. Raises ``CommandError`` where something else than an approval was missing."""
        self.failed, self.dry = 0, options["dryrun"]
        now = timezone.now()
        for item in list(scheduling.expired_items(now)):
            self.attempt(self.expire, item, now)
        for version in list(scheduling.due_versions(now).defer("content")):
            self.attempt(self.publish, version, now)
        for visit in list(scheduling.unapproved_visits(now).values_list("pk", flat=True)):
            self.attempt(self.tell, visit, now)
        if self.failed:
            raise CommandError(
                _("%(number)s items could not be dealt with; the log says why. They are tried again at the next run.")
                % {"number": self.failed}
            )

    def attempt(self, act: Callable[[Any, datetime], None], what: Any, now: datetime) -> None:
        """Go on with the others whatever happens to one."""
        try:
            act(what, now)
        except Exception:
            self.failed += 1
            logger.exception("The clock could not deal with %r", what)

    def expire(self, item: Any, now: datetime) -> None:
        """Take one item down."""
        if self.dry:
            self.say(_("To be taken down: %(title)s"), title_of(item))
            return
        scheduling.expire(item, now)
        self.say(_("Taken down: %(title)s"), title_of(item))

    def publish(self, version: Revision, now: datetime) -> None:
        """Publish one version, or say why not."""
        title = scheduling.title_of(version)
        if self.dry:
            self.say(_("To be published (%(hour)s): %(title)s"), title, hour=scheduling.stated_hour(version))
            return
        refused = scheduling.publish(version.pk, now)
        if refused is None:
            self.say(_("Published: %(title)s"), title)
        else:
            self.say(_("Not published: %(title)s – %(why)s"), title, why=refused.why)

    def tell(self, visit: int, now: datetime) -> None:
        """Tell the people of one item that it is not approved."""
        item = None if self.dry else scheduling.tell_unapproved(visit, now)
        if item is not None:
            self.say(_("Not approved in time: %(title)s"), title_of(item))

    def say(self, line: str, title: str, **values: str) -> None:
        """Print one line."""
        self.stdout.write(line % {"title": title, **values})
