"""What this depends on has changed: pages that refer to something that another thing has taken the place of (ND-8.3).

A room above registers what changes, as a query; nothing is stored, so that a withdrawal of the new puts things right by
itself. Wagtail's index of references says who refers to what: choosers, blocks and links in text alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import reduce
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from units.audience import Audience, visible_to
from units.scoping import owned_models

#: A page that names here what it replaces does not depend on it.
REPLACES = "replaces"
COLUMNS = ("pk", "title", "url_path", "changed_on", "successor_title", "successor_url_path")

#: From an audience to the pages that are still readable but changed: each annotated with the day (``changed_on``) and
#: the title and path of what takes its place (``successor_title``, ``successor_url_path``), as far as it is readable.
Source = Callable[[Audience], QuerySet[Any]]

_sources: dict[str, Source] = {}


@dataclass(frozen=True)
class Change:
    """Something that is no longer to be relied on, since when, and what takes its place."""

    pk: int
    title: str
    path: str
    since: date
    new_title: str
    new_path: str

    def links(self, request: HttpRequest | None) -> dict[str, str]:
        """The addresses of both, for a template."""
        return {"old": _address(self.path, request), "new": _address(self.new_path, request)}

    @property
    def sentence(self) -> str:
        """What whoever looks after a page that refers to it is told."""
        return _("It refers to “%(old)s”, which “%(new)s” has replaced since %(day)s.") % {
            "old": self.title,
            "new": self.new_title,
            "day": date_format(self.since, "SHORT_DATE_FORMAT"),
        }


def register(name: str, source: Source) -> None:
    """Let the pages of ``source`` count as changed; registering a name again replaces it."""
    _sources[name] = source


def changes_for(page: Page, request: HttpRequest | None) -> list[Change]:
    """What readers of ``page`` have to know has changed among what it refers to; one query."""
    referred = _references().filter(object_id=str(page.pk)).values("to_object_id")
    return list(_changes(visible_to(request), Q(key__in=referred)))


def sentences_for(pages: QuerySet[Page]) -> dict[int, list[str]]:
    """What is out of date in each of ``pages`` that refers to something changed: sentences by page id; two queries."""
    found: dict[int, list[str]] = defaultdict(list)
    pairs = _pairs(pages)
    changed = {change.pk: change for change in _changes(visible_to(None), Q(pk__in={old for _page, old in pairs}))}
    for page, old in pairs:
        if changed[old].sentence not in found[page]:
            found[page].append(changed[old].sentence)
    return dict(found)


def dependents_of(old: Page) -> QuerySet[Page]:
    """The public pages that refer to ``old``, but for what replaces it."""
    sources = _references().filter(to_object_id=str(old.pk)).values_list("object_id", flat=True)
    pages: QuerySet[Page] = Page.objects.live().filter(pk__in=[int(key) for key in sources.distinct()])
    return pages


def counts() -> dict[int, int]:
    """How many public pages of each unit refer to something changed, by the unit's id; a query a type of page."""
    pages = {page for page, _old in _pairs(Page.objects.live())}
    found: Counter[int] = Counter()
    for model in owned_models():
        found.update(model._base_manager.filter(pk__in=pages).values_list("unit", flat=True))
    return dict(found)


def _pairs(pages: QuerySet[Page]) -> list[tuple[int, int]]:
    """Who refers to what has changed, as ids; what has changed itself is past being brought up to date."""
    keys = Cast("pk", CharField())
    changed = [source(visible_to(None)).annotate(key=keys).order_by().values("key") for source in _sources.values()]
    if not changed:
        return []
    references = _references().filter(object_id__in=pages.order_by().annotate(key=keys).values("key"))
    is_old = reduce(lambda one, other: one | other, (Q(to_object_id__in=keys) for keys in changed))
    has_changed = reduce(lambda one, other: one | other, (Q(object_id__in=keys) for keys in changed))
    pairs = references.filter(is_old).exclude(has_changed).values_list("object_id", "to_object_id")
    return [(int(page), int(old)) for page, old in pairs.distinct()]


def _references() -> QuerySet[Any]:
    page_type = ContentType.objects.get_for_model(Page)
    references: QuerySet[Any] = ReferenceIndex.objects.filter(base_content_type=page_type, to_content_type=page_type)
    return references.exclude(model_path=REPLACES)


def _changes(audience: Audience, which: Q) -> Iterator[Change]:
    found = [
        source(audience).annotate(key=Cast("pk", CharField())).filter(which).order_by().values_list(*COLUMNS)
        for source in _sources.values()
    ]
    rows: Iterable[tuple[Any, ...]] = found[0].union(*found[1:]) if len(found) > 1 else found[0] if found else ()
    for row in rows:
        yield Change(*row)


def _address(path: str, request: HttpRequest | None) -> str:
    return Page(url_path=path).get_url(request) or ""
