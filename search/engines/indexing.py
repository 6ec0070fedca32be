"""Putting objects into the index and taking them out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import models, router, transaction
from django.utils import timezone
from modelsearch.backends.base import BaseIndex
from modelsearch.index import AutocompleteField, BaseField, RelatedFields, SearchField
from modelsearch.utils import get_content_type_pk, get_descendants_content_types_pks

from search.engines import engine_for
from search.engines.opensearch import rebuilding, waiting
from search.models import FoldedText, IndexedText, alike
from search.sources import facts_of
from search.vietnamese import index_text, normalise

#: A SearchField with at least this boost is weighed as a title (a document's symbol, a person's name).
TITLE_BOOST = 2
#: Characters of text indexed per column. PostgreSQL refuses a vector over 1 MB, and no page or chunk of a document is
#: longer.
MAX_INDEXED = 400_000
#: Characters kept for excerpts; a hit further on is still found, only not shown.
MAX_ORIGINAL = 20_000
#: What a part of a text may end with.
ENDS = (".", "!", "?", ":", ";", ",", "…", "”")
#: Objects written with one statement.
BATCH = 50


@dataclass
class Texts:
    """The texts of one object, as its ``search_fields`` declare them."""

    title: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)
    autocomplete: list[str] = field(default_factory=list)
    original: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, obj: Any) -> "Texts":
        """Read the texts of ``obj``; excerpts come from its own fields except ``title``, never from related objects."""
        texts = cls()
        for declared in obj.get_search_fields():
            for found, value in _values(obj, declared):
                if isinstance(found, AutocompleteField):
                    texts.autocomplete.append(value)
                    continue
                is_title = found is declared and found.field_name == "title"
                weighs_as_title = is_title or (found.boost or 0) >= TITLE_BOOST
                (texts.title if weighs_as_title else texts.body).append(value)
                if found is declared and not is_title:
                    texts.original.append(value)
        return texts


_FACTS = ["number", "kind", "unit", "sections", "date", "year", "alike", "whole", "indexed_at"]
_TEXTS = ["title", "body", "autocomplete", "original"]


class Index(BaseIndex):
    """The single index of the database backend: the rows of :mod:`search.models`."""

    #: The number of the note under which the engine outside the database is told everything in the end.
    rebuilding: int | None = None

    def add_items(self, model: type[models.Model], items: Iterable[Any]) -> None:
        """Index ``items``, all of ``model``, replacing what was there of them; whole or not at all."""
        content_type = get_content_type_pk(model)
        now = timezone.now()
        for some in batched(items, BATCH):
            with transaction.atomic(router.db_for_write(IndexedText)):
                rows = IndexedText.objects.bulk_create(
                    [_row(content_type, item, now) for item in some],
                    update_conflicts=True,
                    unique_fields=["content_type", "object_id"],
                    update_fields=_FACTS,
                )
                FoldedText.objects.bulk_create(
                    [_texts(row, item) for row, item in zip(rows, some, strict=True)],
                    update_conflicts=True,
                    unique_fields=["entry"],
                    update_fields=_TEXTS,
                )
                self.tell(row.pk for row in rows)

    def delete_item(self, item: models.Model) -> None:
        """Forget ``item``, under whichever of its model's types it was indexed."""
        types = get_descendants_content_types_pks(item._meta.model)
        self._forget(IndexedText.objects.filter(content_type__in=types, object_id=str(item.pk)))

    def reset(self) -> None:
        """Forget everything."""
        self._forget(IndexedText.objects.all())

    def tell(self, entries: Iterable[int]) -> None:
        """Have the engine outside the database, if there is one, told of rows that have changed or gone."""
        if self.rebuilding is None:
            waiting.note(entries)
        else:
            rebuilding.go_on(self.rebuilding)

    def _forget(self, rows: models.QuerySet[IndexedText]) -> None:
        with transaction.atomic(router.db_for_write(IndexedText)):
            entries = list(rows.values_list("pk", flat=True))
            rows.delete()
            self.tell(entries)


class Rebuilder:
    """Rebuilds the index in place: it stays searchable, and what no longer exists goes at the end.

    A rebuild that fails half way leaves a whole index of older and newer rows. An engine outside the database is
    filled at the end, beside what it searches until then.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self.started = timezone.now()

    def start(self) -> Index:
        """Note the time; every row that the rebuild writes is younger. The rest of the process takes little memory."""
        engine_for(router.db_for_write(IndexedText)).spare()
        self.started = timezone.now()
        self.index.rebuilding = rebuilding.begin()
        return self.index

    def finish(self) -> None:
        """Drop the rows that the rebuild did not write again, unless it wrote none (``update_index --schema-only``)."""
        if IndexedText.objects.filter(indexed_at__gte=self.started).exists():
            IndexedText.objects.filter(indexed_at__lt=self.started).delete()
        engine_for(router.db_for_write(IndexedText)).optimise()
        rebuilding.complete(self.index.rebuilding)


def batched(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Yield ``items`` in lists of at most ``size``."""
    iterator = iter(items)
    while some := list(islice(iterator, size)):
        yield some


def _row(content_type: int, item: Any, now: datetime) -> IndexedText:
    facts = facts_of(item)
    moment = facts.moment
    sections = f" {' '.join(facts.sections)} " if facts.sections else ""
    year = timezone.localtime(moment).year if moment else None
    return IndexedText(
        content_type_id=content_type,
        object_id=str(item.pk),
        number=item.pk if isinstance(item.pk, int) else None,
        kind=facts.kind,
        unit=facts.unit_id,
        sections=sections,
        date=moment,
        year=year,
        alike=alike(facts.kind, facts.unit_id, sections, year, facts.whole),
        whole=facts.whole,
        indexed_at=now,
    )


def _texts(row: IndexedText, item: Any) -> FoldedText:
    texts = Texts.of(item)
    return FoldedText(
        entry=row,
        title=_indexed(texts.title),
        body=_indexed(texts.body),
        autocomplete=_indexed(texts.autocomplete),
        original=" ".join(normalise(" ".join(texts.original)).split())[:MAX_ORIGINAL],
    )


def _indexed(values: list[str]) -> str:
    folded = index_text(" ".join(values)[:MAX_INDEXED])
    if len(folded) <= MAX_INDEXED:
        return folded
    return folded[: MAX_INDEXED + 1].rpartition(" ")[0]


def _values(obj: Any, declared: BaseField | RelatedFields) -> Iterator[tuple[BaseField, str]]:
    """Yield every search and autocomplete field below ``declared`` with its text."""
    if isinstance(declared, SearchField | AutocompleteField):
        yield declared, _text(declared.get_value(obj))
    elif isinstance(declared, RelatedFields):
        related = declared.get_value(obj)
        if callable(getattr(related, "all", None)):
            objects: Iterable[Any] = related.all()
        else:
            objects = () if related is None else (related,)
        for one in objects:
            for sub_field in declared.fields:
                yield from _values(one, sub_field)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case dict():
            return _joined(value.values())
        case list() | tuple() | set():
            return _joined(value)
        case _:
            return str(value)


def _joined(values: Iterable[object]) -> str:
    """What the parts say, without those that say nothing: an excerpt shows it to a reader."""
    texts = [text for text in (part.strip() for part in map(_text, values)) if text]
    # A sentence that has ended needs no comma after it.
    ended = [text if text.endswith(ENDS) else f"{text}," for text in texts[:-1]]
    return " ".join([*ended, *texts[-1:]])
