"""What the search engines index: a narrow row of facts for each object, its texts beside it, and what waits to be told
to an engine outside the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from hashlib import blake2b

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.log.models import ClickCount, Keeping, Missed, SearchCount
from search.office.models import PinnedResult, SynonymGroup

__all__ = [
    "ClickCount",
    "FoldedText",
    "IndexedText",
    "Keeping",
    "Missed",
    "PinnedResult",
    "SearchCount",
    "SynonymGroup",
]


def alike(kind: str, unit: int | None, sections: str, year: int | None, whole: int | None = None) -> int:
    """Return the number shared by all rows with these facts: 64 bits of a digest, the same in every process.

    Parts of one ``whole`` share a number with no other row, so that together they are counted once.
    """
    facts = (kind, unit, sections, year) if whole is None else (kind, unit, sections, year, whole)
    digest = blake2b(repr(facts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


class IndexedText(models.Model):
    """The facts by which an indexed object is filtered, counted and sorted. One row an object, whatever its model.

    A search reads these rows by the thousand, so the texts stand in :class:`FoldedText`.
    """

    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=50)
    #: The same key as a number, to be joined with what the reader may read; empty for a model with another sort of key.
    number = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=40, blank=True)
    unit = models.BigIntegerField(null=True)
    #: Codes with a blank before, between and after them, so that each can be looked for with its blanks.
    sections = models.TextField(blank=True)
    date = models.DateTimeField(null=True)
    year = models.SmallIntegerField(null=True)
    #: Rows with the same kind, unit, sections, year and whole share this number: one number sorts much faster than five
    #: facts.
    alike = models.BigIntegerField(default=0)
    #: Rows of one model that share this are parts of one thing (a document in chunks) and make one result.
    whole = models.BigIntegerField(null=True)
    indexed_at = models.DateTimeField()

    #: Wagtail must not look for references to other objects in here.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("indexed text")
        verbose_name_plural = _("indexed texts")
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="search_one_row_per_object")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id}"


class FoldedText(models.Model):
    """The texts of one object, folded for the engine, and the original that excerpts are cut from.

    The full-text structures beside this table (FTS5 tables with triggers on SQLite, generated columns on PostgreSQL)
    belong to :mod:`search.engines`, which makes them after every ``migrate``.
    """

    entry = models.OneToOneField(IndexedText, on_delete=models.CASCADE, primary_key=True, related_name="texts")
    title = models.TextField()
    body = models.TextField()
    autocomplete = models.TextField()
    original = models.TextField()

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("folded text")
        verbose_name_plural = _("folded texts")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.entry_id)


class WaitingUpdateQuerySet(models.QuerySet["WaitingUpdate"]):
    """The queue as those ask for it who fill and empty it."""

    def note(self, entries: Iterable[int]) -> bool:
        """Note rows of :class:`IndexedText` by their keys; whether there was any."""
        return bool(self.bulk_create(self.model(entry=entry) for entry in entries))

    def note_everything(self) -> int:
        """Note that the whole index has to be told, and return the number of the note."""
        return self.create(entry=None).pk

    def refresh(self, number: int) -> None:
        """Say that whoever wrote note ``number`` is still at it."""
        self.filter(pk=number).update(noted_at=timezone.now())

    def next(self, most: int) -> list[tuple[int, int]]:
        """Return the oldest notes of single rows, each with the row's key."""
        oldest = self.of_rows().order_by("pk").values_list("pk", "entry")[:most]
        return [(number, entry) for number, entry in oldest if entry is not None]

    def of_rows(self) -> WaitingUpdateQuerySet:
        """The notes of single rows."""
        return self.filter(entry__isnull=False)

    def of_everything(self) -> WaitingUpdateQuerySet:
        """The notes of the whole index."""
        return self.filter(entry__isnull=True)

    def recent(self) -> WaitingUpdateQuerySet:
        """Those written or refreshed a moment ago."""
        return self.filter(noted_at__gte=timezone.now() - self.model.MOMENT)

    def overdue(self) -> WaitingUpdateQuerySet:
        """Those that have waited for longer than a healthy engine lets them."""
        return self.filter(noted_at__lt=timezone.now() - self.model.MOMENT)


class WaitingUpdate(models.Model):
    """A row of the index, by its key, of which the engine outside the database has still to hear; or all of it.

    Numbers grow, so the number of the last note of a row is the version of its text in the engine. Filled and emptied
    by :mod:`search.engines.opensearch`.
    """

    #: How long a note may wait where all is well.
    MOMENT = timedelta(minutes=2)

    entry = models.BigIntegerField(null=True)
    noted_at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = WaitingUpdateQuerySet.as_manager()

    class Meta:
        verbose_name = _("update that waits for the search engine")
        verbose_name_plural = _("updates that wait for the search engine")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.pk}: {self.entry}"
