"""Building a demonstration: six months of work, done through the portal's own doors on a travelled clock.

Nothing here goes round approval: the people of the corpus write, submit, return and approve as the preset's route says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import time_machine
from django.contrib.auth import get_user_model
from django.utils import timezone
from wagtail.models import Page

from home.demonstration import evaluating, paying, periods
from home.demonstration.composing import compose, general_page
from home.demonstration.corpus import Article, Corpus
from home.demonstration.corpus import StandardPage as GeneralText
from home.demonstration.inboxes import fill_inboxes
from home.demonstration.media import Gallery
from home.demonstration.people import enrol
from home.models import HomePage, OrganisationSettings, StandardPage
from units import calendar, demonstrating
from units.approval.models import Route
from units.demonstrating import SINCE, Clock, Part, Scene, Step, take_its_way
from units.duties import settling
from units.models import Capability, Duty, Role, Unit

if TYPE_CHECKING:
    from accounts.models import User


class Builder:
    """Builds the demonstration of one corpus and the ``parts`` of the other rooms, every registered one by default."""

    def __init__(self, corpus: Corpus, parts: Sequence[Part] | None = None) -> None:
        self.corpus = corpus
        self.now = timezone.now()
        self.accounts = enrol(corpus)
        # The preset lays its route and duties from today; here they hold for as long as its people have their roles.
        Route.objects.update(valid_from=SINCE)
        Duty.objects.update(valid_from=SINCE)
        self.gallery = Gallery()
        scene = Scene(corpus.preset, self.now, self.accounts)
        self._history = self._articles(scene)
        for part in demonstrating.parts() if parts is None else parts:
            self._history += part(scene)

    def steps(self) -> int:
        """How many steps ``run`` takes."""
        return len(self._history) + len(self.corpus.pages) + 1

    def run(self) -> Iterator[str]:
        """Build, oldest first; yields the title of each finished step."""
        organisation = OrganisationSettings.objects.get()
        organisation.emblem, organisation.emblem_alt = self.gallery.emblem(), "Biểu trưng trình diễn hình hoa sen"
        organisation.save()
        for page in self.corpus.pages:
            self._general_page(page)
            yield page.title
        for step in sorted(self._history, key=lambda step: step.at):
            with time_machine.travel(step.at, tick=True) as clock:
                step.act(clock)
            yield step.title
        with time_machine.travel(self.now - timedelta(days=1), tick=True) as clock:
            fill_inboxes(clock)
        yield "inboxes"
        self._judge_duties()
        periods.close(self.now)
        paying.pay(self.now)
        evaluating.evaluate(self.now)

    def _judge_duties(self) -> None:
        """Each quarter that is over was judged in the night after it."""
        for duty, period in list(settling.due(self.now)):
            night = period.ends_at + 2 * settling.GRACE
            with time_machine.travel(night, tick=False):
                settling.settle(duty, period, night)

    def _articles(self, scene: Scene) -> list[Step]:
        oldest_first = sorted(self.corpus.articles, key=lambda text: -text.days_ago)
        return [
            Step(scene.moment(text.days_ago, number), text.title, partial(self._article, text))
            for number, text in enumerate(oldest_first)
        ]

    def _general_page(self, text: GeneralText) -> None:
        # Wagtail caches page permissions on the person, and each general page brings a new one.
        owner = get_user_model().objects.get(username=self._site_editor())
        with time_machine.travel(self.now - timedelta(days=181), tick=True) as clock:
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
