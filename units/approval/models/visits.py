"""What happened at a stage: the visit of an item, whose turn it was there, and each verdict (ND-10.2b, LD-1.2c)."""

from __future__ import annotations

from typing import Any, NoReturn

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

from units.models.membership import Role
from units.models.register import Unit


class ImmutableVerdict(Exception):
    """Something tried to change or remove a verdict."""


class StageStateQuerySet(models.QuerySet["StageState"]):
    """Named questions about visits."""

    def waiting(self) -> StageStateQuerySet:
        """Visits that no verdict has ended."""
        return self.filter(status=TaskState.STATUS_IN_PROGRESS)

    def returned(self) -> StageStateQuerySet:
        """Visits that ended in a return and whose items have not been submitted again."""
        current = WorkflowState.objects.filter(
            status=WorkflowState.STATUS_NEEDS_CHANGES, current_task_state=models.OuterRef("pk")
        )
        return self.filter(models.Exists(current), status=TaskState.STATUS_REJECTED)

    def of(self, item: Any) -> StageStateQuerySet:
        """Every visit of ``item``, oldest first."""
        return self.filter(
            workflow_state__base_content_type=item.get_base_content_type(), workflow_state__object_id=str(item.pk)
        ).order_by("pk")


class StageState(TaskState):
    """One visit of an item to a stage, with what was asked for when it came."""

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", verbose_name=_("unit"))
    approvals = models.PositiveSmallIntegerField(_("approvals asked for"), default=1)
    item_due_at = models.DateTimeField(_("the item is due"), null=True)
    due_at = models.DateTimeField(_("due"), null=True)
    reminded = models.PositiveSmallIntegerField(_("reminders sent"), default=0)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("assigned to")
    )
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("being edited by")
    )
    follows = models.ForeignKey(
        "self", models.CASCADE, null=True, related_name="followers", verbose_name=_("continues the visit")
    )
    barred = models.ManyToManyField(
        settings.AUTH_USER_MODEL, related_name="+", verbose_name=_("those who answer for the text")
    )

    objects = StageStateQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit to a stage")
        verbose_name_plural = _("visits to stages")
        indexes = [models.Index(fields=["due_at"], name="visit_due")]

    @property
    def item_key(self) -> str:
        """The item's key in the addresses of approval."""
        from units.approval.items import key

        return key(self.workflow_state.base_content_type_id, self.workflow_state.object_id)


class Seat(models.Model):
    """Whose turn it is at a visit: the holders of a role in a unit or, without one, for the site."""

    visit = models.ForeignKey(StageState, models.CASCADE, related_name="seats")
    role = models.ForeignKey(Role, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    section = models.CharField(_("section"), max_length=255, blank=True)
    all_needed = models.BooleanField(_("every lead unit of the section has to approve"), default=False)

    class Meta:
        verbose_name = _("seat at a stage")
        verbose_name_plural = _("seats at stages")
        indexes = [models.Index(fields=["role", "unit", "visit"], name="seat_of_role")]

    def __str__(self) -> str:
        return f"{self.role} – {self.unit or ''} ({self.section})"


class VerdictQuerySet(models.QuerySet["Verdict"]):
    """Named questions about verdicts; no way to change one."""

    def approving(self) -> VerdictQuerySet:
        """Those that approve."""
        return self.filter(decision=Verdict.Decision.APPROVED)

    def update(self, **kwargs: Any) -> NoReturn:
        """Never: a verdict says what somebody decided."""
        raise ImmutableVerdict("A verdict is never changed.")

    def delete(self) -> NoReturn:
        """Never: a verdict says what somebody decided."""
        raise ImmutableVerdict("A verdict is never removed.")


class Verdict(models.Model):
    """What one person decided on one version at one stage, for themselves or for somebody absent."""

    class Decision(models.TextChoices):
        """The two verdicts there are."""

        APPROVED = "approved", _("approved")
        RETURNED = "returned", _("returned")

    visit = models.ForeignKey(StageState, models.CASCADE, related_name="verdicts")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="verdicts")
    acts_for = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    units = models.JSONField(default=list)
    decision = models.CharField(_("decision"), max_length=10, choices=Decision)
    reasons = models.JSONField(_("reasons"), default=list)
    comment = models.TextField(_("remark"), blank=True)
    checklist = models.JSONField(_("checklist"), default=list)
    source_checked = models.CharField(_("source check"), max_length=20, blank=True)
    grade = models.CharField(_("quality grade"), max_length=20, blank=True)
    text_digest = models.CharField(max_length=64)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    objects = VerdictQuerySet.as_manager()

    class Meta:
        verbose_name = _("verdict")
        verbose_name_plural = _("verdicts")
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["visit", "user"], name="one_verdict_a_person_a_visit")]

    def __str__(self) -> str:
        return f"{self.user} – {self.get_decision_display()}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the verdict once. Raises ``ImmutableVerdict`` for one that stands already."""
        if not self._state.adding:
            raise ImmutableVerdict("A verdict is never changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Never: a verdict says what somebody decided."""
        raise ImmutableVerdict("A verdict is never removed.")
