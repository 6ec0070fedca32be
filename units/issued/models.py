"""Documents that were issued, whether they are to be published, and since when the portal has them (ND-9.3a)."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from search.vietnamese import symbol_key
from units import calendar, symbols
from units.duties.spans import DAY
from units.models.register import Unit

if TYPE_CHECKING:
    from accounts.models import User
    from units.calendar import Period
    from units.contributions.readers import Reach

EXTRACT_LENGTH = 500
SYMBOL_LENGTH = 100
#: So long after its issue a document is to be on the portal at the latest, unless another day is set (ND-8.2).
USUAL = 7 * DAY


class IssuedDocumentQuerySet(models.QuerySet["IssuedDocument"]):
    """Named questions about issued documents."""

    def of(self, reach: Reach) -> IssuedDocumentQuerySet:
        """Those of the units that somebody sees."""
        return self if reach.everything else self.filter(unit__in=[unit.pk for unit in reach.units])

    def for_publication(self) -> IssuedDocumentQuerySet:
        """Those that the portal is to have."""
        return self.filter(to_publish=True)

    def awaited(self) -> IssuedDocumentQuerySet:
        """Those that the portal is to have and has not."""
        return self.for_publication().filter(posted_on=None)

    def drafted_by(self, user: User) -> IssuedDocumentQuerySet:
        """Those that ``user`` drafted."""
        return self.filter(drafter=user)

    def issued_within(self, period: Period) -> IssuedDocumentQuerySet:
        """Those issued in ``period``."""
        return self.filter(issued_on__gte=period.first, issued_on__lte=period.last)

    def newest_first(self) -> IssuedDocumentQuerySet:
        """The one issued last comes first."""
        return self.order_by("-issued_on", "-pk")


class IssuedDocument(models.Model):
    """One document as the records clerk enters it; nothing of its text."""

    wagtail_reference_index_ignore = True

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="issued_documents", verbose_name=_("issuing unit"))
    symbol = models.CharField(_("number and symbol"), max_length=SYMBOL_LENGTH, validators=[symbols.validate])
    #: What every spelling of the symbol has in common; by it the document is found on the portal.
    symbol_key = models.CharField(max_length=SYMBOL_LENGTH, editable=False, db_index=True)
    issued_on = models.DateField(_("day of issue"))
    extract = models.CharField(_("what it is about"), max_length=EXTRACT_LENGTH)
    to_publish = models.BooleanField(_("for publication"), default=True)
    due_on = models.DateField(_("to be posted by"))
    drafter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("drafter")
    )
    posted_on = models.DateField(_("posted on"), null=True, editable=False)
    posted_url = models.CharField(_("address in the portal"), max_length=500, blank=True, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("entered by"))
    at = models.DateTimeField(_("entered at"), default=timezone.now)
    #: The last rung of reminders that was reached; begins anew with a new day.
    reminded = models.PositiveSmallIntegerField(default=0, editable=False)

    objects = IssuedDocumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("issued document")
        verbose_name_plural = _("issued documents")
        default_permissions = ()
        ordering = ["-issued_on", "-pk"]
        # Numbers begin anew with each term, so a symbol alone names no document.
        constraints = [
            models.UniqueConstraint(fields=["unit", "symbol_key", "issued_on"], name="an_issued_document_once")
        ]
        indexes = [models.Index(fields=["issued_on", "unit"], name="issued_document_day")]

    def __str__(self) -> str:
        return f"{self.symbol} ({self.issued_on:%d/%m/%Y})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Derive the key of the symbol."""
        self.symbol_key = symbol_key(self.symbol)
        super().save(*args, **kwargs)

    def is_overdue(self, today: date) -> bool:
        """Whether the portal should have it by now."""
        return self.to_publish and self.posted_on is None and self.due_on < today

    @property
    def due_at(self) -> datetime:
        """The first instant at which it is too late."""
        return calendar.start_of(self.due_on + DAY)

    @property
    def days_late(self) -> int | None:
        """How many days late it was posted; None for what is not posted."""
        return None if self.posted_on is None else max(0, (self.posted_on - self.due_on).days)
