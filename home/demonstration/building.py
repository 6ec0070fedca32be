"""Building a demonstration: six months of work, done through the portal's own doors on a travelled clock.

Nothing here goes round approval: the people of the corpus write, submit, return and approve as the preset's route says.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import cached_property, partial
from typing import TYPE_CHECKING

import time_machine
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Page

from home.demonstration.composing import compose, general_page
from home.demonstration.corpus import Article, Corpus
from home.demonstration.corpus import StandardPage as GeneralText
from home.demonstration.inboxes import fill_inboxes
from home.demonstration.media import Gallery
from home.demonstration.people import enrol
from home.models import HomePage, OrganisationSettings, StandardPage
from units import calendar
from units.approval.models import Route
from units.demonstration import CONSIDERED_FOR, SINCE, Clock, Task, take_its_way, tasks_for
from units.models import Capability, Role, Unit

if TYPE_CHECKING:
    from accounts.models import User


WORKDAY_BEGINS = 8


class Builder:
    """Builds the demonstration of one corpus; each step is one article or page."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.now = timezone.now()
        self.accounts = enrol(corpus)
        # The preset lays its route from today; here it has held for as long as its people have had their roles.
        Route.objects.update(valid_from=SINCE)
        self.gallery = Gallery()

    def steps(self) -> int:
        """How many steps ``run`` takes."""
        return len(self.tasks) + 1

    def run(self) -> Iterator[str]:
        """Build, oldest first; yields the title of each finished step."""
        organisation = OrganisationSettings.objects.get()
        organisation.emblem, organisation.emblem_alt = self.gallery.emblem(), "Biểu trưng trình diễn hình hoa sen"
        organisation.save()
        for task in self.tasks:
            with time_machine.travel(task.at, tick=True) as clock:
                task.do(clock)
            yield task.title
        with time_machine.travel(self.now - timedelta(days=1), tick=True) as clock:
            fill_inboxes(clock)
        yield "inboxes"

    @cached_property
    def tasks(self) -> list[Task]:
        """Everything that was done, in the order of its hours: this room's and what the others add."""
        pages = [
            Task(self.now - timedelta(days=181, hours=-number), text.title, partial(self._general_page, text))
            for number, text in enumerate(self.corpus.pages)
        ]
        articles = [
            Task(self._moment(text, number), text.title, partial(self._article, text))
            for number, text in enumerate(sorted(self.corpus.articles, key=lambda text: -text.days_ago))
        ]
        return sorted([*pages, *articles, *tasks_for(self.corpus.preset, self.now)], key=lambda task: task.at)

    def _moment(self, text: Article, number: int) -> datetime:
        day = timezone.localtime(self.now) - timedelta(days=text.days_ago)
        written = day.replace(hour=WORKDAY_BEGINS + number % 4, minute=number * 7 % 60, second=0, microsecond=0)
        # Whatever was written last has been approved by now as well.
        return min(written, self.now - 5 * CONSIDERED_FOR)

    def _general_page(self, text: GeneralText, clock: Clock) -> None:
        # Wagtail caches page permissions on the person, and each general page brings a new one.
        owner = get_user_model().objects.get(username=self._site_editor())
        page: StandardPage = general_page(text, owner)
        # The first general page introduces the portal; the others stand below it, so that the menu stays short.
        parent: Page = StandardPage.objects.order_by("path").first() or HomePage.objects.get()
        parent.add_child(instance=page)
        Page.objects.filter(pk=page.pk).update(show_in_menus=True)
        page.show_in_menus = True
        page.save_revision(user=owner, log_action=True)
        take_its_way(page, owner, clock)

    def _site_editor(self) -> str:
        roles = {role.code for role in Role.objects.all() if Capability.SITE_CONTENT in role.capabilities}
        return next(person.username for person in self.corpus.people if person.unit is None and person.role in roles)

    def _article(self, text: Article, clock: Clock) -> None:
        unit = Unit.objects.select_related("page").get(code=text.unit)
        article = compose(text, calendar.today(), self.accounts, self.gallery)
        Page.objects.get(pk=unit.page_id).add_child(instance=article)
        author: User = article.owner
        article.save_revision(user=author, log_action=True)
        take_its_way(article, author, clock, text.state, text.return_reason)
