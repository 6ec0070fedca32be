"""Pinned results and groups of synonyms: what holds from when to when, and who made it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from search.office.words import key_of, phrases, problem_with
from search.vietnamese import normalise

PHRASE_LENGTH = 100
WORDS_LENGTH = 2_000
#: More would push down what the reader asked for.
MOST_PINNED = 3
#: Every search reads the groups that hold.
MOST_GROUPS = 100


class DatedQuerySet(models.QuerySet[Any]):
    """Named questions about what holds on a day."""

    def in_force(self, day: date | None = None) -> DatedQuerySet:
        """What holds on ``day``, today unless given."""
        day = day or timezone.localdate()
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)

    def beside(self, other: Dated) -> DatedQuerySet:
        """What holds on at least one of the days of ``other``, without ``other``."""
        rows = self.exclude(pk=other.pk).filter(Q(valid_to=None) | Q(valid_to__gte=other.valid_from))
        return rows.filter(valid_from__lte=other.valid_to) if other.valid_to else rows


class Dated(models.Model):
    """Something that holds from one day to another, and who made it."""

    valid_from = models.DateField(_("from"), default=timezone.localdate)
    valid_to = models.DateField(_("until"), null=True, blank=True, help_text=_("Empty: until further notice."))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False, verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse days that run backwards."""
        if self.valid_to and self.valid_from and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The end lies before the beginning; correct one of the two dates.")})


class PinnedResult(Dated):
    """A page or snippet that stands first where a reader asks exactly ``query``, with or without diacritics."""

    query = models.CharField(
        _("query"),
        max_length=PHRASE_LENGTH,
        help_text=_("What readers type, such as “lịch công tác”. Diacritics, capitals and punctuation do not matter."),
    )
    key = models.CharField(max_length=PHRASE_LENGTH, editable=False, db_index=True)
    page = models.ForeignKey(Page, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("page"))
    snippet_type = models.ForeignKey(ContentType, models.CASCADE, null=True, editable=False, related_name="+")
    snippet_id = models.BigIntegerField(null=True, editable=False)
    #: What is no page, such as a common situation.
    snippet = GenericForeignKey("snippet_type", "snippet_id")
    order = models.PositiveSmallIntegerField(
        _("order"), default=1, help_text=_("The smallest number stands first where a query has several.")
    )

    class Meta:
        verbose_name = _("pinned result")
        verbose_name_plural = _("pinned results")
        ordering = ["key", "order", "pk"]

    def __str__(self) -> str:
        return self.query

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the key in step with the query."""
        self.key = key_of(self.query)
        super().save(*args, **kwargs)

    @property
    def shown(self) -> Any:
        """The page or snippet; None for a snippet that has gone."""
        return self.page or self.snippet

    @property
    def target(self) -> tuple[type[models.Model], int] | None:
        """The model and key of what is shown, without reading it; None where nothing is chosen."""
        if self.page is not None:
            return self.page.specific_class or Page, self.page.pk
        model = self.snippet_type.model_class() if self.snippet_type else None
        return (model, self.snippet_id) if model is not None and self.snippet_id is not None else None

    def clean(self) -> None:
        """Refuse a query without words, anything but one item, one pinned twice and a fourth for the same query."""
        super().clean()
        self.query = " ".join(normalise(self.query).split())
        self.key = key_of(self.query)
        if not self.key:
            raise ValidationError({"query": _("Enter at least one word that readers type.")})
        if (self.page_id is None) == (self.snippet_id is None):
            raise ValidationError({"page": _("Choose one item to show first: a page, or one of another kind.")})
        if not self.valid_from:
            return
        beside = PinnedResult.objects.filter(key=self.key).beside(self)
        same = {"page": self.page_id, "snippet_type": self.snippet_type_id, "snippet_id": self.snippet_id}
        if beside.filter(**{name: value for name, value in same.items() if value is not None}).exists():
            raise ValidationError({"page": _("This item is pinned for this query already; change that entry instead.")})
        if beside.count() >= MOST_PINNED:
            raise ValidationError(
                {
                    "query": _(
                        "%(number)d items are pinned for this query in these days already; end one of them first."
                    )
                    % {"number": MOST_PINNED}
                }
            )


class SynonymGroup(Dated):
    """Words that mean the same to the search: whoever asks for one of them finds them all."""

    words = models.TextField(
        _("words"),
        max_length=WORDS_LENGTH,
        help_text=_("One word or phrase a line, at least two, such as “BTV” and “Ban Thường vụ”."),
    )

    class Meta:
        verbose_name = _("group of synonyms")
        verbose_name_plural = _("groups of synonyms")
        ordering = ["words"]

    def __str__(self) -> str:
        return " = ".join(self.phrases)

    @property
    def phrases(self) -> tuple[str, ...]:
        """The words and phrases of the group, in the order they were entered."""
        return phrases(self.words)

    def clean(self) -> None:
        """Refuse a group that says nothing, and words that another group of the same days has."""
        super().clean()
        found = self.phrases
        problem = problem_with(found)
        if problem:
            raise ValidationError({"words": problem})
        self.words = "\n".join(found)
        if not self.valid_from:
            return
        beside = list(SynonymGroup.objects.beside(self))
        if len(beside) >= MOST_GROUPS:
            raise ValidationError(
                _("%(number)d groups hold in these days already; end or join some first.") % {"number": MOST_GROUPS}
            )
        mine = {key_of(phrase): phrase for phrase in found}
        for other in beside:
            shared = [mine[key] for key in map(key_of, other.phrases) if key in mine]
            if shared:
                raise ValidationError(
                    {
                        "words": _("“%(word)s” stands in the group “%(group)s” already; add the other words there.")
                        % {"word": shared[0], "group": other}
                    }
                )
