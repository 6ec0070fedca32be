"""What the search engines index: a narrow row of facts for each object, and its texts beside it."""

from __future__ import annotations

from hashlib import blake2b

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


def alike(kind: str, unit: int | None, sections: str, year: int | None) -> int:
    """Return the number shared by all rows with these facts: 64 bits of a digest, the same in every process."""
    digest = blake2b(repr((kind, unit, sections, year)).encode(), digest_size=8).digest()
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
    #: Rows with the same kind, unit, sections and year share this number: one number sorts much faster than four facts.
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
