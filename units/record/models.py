"""The record: entries that are written once, each with the digest of the one before, and the head of the chain.

An entry keeps names as they were and refers to people, items and units without a constraint, so that nothing that
happens to them later changes what it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from units.calendar import Period
from units.models.register import Unit
from units.record.verbs import label_of

if TYPE_CHECKING:
    from accounts.models import User

DIGEST_LENGTH = 64
TITLE_LENGTH, NAME_LENGTH = 255, 310
#: What the first entry names as the digest before it.
GENESIS = "0" * DIGEST_LENGTH


class ImmutableEntry(Exception):
    """Something tried to change or remove an entry of the record, or to write one outside the chain."""


def item_key(item: Any) -> dict[str, Any]:
    """How an entry refers to ``item``: the type that all versions of it share, and its key as text."""
    base = getattr(item, "get_base_content_type", None)
    item_type = base() if base else ContentType.objects.get_for_model(item)
    return {"item_type": item_type, "item_id": str(item.pk)}


class RecordEntryQuerySet(models.QuerySet["RecordEntry"]):
    """Named questions about the record; no way to change it."""

    def about(self, item: Any) -> RecordEntryQuerySet:
        """What was done to ``item``, oldest first."""
        return self.filter(**item_key(item)).order_by("number")

    def by(self, user: User) -> RecordEntryQuerySet:
        """What ``user`` did."""
        return self.filter(actor=user.pk)

    def within(self, period: Period) -> RecordEntryQuerySet:
        """What was done in ``period``."""
        return self.filter(at__gte=period.begins_at, at__lt=period.ends_at)

    def update(self, **kwargs: Any) -> NoReturn:
        """Never: an entry says what was."""
        raise ImmutableEntry("An entry of the record is never changed.")

    def delete(self) -> NoReturn:
        """Never: an entry says what was."""
        raise ImmutableEntry("An entry of the record is never removed.")

    def bulk_create(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never: it could overwrite entries, and each entry needs the digest of the one before."""
        raise ImmutableEntry("Entries of the record are written one by one.")


class RecordEntry(models.Model):
    """One act: who, when, what, to which item. Written by ``units.record.noting.note`` alone."""

    number = models.PositiveBigIntegerField(_("number"), primary_key=True)
    at = models.DateTimeField(_("time"))
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    actor_name = models.CharField(_("person's name at the time"), max_length=NAME_LENGTH, blank=True)
    verb = models.SlugField(_("act"), max_length=40)
    item_type = models.ForeignKey(ContentType, models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    item_id = models.CharField(_("item"), max_length=255, blank=True)
    title = models.CharField(_("title at the time"), max_length=TITLE_LENGTH, blank=True)
    unit = models.ForeignKey(Unit, models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    unit_name = models.CharField(_("unit's name at the time"), max_length=200, blank=True)
    revision_id = models.PositiveBigIntegerField(_("revision"), null=True)
    text_digest = models.CharField(_("digest of the text"), max_length=DIGEST_LENGTH, blank=True)
    details = models.JSONField(_("details"), default=dict, blank=True)
    previous = models.CharField(_("digest of the entry before"), max_length=DIGEST_LENGTH)
    digest = models.CharField(_("digest"), max_length=DIGEST_LENGTH)

    objects = RecordEntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the record")
        verbose_name_plural = _("entries of the record")
        ordering = ["-number"]
        # What Django itself asks goes the same guarded way.
        base_manager_name = "objects"
        indexes = [
            models.Index(fields=["item_type", "item_id"], name="record_item"),
            models.Index(fields=["at"], name="record_time"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.actor_name} {self.verb_label}: {self.title}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the entry once. Raises ``ImmutableEntry`` for an entry that stands already."""
        if not self._state.adding:
            raise ImmutableEntry("An entry of the record is never changed.")
        # Without this, an entry made by hand with a number that is taken would overwrite the one that has it.
        super().save(force_insert=True, using=kwargs.get("using"))

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never: an entry says what was."""
        raise ImmutableEntry("An entry of the record is never removed.")

    @property
    def verb_label(self) -> str:
        """The act in words."""
        return label_of(self.verb)


class RecordHead(models.Model):
    """Where the chain ends: one row, locked by whoever appends, so that two transactions append one after the other."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True)
    number = models.PositiveBigIntegerField(_("number"), default=0)
    digest = models.CharField(_("digest"), max_length=DIGEST_LENGTH, default=GENESIS)

    class Meta:
        verbose_name = _("head of the record")
        verbose_name_plural = _("heads of the record")

    def __str__(self) -> str:
        return f"{self.number}:{self.digest}"
