"""Who decides in whose place during a dated absence (ND-5.4b, ND-10.1)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from units import calendar
from units.models.membership import Membership


class DelegationQuerySet(models.QuerySet["Delegation"]):
    """Named questions about delegations."""

    def in_force(self, on: date | None = None) -> DelegationQuerySet:
        """Delegations of ``on`` between two people with accounts in use: the role holds, and the delegate has any role.

        Whoever has left and holds nothing any more stands in for nobody either (ND-13.6a).
        """
        staff = Membership.objects.in_force(on).values("user")
        return self.valid_on(on or calendar.today()).filter(delegate__in=staff, membership__user__is_active=True)

    def valid_on(self, day: date) -> DelegationQuerySet:
        """Delegations of that day whose membership held then."""
        return self.filter(valid_from__lte=day, valid_to__gte=day, membership__in=Membership.objects.valid_on(day))

    def for_display(self) -> DelegationQuerySet:
        """With the names that a list shows."""
        return self.select_related("membership__user", "membership__role", "membership__unit", "delegate", "made_by")


class Delegation(models.Model):
    """The holder of a role is away; somebody else sits in their seat from one day to another, both included."""

    membership = models.ForeignKey(
        Membership, models.PROTECT, related_name="delegations", verbose_name=_("role that is delegated")
    )
    delegate = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="delegations", verbose_name=_("who decides instead")
    )
    valid_from = models.DateField(_("from"), default=calendar.today)
    valid_to = models.DateField(_("until"))
    reason = models.CharField(_("reason"), max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("made by"))
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)

    objects = DelegationQuerySet.as_manager()

    class Meta:
        verbose_name = _("delegation")
        verbose_name_plural = _("delegations")
        ordering = ["-valid_from", "-pk"]
        indexes = [models.Index(fields=["delegate", "valid_to"], name="delegation_delegate")]

    def __str__(self) -> str:
        return f"{self.membership} → {self.delegate}"

    @property
    def is_in_force(self) -> bool:
        """Whether it holds today."""
        return self.valid_from <= calendar.today() <= self.valid_to

    def clean(self) -> None:
        """Refuse dates that run backwards and a person in their own place."""
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from:
            raise ValidationError({"valid_to": _("The end lies before the beginning; correct one of the two dates.")})
        if self.membership_id and self.delegate_id == self.membership.user_id:
            raise ValidationError({"delegate": _("Choose somebody else than the person who is away.")})
