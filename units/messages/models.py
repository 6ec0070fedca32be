"""What was told to whom, whether it was read and mailed, and how each person wishes to be told."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Max, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User

#: After this time whoever took a message to mail it is taken for dead, and another may try.
LEASE = timedelta(minutes=15)
#: The hour of the daily digest of a person who has chosen none.
DEFAULT_HOUR = 7


class Kind(models.TextChoices):
    """What a message is about."""

    WAITING = "waiting", _("Waits for you")
    RETURNED = "returned", _("Returned")
    APPROVED = "approved", _("Approved")
    PUBLISHED = "published", _("Made public")
    DUE_TODAY = "due_today", _("Due today")
    OVERDUE = "overdue", _("Overdue")
    ESCALATED = "escalated", _("Escalated")
    HELD = "held", _("Held")
    RELEASED = "released", _("Released from a hold")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    CORRECTED = "corrected", _("Correction")
    EMERGENCY = "emergency", _("Emergency publication")
    SIGN_OFF = "sign_off", _("To sign off")
    NOT_PUBLISHED = "not_published", _("Not published in time")
    DELEGATED = "delegated", _("Delegation")
    ASSIGNED = "assigned", _("Assigned to you")
    TOLD = "told", _("For information")


#: What nobody should learn only tomorrow.
URGENT = frozenset(
    {
        Kind.RETURNED,
        Kind.DUE_TODAY,
        Kind.OVERDUE,
        Kind.ESCALATED,
        Kind.HELD,
        Kind.WITHDRAWN,
        Kind.EMERGENCY,
        Kind.SIGN_OFF,
        Kind.NOT_PUBLISHED,
    }
)


class Delivery(models.TextChoices):
    """What a person wishes to have mailed, and when."""

    AT_ONCE = "at_once", _("Everything by mail at once")
    URGENT = "urgent", _("Urgent messages by mail at once, the rest in one mail a day")
    DIGEST = "digest", _("Everything in one mail a day")
    BELL = "bell", _("No mail, only in the portal")


class MessageQuerySet(models.QuerySet["Message"]):
    """Named questions about messages, and the few changes they go through."""

    def of(self, person: User) -> MessageQuerySet:
        """What was told to ``person``."""
        return self.filter(recipient=person)

    def newest_first(self) -> MessageQuerySet:
        """In the order of the bell."""
        return self.order_by("-created_at", "-pk")

    def unread(self) -> MessageQuerySet:
        """What its recipient has not opened."""
        return self.filter(read_at=None)

    def unread_by_holder(self) -> models.Subquery:
        """How many the person of a membership has not opened, to annotate memberships with; None for none."""
        mine = self.unread().filter(recipient=models.OuterRef("user")).order_by()
        return models.Subquery(mine.values("recipient").annotate(number=models.Count("pk")).values("number"))

    def unread_figures(self) -> tuple[int, int | None]:
        """How many are unread and the key of the latest of them; one query."""
        told = self.unread().aggregate(number=models.Count("pk"), latest=Max("pk"))
        return told["number"], told["latest"]

    def mark_read(self) -> int:
        """Note that they were read now, the unread ones among them; the number of these."""
        return self.unread().update(read_at=timezone.now())

    def unsent(self) -> MessageQuerySet:
        """Neither mailed nor read in the bell, told to somebody who works here and has an address."""
        return self.unread().filter(mailed_at=None, recipient__is_active=True).exclude(recipient__email="")

    def at_once(self) -> MessageQuerySet:
        """Unsent messages that their recipients wish to have at once."""
        everything = Q(recipient__message_preference__how=Delivery.AT_ONCE)
        return self.unsent().filter(everything | Q(_usual_way(), urgent=True))

    def for_digest(self) -> MessageQuerySet:
        """Unsent messages that their recipients wish to have in one mail a day."""
        everything = Q(recipient__message_preference__how=Delivery.DIGEST)
        return self.unsent().filter(everything | Q(_usual_way(), urgent=False))

    def take(self, now: datetime) -> int:
        """Claim them for mailing unless somebody else mails or has mailed them; the number of those won."""
        free = Q(taken_at=None) | Q(taken_at__lte=now - LEASE)
        return self.filter(free, mailed_at=None).update(taken_at=now)

    def mark_mailed(self) -> int:
        """Note that the mail went out."""
        return self.update(mailed_at=timezone.now(), taken_at=None, attempts=F("attempts") + 1, last_error="")

    def mark_failed(self, reason: str) -> int:
        """Note that the mail did not go out, and let the next try have them."""
        return self.update(taken_at=None, attempts=F("attempts") + 1, last_error=reason[:500])


def _usual_way() -> Q:
    """Recipients who chose the usual way or nothing."""
    preference = "recipient__message_preference"
    return Q(**{f"{preference}__how": Delivery.URGENT}) | Q(**{f"{preference}__isnull": True})


class Message(models.Model):
    """One sentence told to one person."""

    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="portal_messages", verbose_name=_("recipient")
    )
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    urgent = models.BooleanField(_("urgent"), default=False)
    about = models.CharField(_("title of the item"), max_length=255, blank=True)
    text = models.TextField(_("text"))
    url = models.CharField(_("address in the portal"), max_length=500, blank=True)
    item_type = models.ForeignKey(ContentType, models.SET_NULL, null=True, blank=True, related_name="+")
    item_id = models.CharField(_("item"), max_length=255, blank=True)
    created_at = models.DateTimeField(_("told at"), default=timezone.now, editable=False)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed at"), null=True, blank=True)
    taken_at = models.DateTimeField(_("taken for mailing at"), null=True, blank=True, editable=False)
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        indexes = [
            models.Index(fields=["recipient", "-created_at", "-id"], name="message_of_recipient"),
            models.Index(fields=["recipient"], name="message_unread", condition=Q(read_at=None)),
            models.Index(
                fields=["recipient", "urgent"], name="message_unsent", condition=Q(mailed_at=None, read_at=None)
            ),
            models.Index(fields=["item_type", "item_id"], name="message_item"),
        ]

    def __str__(self) -> str:
        return self.text


class Preference(models.Model):
    """How a person wishes to be told, and when the last digest went to them. Without one the usual way holds."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="message_preference", verbose_name=_("person")
    )
    how = models.CharField(_("What is mailed"), max_length=10, choices=Delivery, default=Delivery.URGENT)
    digest_hour = models.PositiveSmallIntegerField(
        _("The daily mail comes from"),
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        default=DEFAULT_HOUR,
    )
    digest_on = models.DateField(_("day of the last digest"), null=True, editable=False)
    digest_taken_at = models.DateTimeField(_("digest taken for mailing at"), null=True, editable=False)

    class Meta:
        verbose_name = _("choice of messages")
        verbose_name_plural = _("choices of messages")
        constraints = [models.CheckConstraint(condition=Q(digest_hour__lte=23), name="digest_hour_of_a_day")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_how_display()}"

    @classmethod
    def of(cls, person: User) -> Preference:
        """The choice of ``person``; an unsaved one with the usual way where there is none."""
        return cls.objects.filter(user=person).first() or cls(user=person)
