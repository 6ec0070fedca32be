"""The ledger: one immutable row an item, written when it first goes public (LD-6.1a).

A row keeps the facts of that moment as they were, names included; it refers to the item without a constraint, so that
nothing that happens to the item, the unit's name or the tree later changes a count.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from units import calendar
from units.calendar import Period
from units.models.register import Unit


class ImmutableRow(Exception):
    """Something tried to change or remove a row of the ledger."""


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Named questions about the ledger; no way to change it."""

    def within(self, period: Period) -> ContributionQuerySet:
        """Items first published in ``period``."""
        return self.filter(published_at__gte=period.begins_at, published_at__lt=period.ends_at)

    def bulk_create(self, objs: Iterable[Contribution], *args: Any, **kwargs: Any) -> list[Contribution]:
        """Write many rows at once, and note their sections as saving one does."""
        rows = super().bulk_create(objs, *args, **kwargs)
        FiledSection.objects.note(rows)
        return rows

    def update(self, **kwargs: Any) -> NoReturn:
        """Never: a row says what was."""
        raise ImmutableRow("A row of the ledger is never changed.")

    def delete(self) -> NoReturn:
        """Never: a row says what was."""
        raise ImmutableRow("A row of the ledger is never removed.")


class Contribution(models.Model):
    """One item, as it was when it first went public."""

    item_type = models.ForeignKey(ContentType, models.DO_NOTHING, related_name="+", db_constraint=False)
    item_id = models.PositiveBigIntegerField(_("item"))
    revision_id = models.PositiveBigIntegerField(_("revision"), null=True)
    title = models.CharField(_("title"), max_length=255)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="contributions", verbose_name=_("unit"))
    unit_name = models.CharField(_("unit's name at the time"), max_length=200)
    kind = models.CharField(_("kind"), max_length=40)
    sections = models.JSONField(_("sections"), default=list)
    origin = models.CharField(_("origin"), max_length=20)
    timely = models.BooleanField(_("timely"), default=False)
    event_date = models.DateField(_("day of the event"), null=True)
    submitted_at = models.DateTimeField(_("submitted at"), null=True)
    submitter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    approved_at = models.DateTimeField(_("approved at"), null=True)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    published_at = models.DateTimeField(_("published at"))

    objects = ContributionQuerySet.as_manager()

    class Meta:
        verbose_name = _("contribution")
        verbose_name_plural = _("contributions")
        ordering = ["-published_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["item_type", "item_id"], name="one_contribution_an_item")]
        indexes = [
            models.Index(fields=["published_at", "unit", "kind"], name="contribution_period"),
            models.Index(fields=["unit", "-published_at"], name="contribution_unit"),
        ]

    def __str__(self) -> str:
        return self.title

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the row once. Raises ``ImmutableRow`` for a row that stands already."""
        if not self._state.adding:
            raise ImmutableRow("A row of the ledger is never changed.")
        super().save(*args, **kwargs)
        FiledSection.objects.note([self])

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never: a row says what was."""
        raise ImmutableRow("A row of the ledger is never removed.")


class FiledSectionQuerySet(models.QuerySet["FiledSection"]):
    """Named questions about the sections that were filed in."""

    def note(self, rows: Iterable[Contribution]) -> None:
        """Remember where ``rows`` were filed; what is known already stays."""
        filed = {
            (row.unit_id, title, calendar.day_of(row.published_at).replace(day=1))
            for row in rows
            for title in row.sections
        }
        self.bulk_create(
            (FiledSection(unit_id=unit, title=title, month=month) for unit, title, month in sorted(filed)),
            ignore_conflicts=True,
        )

    def titles(self, period: Period) -> set[str]:
        """The titles in the months that ``period`` touches; one query."""
        touched = self.filter(month__gte=period.first.replace(day=1), month__lte=period.last)
        return set(touched.values_list("title", flat=True).distinct())


class FiledSection(models.Model):
    """That a unit had something filed in a section in a month, by its title of that time: reports can be asked by it.

    The ledger says the same, but reading a million of its rows for the names in a list took longer than counting them.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("unit"))
    title = models.CharField(_("title"), max_length=255)
    month = models.DateField(_("month"), help_text=_("Its first day."))

    objects = FiledSectionQuerySet.as_manager()

    class Meta:
        verbose_name = _("filed section")
        verbose_name_plural = _("filed sections")
        constraints = [models.UniqueConstraint(fields=["month", "unit", "title"], name="one_filed_section_a_month")]

    def __str__(self) -> str:
        return f"{self.title} ({self.month:%m/%Y})"


class ContributionAuthor(models.Model):
    """An author of a contribution and the share of it, as stated when it went public."""

    contribution = models.ForeignKey(Contribution, models.CASCADE, related_name="authors")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    name = models.CharField(_("name"), max_length=200)
    share = models.PositiveSmallIntegerField(_("share in per cent"))

    class Meta:
        verbose_name = _("author of a contribution")
        verbose_name_plural = _("authors of a contribution")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.share} %)"
