"""What the search engines index."""

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from search.log.models import ClickCount, Keeping, Missed, SearchCount
from search.office.models import PinnedResult, SynonymGroup

__all__ = ["ClickCount", "IndexedText", "Keeping", "Missed", "PinnedResult", "SearchCount", "SynonymGroup"]


class IndexedText(models.Model):
    """The texts of one object, folded for the engine, and the original that excerpts are cut from.

    One row an object, whatever its model. The full-text structures beside this table (an FTS5 table with triggers on
    SQLite, generated columns on PostgreSQL) belong to :mod:`search.engines`, which makes them after every
    ``migrate``.
    """

    # The two narrow columns come first: SQLite reads a row from the left and need not touch the texts to filter hits.
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=50)
    indexed_at = models.DateTimeField()
    title = models.TextField()
    body = models.TextField()
    autocomplete = models.TextField()
    original = models.TextField()

    #: Wagtail must not look for references to other objects in here.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("indexed text")
        verbose_name_plural = _("indexed texts")
        constraints = [models.UniqueConstraint(fields=["content_type", "object_id"], name="search_one_text_per_object")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.content_type_id}:{self.object_id}"
