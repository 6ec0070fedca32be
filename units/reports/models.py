"""Files that are made in the task queue, and reports that are sent to people each period (LD-6.1c)."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from units.duties.spans import Every

if TYPE_CHECKING:
    from accounts.models import User

#: So long a file can be fetched once it was asked for.
KEPT_FOR = timedelta(days=7)
NAME_LENGTH = 200


def private_storage() -> Storage:
    """Where the files lie: no address leads there."""
    return storages["private"]


class ReportFileQuerySet(models.QuerySet["ReportFile"]):
    """Named questions about files."""

    def of(self, owner: User) -> ReportFileQuerySet:
        """Those that ``owner`` has asked for, the newest first."""
        return self.filter(owner=owner).order_by("-asked_at", "-pk")

    def standing(self, now: datetime) -> ReportFileQuerySet:
        """Those whose time is not over."""
        return self.filter(ends_at__gt=now)

    def ended(self, now: datetime) -> ReportFileQuerySet:
        """Those whose time is over."""
        return self.filter(ends_at__lte=now)


def end_of_file() -> datetime:
    """When a file that is asked for now is taken away."""
    return timezone.now() + KEPT_FOR


class ReportFile(models.Model):
    """A file that somebody asked for and that is made in the background; nobody else ever has it."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", _("waits for its turn")
        RUNNING = "running", _("is being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    report = models.CharField(_("report"), max_length=60)
    question = models.JSONField(_("what was asked"), default=dict)
    form = models.CharField(_("form"), max_length=10)
    name = models.CharField(_("name"), max_length=NAME_LENGTH)
    #: Whose figures the person could see when they asked; a file is not handed out to somebody who sees less since.
    reach = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(_("lines written"), default=0)
    of_all = models.PositiveIntegerField(_("lines"), default=0)
    file = models.FileField(upload_to="bao-cao", storage=private_storage, blank=True)
    asked_at = models.DateTimeField(_("asked for"), default=timezone.now)
    ends_at = models.DateTimeField(_("kept until"), default=end_of_file)

    objects = ReportFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("file of a report")
        verbose_name_plural = _("files of reports")
        default_permissions = ()
        indexes = [
            models.Index(fields=["owner", "-asked_at"], name="report_file_of_owner"),
            models.Index(fields=["ends_at"], name="report_file_ends"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def percent(self) -> int:
        """How much of it is written."""
        if self.state == self.State.READY:
            return 100
        return min(99, 100 * self.done // self.of_all) if self.of_all else 0

    @property
    def is_under_way(self) -> bool:
        """Whether somebody has to wait for it."""
        return self.state in {self.State.WAITING, self.State.RUNNING}


class SavedReportQuerySet(models.QuerySet["SavedReport"]):
    """Named questions about saved reports."""

    def standing(self) -> SavedReportQuerySet:
        """Those that nobody has ended."""
        return self.filter(ended_at=None)

    def of(self, owner: User) -> SavedReportQuerySet:
        """Those that ``owner`` sends, the newest first."""
        return self.filter(owner=owner).prefetch_related("recipients").order_by("-pk")


class SavedReport(models.Model):
    """A report with its filters that goes to a list of people each time a period was closed.

    What is sent is a link: whoever follows it sees what their own rights allow, and nothing of the sender's.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("sender"))
    title = models.CharField(_("title"), max_length=NAME_LENGTH)
    report = models.CharField(_("report"), max_length=60)
    #: The filters, without the period: that is the one that was closed.
    question = models.JSONField(_("filters"), default=dict, blank=True)
    span = models.CharField(_("period"), max_length=10, choices=Every)
    recipients = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("recipients"))
    begun_at = models.DateTimeField(_("since"), default=timezone.now)
    ended_at = models.DateTimeField(_("ended"), null=True)

    objects = SavedReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved report")
        verbose_name_plural = _("saved reports")
        default_permissions = ()
        indexes = [models.Index(fields=["span"], name="saved_report_span", condition=Q(ended_at=None))]

    def __str__(self) -> str:
        return self.title


class SavedReportSending(models.Model):
    """A saved report that went out for one period, so that each goes out once however often the clock strikes."""

    saved = models.ForeignKey(SavedReport, models.CASCADE, related_name="sendings")
    first = models.DateField(_("first day of the period"))
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("sending of a saved report")
        verbose_name_plural = _("sendings of saved reports")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["saved", "first"], name="a_saved_report_once_a_period")]

    def __str__(self) -> str:
        return f"{self.saved}: {self.first}"
