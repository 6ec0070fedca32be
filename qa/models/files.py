"""A file that somebody from outside sent with a form."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import Storage, storages
from django.db import models
from django.utils.translation import gettext_lazy as _


def private_storage() -> Storage:
    """Where these files lie: no address leads there."""
    return storages["private"]


class IntakeFileQuerySet(models.QuerySet["IntakeFile"]):
    """Named questions about such files."""

    def unclaimed(self) -> IntakeFileQuerySet:
        """Files whose form has not been taken yet, or never will be."""
        return self.filter(holder_id=None)

    def of(self, holder: models.Model) -> IntakeFileQuerySet:
        """What came with one record."""
        return self.filter(holder_type=ContentType.objects.get_for_model(holder), holder_id=holder.pk).order_by("pk")


class IntakeFile(models.Model):
    """Kept under a random name; ``name`` is what the sender called it, ``kind`` what its content is."""

    class Scan(models.TextChoices):
        """What a scanner said of it."""

        NONE = "none", _("not scanned")
        CLEAN = "clean", _("scanned, nothing found")
        INFECTED = "infected", _("harmful")

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    form = models.SlugField(_("form"), max_length=40)
    file = models.FileField(_("file"), upload_to="tiep-nhan/%Y/%m", storage=private_storage)
    name = models.CharField(_("name"), max_length=100)
    kind = models.CharField(_("kind"), max_length=100)
    size = models.PositiveIntegerField(_("bytes"))
    scan = models.CharField(_("scan"), max_length=10, choices=Scan, default=Scan.NONE)
    uploaded_at = models.DateTimeField(_("time"), auto_now_add=True)
    holder_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    holder_id = models.PositiveBigIntegerField(null=True)
    holder = GenericForeignKey("holder_type", "holder_id")

    objects = IntakeFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file from outside")
        verbose_name_plural = _("files from outside")
        default_permissions = ()
        indexes = [models.Index(fields=["holder_type", "holder_id"], name="intake_file_holder")]

    def __str__(self) -> str:
        return self.name

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """The row and what lies in the storage."""
        self.file.delete(save=False)
        return super().delete(*args, **kwargs)
