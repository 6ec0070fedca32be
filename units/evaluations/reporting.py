"""Writing the report of a quarter and putting it before the Standing Committee (LD-7.3b)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from units import calendar, people
from units.duties import spans
from units.duties.spans import Every
from units.evaluations import report, rules
from units.evaluations.asked import Quarter
from units.evaluations.models import EvaluationTerms, QuarterReport
from units.guarding import demand
from units.messages.models import Kind
from units.messages.telling import tell
from units.models.membership import Capability
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


def address(found: QuarterReport) -> str:
    """Where the report of a quarter is read."""
    return reverse("evaluations:report", args=[found.first.year, spans.number_of(Every.QUARTER, found.first)])


@transaction.atomic
def write(quarter: Quarter, facts: Mapping[str, Any], by: User) -> QuarterReport:
    """Keep the office's texts and what stands around them. Raises ``PermissionDenied`` with a sentence."""
    demand(rules.refusal_of_office(by))
    made, _new = QuarterReport.objects.select_for_update().get_or_create(
        first=quarter.first, defaults={"written_by": by, "issuer": "", "place": ""}
    )
    if not made.is_draft:
        demand(_("The report was put before the Standing Committee, so it stays as it is."))
    for name, value in facts.items():
        setattr(made, name, value)
    made.written_by = by
    made.save()
    return made


@transaction.atomic
def submit(pk: int, by: User) -> QuarterReport:
    """Put it before the Standing Committee; whose evaluations it holds and who is missing stand from then on.

    Raises ``PermissionDenied`` for whoever may not, ``ValidationError`` while nothing was written.
    """
    demand(rules.refusal_of_office(by))
    found = QuarterReport.objects.select_for_update(of=("self",)).get(pk=pk)
    if not found.is_draft:
        demand(_("The report was put before the Standing Committee already."))
    if not found.assessment.strip():
        raise ValidationError(_("Write the assessment first; it is read before the figures."))
    held = report.included(found)
    found.missing, found.included = report.missing(found), [each.pk for each in held]
    found.submitted_by, found.submitted_at = by, timezone.now()
    found.save()
    digests = {each.unit_name: each.digest for each in held}
    note(Verb.QUARTER_REPORT, found, by, period=found.label, evaluations=digests, missing=found.missing)
    sentence = _("The report on %(period)s has been put before you.") % {"period": found.label}
    tell(people.with_capability(Capability.DECIDE), Kind.WAITING, sentence, address(found), item=found)
    return found


@transaction.atomic
def lay_terms(since: date, days: int, is_asked: bool, decision: str, by: User) -> EvaluationTerms:
    """Let other terms hold from a quarter on. Raises ``PermissionDenied`` for whoever may not, ``ValidationError`` for
    a quarter that is over: nobody is measured by what was unknown at the time."""
    demand(rules.refusal_of_office(by))
    if since < spans.period_of(Every.QUARTER, calendar.today()).first:
        raise ValidationError(_("Choose the present quarter or a later one: what is past is not changed afterwards."))
    made = EvaluationTerms.objects.create(since=since, days=days, is_asked=is_asked, decision=decision, by=by)
    note(Verb.EVALUATION_TERMS, made, by, since=since, days=days, asked=is_asked, decision=decision)
    return made
