"""Who sent it, sealed; the public halves of the keys; who holds a share; each opening with its two people (N-9)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from qa.feedback.models.feedback import Feedback


class SealingKey(models.Model):
    """The public half of a key. The private half was split among its holders when it was made and is kept nowhere."""

    wagtail_reference_index_ignore = True

    code = models.SlugField(_("code"), max_length=12, unique=True)
    public = models.CharField(_("public half"), max_length=64, help_text=_("X25519, hexadecimal."))
    decision = models.CharField(_("decision number"), max_length=200)
    made_at = models.DateTimeField(_("made"))
    seals = models.BooleanField(_("seals today"), default=True)
    retired_at = models.DateTimeField(_("seals no longer since"), null=True)

    class Meta:
        verbose_name = _("sealing key")
        verbose_name_plural = _("sealing keys")
        default_permissions = ()
        ordering = ["-made_at"]
        constraints = [models.UniqueConstraint(fields=["seals"], condition=Q(seals=True), name="one_key_seals")]

    def __str__(self) -> str:
        return self.code

    @classmethod
    def in_use(cls) -> SealingKey | None:
        """The key that seals today; None where none was made, and then only anonymous feedback is taken."""
        return cls.objects.filter(seals=True).first()


class KeyHolder(models.Model):
    """A named person with a share of a key. The portal knows the share's digest, by which it tells whose it is."""

    wagtail_reference_index_ignore = True

    key = models.ForeignKey(SealingKey, models.CASCADE, related_name="holders")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("person"))
    share_digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("holder of a share")
        verbose_name_plural = _("holders of shares")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["key", "user"], name="one_share_a_person")]

    def __str__(self) -> str:
        return f"{self.user} ({self.key})"


class SealedIdentity(models.Model):
    """Name, e-mail, telephone and address as the sender gave them, readable with two shares of ``key`` alone."""

    wagtail_reference_index_ignore = True

    feedback = models.OneToOneField(Feedback, models.CASCADE, related_name="identity")
    key = models.ForeignKey(SealingKey, models.PROTECT, related_name="sealed")
    sealed = models.TextField(_("sealed"))

    class Meta:
        verbose_name = _("sealed identity")
        verbose_name_plural = _("sealed identities")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.feedback)


class OpeningQuerySet(models.QuerySet["Opening"]):
    """Named questions about openings."""

    def open(self) -> OpeningQuerySet:
        """Those that have been asked for and neither carried out nor dropped."""
        return self.filter(opened_at=None, dropped_at=None)


class Opening(models.Model):
    """One person asks with a reason; another agrees with their share; the first opens with their own."""

    wagtail_reference_index_ignore = True

    feedback = models.ForeignKey(Feedback, models.CASCADE, related_name="openings")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked"))
    reason = models.TextField(_("reason"), max_length=2000)
    agreed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    agreed_at = models.DateTimeField(_("agreed"), null=True)
    #: The share of whoever agreed, under a word that only they were shown; gone once it was used.
    wrapped_share = models.TextField(blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    opened_at = models.DateTimeField(_("opened"), null=True)
    dropped_at = models.DateTimeField(_("dropped"), null=True)

    objects = OpeningQuerySet.as_manager()

    class Meta:
        verbose_name = _("opening of an identity")
        verbose_name_plural = _("openings of identities")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agreed_by=None) | ~Q(agreed_by=F("asked_by")), name="two_people_open_an_identity"
            ),
            models.UniqueConstraint(
                fields=["feedback"], condition=Q(opened_at=None, dropped_at=None), name="one_opening_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return str(self.feedback)
