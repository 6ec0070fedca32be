"""What the log keeps: counts of a query and a day, clicks of a result and a day, and what readers missed."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, FloatField, Max, QuerySet, Sum
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

QUERY_LENGTH = 200
ADDRESS_LENGTH = 400
SENTENCE_LENGTH = 300
#: Days that counts are kept unless the office has decided otherwise, and what it may decide.
DEFAULT_DAYS, LEAST_DAYS, MOST_DAYS = 365, 30, 1825


class Counted(models.QuerySet["SearchCount"]):
    """Named questions about searches."""

    def within(self, first: date, last: date) -> Counted:
        """Counts of the days from ``first`` to ``last``, both included."""
        return self.filter(day__range=(first, last))

    def kept(self) -> Counted:
        """Counts whose words are kept."""
        return self.exclude(key="")

    def by_query(self) -> QuerySet[SearchCount, Any]:
        """One line a query: its ``words``, ``times`` asked, ``times_nothing`` was found; most asked first."""
        return (
            self.values("key")
            .annotate(words=Max("query"), times=Sum("searches"), times_nothing=Sum("zero"))
            .order_by("-times", "key")
        )

    def without_result(self) -> QuerySet[SearchCount, Any]:
        """The lines of :meth:`by_query` that found nothing at least once, most often first."""
        lines: QuerySet[Any, Any] = self.kept().by_query()
        return lines.filter(times_nothing__gt=0).order_by("-times_nothing", "key")


class SearchCount(models.Model):
    """How often one query was asked on one day. The row with the empty key counts those whose words are not kept."""

    day = models.DateField()
    key = models.CharField(max_length=QUERY_LENGTH)
    query = models.CharField(max_length=QUERY_LENGTH)
    searches = models.PositiveIntegerField(default=0)
    zero = models.PositiveIntegerField(default=0)

    objects = Counted.as_manager()

    class Meta:
        verbose_name = _("count of a query")
        verbose_name_plural = _("counts of queries")
        constraints = [models.UniqueConstraint(fields=["day", "key"], name="search_one_count_a_query_a_day")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.day} {self.query}"


class Clicked(models.QuerySet["ClickCount"]):
    """Named questions about clicks."""

    def within(self, first: date, last: date) -> Clicked:
        """Clicks of the days from ``first`` to ``last``, both included."""
        return self.filter(day__range=(first, last))

    def by_result(self) -> QuerySet[ClickCount, Any]:
        """One line a query and result: ``words``, ``address``, ``times`` opened, mean ``place``; most opened first."""
        return (
            self.values("key", "address")
            .annotate(
                words=Max("query"),
                times=Sum("clicks"),
                place=Cast(Sum(F("position") * F("clicks")), FloatField()) / Cast(Sum("clicks"), FloatField()),
            )
            .order_by("-times", "key", "address")
        )


class ClickCount(models.Model):
    """How often a result was opened from one query on one day, at which place; 0 is the place of a pinned one."""

    day = models.DateField()
    key = models.CharField(max_length=QUERY_LENGTH)
    query = models.CharField(max_length=QUERY_LENGTH)
    address = models.CharField(max_length=ADDRESS_LENGTH)
    position = models.PositiveIntegerField()
    clicks = models.PositiveIntegerField(default=0)

    objects = Clicked.as_manager()

    class Meta:
        verbose_name = _("count of clicks")
        verbose_name_plural = _("counts of clicks")
        constraints = [
            models.UniqueConstraint(
                fields=["day", "key", "address", "position"], name="search_one_count_a_result_a_day"
            )
        ]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.day} {self.query}: {self.address}"


class Missed(models.Model):
    """A reader's “not found?”: the query, and perhaps a sentence on what was expected."""

    day = models.DateField()
    query = models.CharField(max_length=QUERY_LENGTH)
    sentence = models.CharField(max_length=SENTENCE_LENGTH, blank=True)

    class Meta:
        verbose_name = _("report of something not found")
        verbose_name_plural = _("reports of something not found")
        ordering = ["-day", "-pk"]
        indexes = [models.Index(fields=["day"], name="search_missed_day")]
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.day} {self.query}"


class Keeping(models.Model):
    """For how many days the log keeps its counts, since when and by whom; the newest decision holds."""

    days = models.PositiveIntegerField(
        _("days to keep"), validators=[MinValueValidator(LEAST_DAYS), MaxValueValidator(MOST_DAYS)]
    )
    decided_at = models.DateTimeField(_("decided at"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("decided by")
    )

    class Meta:
        verbose_name = _("time to keep the search log")
        verbose_name_plural = _("times to keep the search log")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.days)

    @classmethod
    def in_force(cls) -> int:
        """The days that hold now."""
        return cls.objects.values_list("days", flat=True).first() or DEFAULT_DAYS
