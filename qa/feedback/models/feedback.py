"""What somebody reported or proposed. Nothing of it has a public address; who sent it is kept apart (ND-5.4c, N-9)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision

from knowledge.models import FieldOfWork
from units.calendar import Period
from units.models import Unit


class Kind(models.TextChoices):
    """What the sender calls it."""

    INFORMATION = "information", _("information")
    PROPOSAL = "proposal", _("proposal")
    WRONG = "wrong", _("wrong content on the portal")


class Severity(models.TextChoices):
    """How grave an officer finds it."""

    MINOR = "minor", _("minor")
    NOTABLE = "notable", _("notable")
    SERIOUS = "serious", _("serious")
    URGENT = "urgent", _("urgent")


class State(models.TextChoices):
    """Where it stands. All but the last are open: somebody owes the next step by a moment."""

    RECEIVED = "received", _("received, waits for an officer")
    IN_HAND = "in_hand", _("being dealt with")
    REFERRED = "referred", _("referred to the competent authority")
    PROPOSED = "proposed", _("put to the leaders for their direction")
    DIRECTED = "directed", _("being dealt with as the leaders directed")
    CLOSED = "closed", _("closed")


OPEN = (State.RECEIVED, State.IN_HAND, State.REFERRED, State.PROPOSED, State.DIRECTED)
#: The open ones that an officer answers for.
TAKEN = OPEN[1:]


class Outcome(models.TextChoices):
    """What became of it."""

    ACTED = "acted", _("acted on")
    CORRECTED = "corrected", _("the content was corrected or taken down")
    EXPLAINED = "explained", _("explained")
    HANDED_OVER = "handed_over", _("handed over to the competent authority")
    UNFOUNDED = "unfounded", _("checked, not confirmed")
    NOT_TAKEN_UP = "not_taken_up", _("not taken up")


class FeedbackQuerySet(models.QuerySet["Feedback"]):
    """Named questions about feedback."""

    def open(self) -> FeedbackQuerySet:
        """Those of which somebody owes the next step."""
        return self.filter(state__in=OPEN)

    def by_due(self) -> FeedbackQuerySet:
        """The earliest due first."""
        return self.order_by("due_at", "pk")

    def for_lists(self) -> FeedbackQuerySet:
        """With all that a row of a list shows."""
        return self.select_related("officer", "field__parent", "about_unit")

    def received_within(self, period: Period) -> FeedbackQuerySet:
        """What came in ``period``."""
        return self.filter(received_at__gte=period.begins_at, received_at__lt=period.ends_at)

    def for_leaders(self) -> FeedbackQuerySet:
        """What the Standing Board sees: reports of wrong content, and whatever was ever put to it (ND-13.2)."""
        return self.filter(Q(kind=Kind.WRONG) | Q(proposed_at__isnull=False))


class Feedback(models.Model):
    """One record. While it is open it has a due moment, and an officer from the moment that one takes it."""

    #: Wagtail would otherwise list under a page's usage that somebody reported it.
    wagtail_reference_index_ignore = True

    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    text = models.TextField(_("text"))
    consent = models.CharField(_("what the sender consented to"), max_length=500, blank=True)
    received_at = models.DateTimeField(_("received"))

    #: What was reported as wrong: the item, the version that its reader saw, and how both were called then.
    about_type = models.ForeignKey(ContentType, models.PROTECT, null=True, related_name="+")
    about_id = models.CharField(max_length=255, blank=True)
    about_revision = models.ForeignKey(Revision, models.SET_NULL, null=True, related_name="+")
    about_title = models.CharField(_("title at the time"), max_length=255, blank=True)
    about_address = models.CharField(_("address"), max_length=500, blank=True)

    field = models.ForeignKey(
        FieldOfWork, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("subject")
    )
    about_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit concerned")
    )
    severity = models.CharField(_("severity"), max_length=8, choices=Severity, blank=True)

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("officer")
    )
    due_at = models.DateTimeField(_("next step due"), null=True)
    outcome_due_at = models.DateTimeField(_("outcome due"))
    reminded = models.PositiveSmallIntegerField(_("reminders sent"), default=0)
    authority = models.CharField(_("competent authority"), max_length=200, blank=True)
    proposed_at = models.DateTimeField(_("put to the leaders"), null=True)
    closed_at = models.DateTimeField(_("closed"), null=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=Outcome, blank=True)
    outcome_text = models.TextField(_("what the sender reads"), blank=True)

    objects = FeedbackQuerySet.as_manager()

    class Meta:
        verbose_name = _("feedback")
        verbose_name_plural = _("feedback")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.CLOSED.value) | Q(due_at__isnull=False), name="open_feedback_is_due"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in TAKEN]) | Q(officer__isnull=False),
                name="taken_feedback_has_an_officer",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLOSED.value) | ~Q(outcome="") & Q(closed_at__isnull=False),
                name="closed_feedback_has_an_outcome",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "due_at"], name="feedback_due"),
            models.Index(fields=["officer", "state", "due_at"], name="feedback_of_officer"),
            models.Index(fields=["received_at"], name="feedback_received"),
        ]

    def __str__(self) -> str:
        # Never its text nor what it is about: this is what records, logs and messages call it.
        return str(_("Feedback no. %(number)s") % {"number": self.pk})

    @property
    def is_open(self) -> bool:
        """Whether somebody owes the next step."""
        return self.state in OPEN

    @property
    def beginning(self) -> str:
        """Its first words, for lists."""
        return Truncator(self.text).chars(140)

    @property
    def reported_item(self) -> Any:
        """The item that was reported, as it is now; None where there is none or it is gone."""
        model = self.about_type.model_class() if self.about_type is not None else None
        item = model._default_manager.filter(pk=self.about_id).first() if model is not None else None
        return getattr(item, "specific", item)
