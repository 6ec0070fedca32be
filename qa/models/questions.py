"""A question from the public: an intake record without any address, and its asker's identity in a table of its own."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from knowledge.models import FieldOfWork
from units.models import Unit


class State(models.TextChoices):
    """Where a question stands. The first three are open: somebody owes the next step by a moment."""

    RECEIVED = "received", _("received, waits to be accepted")
    ACCEPTED = "accepted", _("accepted, being answered")
    AWAITING = "awaiting", _("the answer waits for the leader's approval")
    ANSWERED = "answered", _("answered")
    MERGED = "merged", _("answered together with another question")
    DECLINED = "declined", _("not taken up")


OPEN = (State.RECEIVED, State.ACCEPTED, State.AWAITING)


class QuestionQuerySet(models.QuerySet["Question"]):
    """Named questions about questions."""

    def open(self) -> QuestionQuerySet:
        """Those that somebody still owes an answer."""
        return self.filter(state__in=OPEN)

    def of_membership(self) -> QuestionQuerySet:
        """The open ones of a membership's unit, to annotate memberships with."""
        return self.open().filter(unit=models.OuterRef("unit"))

    def answered_by(self, page: models.Model) -> QuestionQuerySet:
        """Those whose answer is ``page``; not what was merged into one of them, which goes with it."""
        return self.filter(page=page.pk).exclude(state=State.MERGED)

    def by_due(self) -> QuestionQuerySet:
        """The earliest due first."""
        return self.order_by("due_at", "pk")

    def for_lists(self) -> QuestionQuerySet:
        """With all that a row of a list shows."""
        return self.select_related("unit", "officer", "field__parent")


class Question(models.Model):
    """What somebody asked. It always has an owner; while it is open also a due moment and a next step (ND-9.4a)."""

    code_digest = models.CharField(max_length=64, unique=True, editable=False)
    text = models.TextField(_("question"))
    field = models.ForeignKey(
        FieldOfWork, models.PROTECT, null=True, blank=True, related_name="questions", verbose_name=_("field of work")
    )
    wished_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("unit that was asked")
    )
    wants_private = models.BooleanField(_("the asker wishes a private answer"), default=False)
    consent = models.CharField(_("what the asker consented to"), max_length=500, blank=True)
    received_at = models.DateTimeField(_("received"))

    state = models.CharField(_("state"), max_length=10, choices=State, default=State.RECEIVED)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="questions", verbose_name=_("unit that answers"))
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("officer")
    )
    due_at = models.DateTimeField(_("next step due"), null=True)
    answer_due_at = models.DateTimeField(_("answer due"))
    paused_until = models.DateTimeField(_("paused until"), null=True, blank=True)
    extensions = models.PositiveSmallIntegerField(_("extensions"), default=0)
    reminded = models.PositiveSmallIntegerField(_("reminders sent"), default=0)
    reopened_at = models.DateTimeField(_("reopened"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    answered_on_time = models.BooleanField(_("answered on time"), null=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates", verbose_name=_("merged into")
    )
    page = models.ForeignKey(
        "qa.AnswerPage", models.SET_NULL, null=True, blank=True, related_name="questions", verbose_name=_("answer")
    )

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[state.value for state in OPEN]) | Q(due_at__isnull=False),
                name="an_open_question_is_due",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ACCEPTED.value) | Q(officer__isnull=False),
                name="an_accepted_one_has_an_officer",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "due_at"], name="question_of_unit"),
            models.Index(fields=["state", "due_at"], name="question_due"),
            models.Index(fields=["officer", "state", "due_at"], name="question_of_officer"),
        ]

    def __str__(self) -> str:
        # Never its text: this is what records and logs call it.
        return str(_("Question no. %(number)s") % {"number": self.pk})

    @property
    def is_open(self) -> bool:
        """Whether somebody owes the next step."""
        return self.state in OPEN

    @property
    def beginning(self) -> str:
        """Its first words, for lists."""
        return Truncator(self.text).chars(140)


class AskerIdentity(models.Model):
    """Who asked, as far as they said; apart from the question, so that the two are erased at their own times (N-9)."""

    question = models.OneToOneField(Question, models.CASCADE, related_name="identity")
    name = models.CharField(_("name"), max_length=200, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("asker")
        verbose_name_plural = _("askers")
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.question)
