"""What one screen of the console shows: the tabs with their numbers, and one page of rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet, TextChoices
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from home.console import items, links
from home.console.rules import ConsoleRules
from home.models import ArticlePage, Kind
from home.sending import standing
from home.sending.standing import Standing
from units import dependence
from units.scoping import owned_models

PER_PAGE = 20


class Show(TextChoices):
    """The tabs: the states first, then what needs care."""

    ALL = "all", _("Everything")
    DRAFT = "draft", _("Drafts")
    WAITING = "waiting", _("Waiting for approval")
    RETURNED = "returned", _("Returned")
    PUBLIC = "public", _("Published")
    DOWN = "down", _("Taken down")
    ORPHANS = "orphans", _("Drafts nobody goes on with")
    BROKEN = "broken", _("Broken links")
    OUTDATED = "outdated", _("To be brought up to date")
    DUE = "due", _("Due for review")


EXPLAINED = {
    Show.ORPHANS: _("Their owner no longer holds a role in the unit. Open one to finish it, or delete it."),
    Show.BROKEN: _("Public items with links that lead readers nowhere. Mend the link and submit the item again."),
    Show.OUTDATED: _("They refer to something that has been replaced. Check each, mend it and submit it again."),
    Show.DUE: _("Public for twelve months or more since the last approval. Check what is still true."),
}


@dataclass(frozen=True)
class Row:
    """One item as the console shows it."""

    page: Page
    title: str
    kind: str
    standing: Standing
    address: str
    may_edit: bool
    wrong: list[str]


class Listing:
    """The console of one unit for one person; ``show`` and ``kind`` as the address asks, anything else is ignored."""

    def __init__(self, rules: ConsoleRules, show: str, kind: str) -> None:
        self.rules, self.unit = rules, rules.unit
        self.show = Show(show) if show in Show.values else Show.ALL
        self.kinds = dict(_kinds())
        self.kind = kind if kind in self.kinds else ""

    @cached_property
    def broken(self) -> dict[int, list[str]]:
        """The broken links of the unit's public items."""
        return links.broken_in(self.unit, items.public(items.of(self.unit)))

    @cached_property
    def outdated(self) -> dict[int, list[str]]:
        """What the unit's items refer to and has been replaced (ND-8.3)."""
        return dependence.sentences_for(items.of(self.unit))

    @cached_property
    def chosen(self) -> QuerySet[Page]:
        """All that the tab holds, of the kind asked for."""
        return self._in(self.show)

    def tabs(self) -> list[dict[str, Any]]:
        """Each tab with its number of items of the kind asked for."""
        return [{"show": show, "count": self._in(show).count(), "is_chosen": show == self.show} for show in Show]

    def visible(self) -> QuerySet[Page]:
        """What the person may read the titles of, newest change first."""
        seen = self.chosen if self.rules.sees_unpublished else self.chosen.filter(first_published_at__isnull=False)
        return seen.select_related("content_type", "owner", "latest_revision__user").order_by(
            "-latest_revision_created_at", "-pk"
        )

    def page(self, number: str | None) -> Any:
        """The page ``number`` of what is visible; the first for nonsense."""
        return Paginator(self.visible().defer("latest_revision__content"), PER_PAGE).get_page(number)

    def hidden(self) -> int:
        """How many items of the tab have titles that stay with the unit."""
        return 0 if self.rules.sees_unpublished else self.chosen.filter(first_published_at=None).count()

    def rows(self, pages: list[Page], request: HttpRequest) -> list[Row]:
        """``pages`` with all that is shown of them, in a fixed number of queries."""
        standings = standing.of(pages)
        articles = dict(ArticlePage.objects.filter(pk__in=[page.pk for page in pages]).values_list("pk", "kind"))
        return [self._row(page, standings[page.pk], articles.get(page.pk, ""), request) for page in pages]

    def _row(self, page: Page, where: Standing, kind: str, request: HttpRequest) -> Row:
        within = self.rules.sees_unpublished
        return Row(
            page=page,
            title=(page.draft_title or page.title) if within else page.title,
            kind=self.kinds[kind or page.content_type.model],
            standing=where if within else Standing(where.state, where.sentence),
            address=page.get_url(request) or "" if page.live else "",
            may_edit=self.rules.may_edit(page),
            wrong=self._wrong().get(page.pk, []),
        )

    def _wrong(self) -> dict[int, list[str]]:
        if self.show == Show.BROKEN:
            return self.broken
        return self.outdated if self.show == Show.OUTDATED else {}

    def _in(self, show: Show) -> QuerySet[Page]:
        pages = items.of(self.unit)
        if self.kind:
            pages = items.of_kind(pages, self.kind)
        narrow: dict[Show, Callable[[QuerySet[Page]], QuerySet[Page]]] = {
            Show.DRAFT: items.drafts,
            Show.WAITING: items.waiting,
            Show.RETURNED: items.returned,
            Show.PUBLIC: items.public,
            Show.DOWN: items.taken_down,
            Show.ORPHANS: lambda found: items.orphans(found, self.unit),
            Show.BROKEN: lambda found: found.filter(pk__in=list(self.broken)),
            Show.OUTDATED: lambda found: found.filter(pk__in=list(self.outdated)),
            Show.DUE: items.due_for_review,
        }
        return narrow[show](pages) if show in narrow else pages


def _kinds() -> list[tuple[str, str]]:
    """The kinds of articles, then the other types of page that units own."""
    types = [(model._meta.model_name or "", str(model._meta.verbose_name).capitalize()) for model in owned_models()]
    others = [(name, label) for name, label in types if name != ArticlePage._meta.model_name]
    return [*((kind.value, str(kind.label)) for kind in Kind), *others]
