"""What somebody writes to practise; never a page, never public, emptied by the office (LD-4.2a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models import User


class PracticeItemQuerySet(models.QuerySet["PracticeItem"]):
    """Named questions about practice items."""

    def by(self, user: User) -> PracticeItemQuerySet:
        """What ``user`` has written."""
        return self.filter(author=user)

    def to_decide_by(self, user: User) -> PracticeItemQuerySet:
        """What others, or nobody, have sent and nobody has decided."""
        return self.filter(state=PracticeItem.State.WAITING).exclude(author=user)


class PracticeItem(models.Model):
    """One item of the practice area: what was typed, where it stands, and what was decided on it."""

    # Wagtail would list it where items, people and sections are used.
    wagtail_reference_index_ignore = True

    class State(models.TextChoices):
        """Where it stands, in the words of life."""

        DRAFT = "draft", _("draft")
        WAITING = "waiting", _("waits for approval")
        RETURNED = "returned", _("returned")
        APPROVED = "approved", _("approved")

    title = models.CharField(_("title"), max_length=255)
    said = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    #: Nobody wrote an example.
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+", verbose_name=_("author")
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("decided by")
    )
    reasons = models.JSONField(default=list)
    comment = models.TextField(_("remark"), blank=True)
    changed_at = models.DateTimeField(_("changed at"), default=timezone.now)

    objects = PracticeItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("practice item")
        verbose_name_plural = _("practice items")
        default_permissions = ()
        ordering = ["-changed_at", "-pk"]

    def __str__(self) -> str:
        return self.title
