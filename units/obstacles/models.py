"""What people find hard to apply, and the proposals to amend the regulation that come of it (LD-7.3a, ND-14.3)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from units.models.register import Unit
from units.obstacles.clauses import POINT_LENGTH, Clause
from units.papers.surroundings import OnPaper

TEXT_LENGTH = 5000


class AtClause(models.Model):
    """Something that is said of a place of the regulation."""

    article = models.PositiveSmallIntegerField(_("article of the regulation"))
    paragraph = models.PositiveSmallIntegerField(_("clause of the article"), default=0)
    point = models.CharField(_("point"), max_length=POINT_LENGTH, blank=True)

    class Meta:
        abstract = True

    @property
    def clause(self) -> Clause:
        """The place."""
        return Clause(self.article, self.paragraph, self.point)


class AmendmentProposal(OnPaper):
    """What the office proposes to amend, from the obstacles that were told; once submitted it stays as it is."""

    wagtail_reference_index_ignore = True

    opening = models.TextField(_("opening"), max_length=TEXT_LENGTH, blank=True)
    closing = models.TextField(_("what is asked for"), max_length=TEXT_LENGTH, blank=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField(_("begun"), default=timezone.now)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(_("put before the Standing Committee"), null=True)

    class Meta:
        verbose_name = _("proposal to amend the regulation")
        verbose_name_plural = _("proposals to amend the regulation")
        default_permissions = ()
        ordering = ["-pk"]

    def __str__(self) -> str:
        return str(_("Proposal no. %(number)s") % {"number": self.pk})

    @property
    def is_draft(self) -> bool:
        """Whether the office still writes it."""
        return self.submitted_at is None


class ProposedWording(AtClause):
    """How a clause shall read or what shall become of it; made in the order of the regulation."""

    wagtail_reference_index_ignore = True

    proposal = models.ForeignKey(AmendmentProposal, models.CASCADE, related_name="wordings")
    wording = models.TextField(_("proposed wording"), max_length=TEXT_LENGTH, blank=True)

    class Meta:
        verbose_name = _("proposed wording")
        verbose_name_plural = _("proposed wordings")
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "article", "paragraph", "point"], name="one_wording_a_clause")
        ]

    def __str__(self) -> str:
        return str(self.clause)


class State(models.TextChoices):
    """Whether the office has answered."""

    TOLD = "told", _("waits for the office")
    ANSWERED = "answered", _("answered")


class ObstacleQuerySet(models.QuerySet["Obstacle"]):
    """Named questions about obstacles."""

    def at(self, clause: Clause) -> ObstacleQuerySet:
        """Those at one place of the regulation."""
        return self.filter(article=clause.article, paragraph=clause.paragraph, point=clause.point)

    def uncollected(self) -> ObstacleQuerySet:
        """Those that no proposal has taken up."""
        return self.filter(proposal=None)


class Obstacle(AtClause):
    """What somebody finds hard to apply, as told; what the office answers stands beside it."""

    wagtail_reference_index_ignore = True

    text = models.TextField(_("what is hard to apply"), max_length=TEXT_LENGTH)
    suggestion = models.TextField(_("what would help"), max_length=TEXT_LENGTH, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="obstacles", verbose_name=_("unit"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("told at"), default=timezone.now)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.TOLD)
    answer = models.TextField(_("answer"), max_length=TEXT_LENGTH, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True)
    proposal = models.ForeignKey(AmendmentProposal, models.PROTECT, null=True, related_name="obstacles")

    objects = ObstacleQuerySet.as_manager()

    class Meta:
        verbose_name = _("obstacle")
        verbose_name_plural = _("obstacles")
        default_permissions = ()
        ordering = ["-pk"]
        indexes = [models.Index(fields=["article", "paragraph", "point"], name="obstacle_clause")]

    def __str__(self) -> str:
        return str(_("Obstacle no. %(number)s") % {"number": self.pk})
