"""Where an article stands in public lists: what sections, feeds and the home page read."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from home.models.articles import ArticlePage
from home.models.sections import SectionPage


class PlacementQuerySet(models.QuerySet["Placement"]):
    """Named questions about what stands in a section."""

    def shown(self) -> PlacementQuerySet:
        """Without what the lead units have hidden there."""
        return self.filter(hidden=False)

    def pinned(self) -> PlacementQuerySet:
        """Only what the lead units have pinned to the top."""
        return self.filter(rank__gt=0)

    def in_order(self) -> PlacementQuerySet:
        """As a section lists them: pinned first, then the newest."""
        return self.order_by("-rank", "-published_at", "-article")


class Placement(models.Model):
    """A public article in a section, with its date beside it so that the first are found by index alone.

    The section's lead units hide it there or pin it (LD-3.1a); ``home.arranging.actions`` is how.
    """

    article = models.ForeignKey(ArticlePage, models.CASCADE, related_name="placements")
    section = models.ForeignKey(SectionPage, models.CASCADE, related_name="placements")
    published_at = models.DateTimeField()
    published_month = models.DateField()
    hidden = models.BooleanField(default=False)
    #: 0 stands by date; pinned ones stand above, counted from 1, the highest first.
    rank = models.PositiveSmallIntegerField(default=0)

    objects = PlacementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "section"], name="an_article_stands_once_in_a_section"),
            models.CheckConstraint(condition=Q(hidden=False) | Q(rank=0), name="what_is_hidden_is_not_pinned"),
        ]
        indexes = [
            models.Index(fields=["section", "-rank", "-published_at", "hidden"], name="placement_first"),
            models.Index(fields=["section", "-published_at"], name="placement_newest"),
            models.Index(fields=["section", "published_month", "hidden"], name="placement_month"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} – {self.section_id}"
