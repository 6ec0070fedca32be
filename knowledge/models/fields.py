"""Fields of work: the two-level taxonomy that situations, guidance and questions are filed by (ND-9.5, LD-3.7)."""

from __future__ import annotations

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from units import calendar


class FieldOfWorkQuerySet(models.QuerySet["FieldOfWork"]):
    """Named questions about fields of work."""

    def open(self, on: date | None = None) -> FieldOfWorkQuerySet:
        """The fields that new items may be filed by on the day ``on``, today where none is given."""
        day = on or calendar.today()
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day)).filter(
            Q(parent=None) | Q(parent__valid_to=None) | Q(parent__valid_to__gte=day)
        )

    def in_order(self) -> FieldOfWorkQuerySet:
        """Each field with those under it right behind it, both levels in the office's order."""
        return self.select_related("parent").order_by(
            Coalesce("parent__order", "order"),
            Coalesce("parent__name", "name"),
            F("parent").asc(nulls_first=True),
            "order",
            "name",
        )

    def within(self, field: FieldOfWork) -> FieldOfWorkQuerySet:
        """``field`` itself and what stands under it: what a reader means who asks for it."""
        return self.filter(Q(pk=field.pk) | Q(parent=field))

    def named(self, code: str) -> FieldOfWorkQuerySet:
        """The field ``code`` and what stands under it; nothing where there is no such field."""
        return self.filter(Q(code=code) | Q(parent__code=code))


class FieldOfWork(models.Model):
    """A field of Party-building work or, with ``parent``, a part of one. Data from a preset; it ends, never goes."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="parts", verbose_name=_("part of")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    valid_to = models.DateField(_("in use until"), null=True, blank=True)

    objects = FieldOfWorkQuerySet.as_manager()

    class Meta:
        verbose_name = _("field of work")
        verbose_name_plural = _("fields of work")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return f"{self.parent.name} – {self.name}" if self.parent else self.name

    def clean(self) -> None:
        """Keep the taxonomy at two levels."""
        if self.parent is None:
            return
        if self.parent.parent_id is not None or self.parent_id == self.pk:
            raise ValidationError({"parent": _("Choose a field of the first level; there are two levels only.")})
        if self.pk and self.parts.exists():
            raise ValidationError(
                {"parent": _("Fields stand under this one, so it stays on the first level; move those first.")}
            )
