"""Where an article stands in public lists: what sections, feeds and the home page read."""

from __future__ import annotations

from django.db import models

from home.models.articles import ArticlePage
from home.models.sections import SectionPage


class Placement(models.Model):
    """A public article in a section, with its date beside it so that the newest are found by index alone."""

    article = models.ForeignKey(ArticlePage, models.CASCADE, related_name="placements")
    section = models.ForeignKey(SectionPage, models.CASCADE, related_name="placements")
    published_at = models.DateTimeField()
    published_month = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["article", "section"], name="an_article_stands_once_in_a_section")
        ]
        indexes = [
            models.Index(fields=["section", "-published_at"], name="placement_newest"),
            models.Index(fields=["section", "published_month"], name="placement_month"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} – {self.section_id}"
