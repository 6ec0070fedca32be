"""The register of units: who owns content, since when, by which decision (LD-2, ND-1.2a, N-7)."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from units import calendar


class UnitKind(models.Model):
    """A kind of unit, such as an advisory agency; duties differ by kind (ND-1.2a)."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("kind of unit")
        verbose_name_plural = _("kinds of unit")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class UnitQuerySet(models.QuerySet["Unit"]):
    """Named questions about the register."""

    def active(self, on: date | None = None) -> UnitQuerySet:
        """Units that exist on ``on`` (today unless told)."""
        day = on or calendar.today()
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)

    def in_protocol_order(self) -> UnitQuerySet:
        """Kind by kind, as the register ranks them."""
        return self.order_by("kind__order", "order", "name")

    def for_directory(self) -> UnitQuerySet:
        """Units with what a listing shows of them, in protocol order."""
        return self.select_related("kind", "page", "successor").in_protocol_order()


class Unit(models.Model):
    """A body that owns content. Its history keeps the name of the time; it is ended, never deleted (N-7)."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=80, blank=True)
    kind = models.ForeignKey(UnitKind, models.PROTECT, related_name="units", verbose_name=_("kind of unit"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("parent unit")
    )
    order = models.PositiveSmallIntegerField(_("order"), default=0)
    valid_from = models.DateField(_("exists from"), default=date(2000, 1, 1))
    valid_to = models.DateField(_("exists until"), null=True, blank=True)
    decision = models.CharField(_("decision it rests on"), max_length=200, blank=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="predecessors", verbose_name=_("successor")
    )
    is_managing = models.BooleanField(
        _("managing unit"),
        default=False,
        help_text=_("Its editorial board answers for the pages that stand under no unit, such as the home page."),
    )
    page = models.OneToOneField("units.UnitPage", models.PROTECT, null=True, editable=False, related_name="owner_unit")
    collection = models.OneToOneField("wagtailcore.Collection", models.PROTECT, null=True, editable=False)
    writers = models.OneToOneField(Group, models.PROTECT, null=True, editable=False, related_name="writers_of")
    editors = models.OneToOneField(Group, models.PROTECT, null=True, editable=False, related_name="editors_of")

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["order", "name"]
        constraints = [
            models.UniqueConstraint(fields=["is_managing"], condition=Q(is_managing=True), name="one_managing_unit")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:
        """Whether the unit exists today."""
        day = calendar.today()
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def label(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name

    def name_on(self, day: date) -> str:
        """The name the unit bore on ``day`` (N-7)."""
        former = self.former_names.filter(valid_to__gte=day).order_by("valid_to").first()
        return former.name if former else self.name

    def clean(self) -> None:
        """Refuse dates that run backwards, a family tree with a circle and an end without a reason."""
        if self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError(
                {"valid_to": _("The unit cannot end before it begins; correct one of the two dates.")}
            )
        if self.successor_id and not self.valid_to:
            raise ValidationError(
                {"valid_to": _("A unit with a successor has ended; enter the day on which it ended.")}
            )
        if self.successor_id and self.successor_id == self.pk:
            raise ValidationError({"successor": _("A unit cannot be its own successor; choose another unit.")})
        ancestor = self.parent
        while ancestor is not None:
            if ancestor.pk == self.pk and self.pk is not None:
                raise ValidationError(
                    {"parent": _("This parent stands below the unit itself; choose a unit above it.")}
                )
            ancestor = ancestor.parent


class FormerName(models.Model):
    """A name that a unit bore until ``valid_to``, with the decision that ended it (N-7)."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="former_names", verbose_name=_("unit"))
    name = models.CharField(_("name"), max_length=200)
    valid_from = models.DateField(_("from"))
    valid_to = models.DateField(_("until"))
    decision = models.CharField(_("decision"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("former name")
        verbose_name_plural = _("former names")
        ordering = ["-valid_to"]
        constraints = [
            models.CheckConstraint(condition=Q(valid_to__gte=models.F("valid_from")), name="former_name_dates_in_order")
        ]

    def __str__(self) -> str:
        return self.name


class FormerKind(models.Model):
    """A kind that a unit was of until ``valid_to``: duties bind by the kind of the time (ND-1.2a)."""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="former_kinds", verbose_name=_("unit"))
    kind = models.ForeignKey(UnitKind, models.PROTECT, related_name="+", verbose_name=_("kind of unit"))
    valid_to = models.DateField(_("until"))

    class Meta:
        verbose_name = _("former kind of a unit")
        verbose_name_plural = _("former kinds of units")
        ordering = ["valid_to"]
        constraints = [models.UniqueConstraint(fields=["unit", "valid_to"], name="one_former_kind_a_day")]

    def __str__(self) -> str:
        return f"{self.unit}: {self.kind}"
