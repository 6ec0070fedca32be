"""What the public may find: upper rooms declare it, :mod:`search.finding` asks.

``search`` knows no audience and no content. A room above registers each of its content types once, in its
``AppConfig.ready``::

    from search import sources
    from search.sources import Facts, Source

    sources.register(
        Source(
            kind="situation",
            label=_("Situation"),
            model=Situation,
            readable=lambda request: Situation.objects.readable_to(visible_to(request)),
            facts=lambda situation: Facts(date=situation.published_at, unit_id=situation.unit_id),
        )
    )

Its texts are what ``search_fields`` declare, for the administration's search as well. Who may read is asked at every
search, so what is withdrawn is gone in the same second; facts are noted when the object is indexed, that is, whenever
it is saved.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from modelsearch.utils import get_descendants_content_types_pks
from wagtail.models import Page

from .models import IndexedText

Text = str | Promise


@dataclass(frozen=True)
class Facts:
    """What is noted of an object when it is indexed.

    ``date`` sorts and gives the year; a day counts from its midnight here. ``sections`` are codes without blanks.
    ``kind`` is for a source whose objects are of several kinds. ``whole`` is the number of the thing that the object
    is a part of, where many objects make one result: the best of them stands for it. All its parts have the same facts.
    """

    date: date | None = None
    unit_id: int | None = None
    sections: Sequence[str] = ()
    kind: str = ""
    whole: int | None = None

    @property
    def moment(self) -> datetime | None:
        """The date as a moment, aware of its time zone."""
        if self.date is None or isinstance(self.date, datetime):
            return self.date
        return timezone.make_aware(datetime.combine(self.date, time.min))


@dataclass(frozen=True)
class Source:
    """One content type of the public search.

    ``readable`` returns what the reader of a request may read, with whatever a result's template needs selected or
    prefetched, in a number of queries that does not grow. ``kinds`` names further kinds that ``facts`` may give.
    ``place`` says in which place of an object the passage stands that answers (the page of a file), given the number of
    characters before it in the object's own text, or None where only the title answers.
    The source of the nearest base class answers for a model that has none of its own.
    """

    kind: str
    label: Text
    model: type[models.Model]
    readable: Callable[[HttpRequest], QuerySet[Any]]
    facts: Callable[[Any], Facts]
    kinds: Mapping[str, Text] = field(default_factory=dict)
    place: Callable[[Any, int | None], str] | None = None


#: From the values of a facet (numbers of units, codes of sections) to what a reader calls them.
Labels = Callable[[Collection[Any]], Mapping[Any, str]]

_sources: dict[type[models.Model], Source] = {}
_labels: dict[str, Labels] = {}


def register(source: Source) -> None:
    """Let ``source`` be found by the public.

    Raises ImproperlyConfigured when its model or a kind of its has a source already (two answers to "who may read
    it?" would be a leak), and when the model's keys are no whole numbers.
    """
    if not isinstance(source.model._meta.pk, models.IntegerField | models.OneToOneField):
        raise ImproperlyConfigured(f"{source.model.__name__} needs whole numbers as keys to be searched by the public.")
    for other in _sources.values():
        shared = {source.kind, *source.kinds} & {other.kind, *other.kinds}
        if other.model is source.model or shared:
            raise ImproperlyConfigured(
                f"{source.model.__name__} cannot be a source of the search: {other.model.__name__} stands for "
                f"{', '.join(sorted(shared)) or 'that model'} already; each model and each kind has one source."
            )
    _sources[source.model] = source


def register_labels(facet: str, labels: Labels) -> None:
    """Let ``labels`` say what the values of ``facet`` ("units" or "sections") are called; values it omits have gone."""
    _labels[facet] = labels


@contextmanager
def only(*chosen: Source) -> Iterator[None]:
    """Let the search know no other sources than ``chosen`` for a while: for tests and for measuring."""
    before = dict(_sources)
    _sources.clear()
    _sources.update({source.model: source for source in chosen})
    try:
        yield
    finally:
        _sources.clear()
        _sources.update(before)


def labels_of(facet: str, values: Iterable[Hashable]) -> dict[Any, str]:
    """What readers call the values of ``facet`` (kinds, units, sections, years); a value without a name is left out."""
    wanted = list(values)
    if facet == "kinds":
        names: dict[str, Text] = {}
        for source in registered():
            names |= {source.kind: source.label, **source.kinds}
        return {value: str(names[value]) for value in wanted if value in names}
    if facet in _labels:
        return dict(_labels[facet](wanted)) if wanted else {}
    return {value: str(value) for value in wanted}


def registered() -> list[Source]:
    """Every source; until a room above registers one, all live pages without a restriction."""
    return list(_sources.values()) or [_PAGES]


def source_of(model: type[models.Model]) -> Source | None:
    """The source that answers for ``model``: its own, or that of its nearest base class."""
    known = {source.model: source for source in registered()}
    return next((known[base] for base in model.__mro__ if base in known), None)


def facts_of(item: models.Model) -> Facts:
    """What is noted of ``item``, with its kind; nothing for what the public never finds."""
    source = source_of(type(item))
    if source is None:
        return Facts()
    facts = source.facts(item)
    return facts if facts.kind else replace(facts, kind=source.kind)


def types_of(source: Source) -> set[int]:
    """The content types for which ``source`` answers: its model and those below, except where others answer."""
    mine = set(get_descendants_content_types_pks(source.model))
    for other in registered():
        if other is not source and issubclass(other.model, source.model):
            mine -= set(get_descendants_content_types_pks(other.model))
    return mine


def readable_rows(request: HttpRequest) -> QuerySet[IndexedText]:
    """The indexed rows of everything that the reader of ``request`` may read."""
    readable = Q(pk__in=[])
    for source in registered():
        allowed = source.readable(request).order_by().filter(pk=OuterRef("number")).values("pk")
        # The type comes first: a row is then looked up in its own source alone.
        readable |= Q(content_type__in=sorted(types_of(source))) & Q(Exists(allowed))
    return IndexedText.objects.filter(readable)


def _live_and_public(request: HttpRequest) -> QuerySet[Page]:
    return Page.objects.live().public().defer_streamfields().specific()


_PAGES = Source("page", _("Page"), Page, _live_and_public, lambda page: Facts(date=page.first_published_at))
