"""The verbs of commendations: record from a decision, confirm and so publish, take back (LD-7.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from search.vietnamese import normalise
from units import calendar, people
from units.commendations import rules
from units.commendations.models import Commendation, State
from units.duties.telling import leaders
from units.guarding import demand
from units.messages.models import Kind
from units.messages.telling import tell
from units.models.membership import Capability
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User

TEXTS = ("person", "form", "merit", "decision")


@transaction.atomic
def record(made: Commendation, by: User) -> Commendation:
    """Enter a commendation; readers find it once it is confirmed.

    Raises ``PermissionDenied`` for whoever may not, ``ValidationError`` without a decision or for one to come.
    """
    demand(rules.refusal_of_recording(by))
    for name in TEXTS:
        setattr(made, name, normalise(getattr(made, name)).strip())
    if not (made.decision and made.form and made.merit):
        raise ValidationError(_("Give the decision, the form of the commendation and the merit."))
    if made.decided_on > calendar.today():
        raise ValidationError(_("The decision has not been taken yet; enter its day when it has."))
    made.unit_name = made.unit.name_on(made.decided_on)
    made.state, made.recorded_by, made.recorded_at = State.RECORDED, by, timezone.now()
    made.save()
    note(Verb.COMMENDATION, made, by, act="recorded", **_facts(made))
    sentence = _("A commendation waits for your confirmation: %(whom)s.") % {"whom": made.whom}
    tell(people.with_capability(Capability.DECIDE), Kind.WAITING, sentence, address(made), item=made)
    return made


@transaction.atomic
def confirm(pk: int, by: User) -> Commendation:
    """Confirm it; from now on it is public. Raises ``PermissionDenied`` with a sentence for whoever may not."""
    found = _locked(pk)
    demand(rules.refusal_of_confirming(by, found))
    found.state, found.confirmed_by, found.confirmed_at = State.PUBLIC, by, timezone.now()
    found.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    note(Verb.COMMENDATION, found, by, act="confirmed", **_facts(found))
    sentence = _("%(whom)s has been commended: %(form)s, %(decision)s.") % _facts(found)
    tell(leaders(found.unit), Kind.PUBLISHED, sentence, address(found), item=found)
    return found


@transaction.atomic
def revoke(pk: int, reason: str, by: User) -> Commendation:
    """Take it back; it is public no longer. Raises ``PermissionDenied`` for whoever may not and without a reason."""
    found = _locked(pk)
    demand(rules.refusal_of_revoking(by, found))
    reason = normalise(reason).strip()
    if not reason:
        demand(_("Say why it is taken back; the reason is kept in the record."))
    found.state, found.revoked_by, found.revoked_at, found.why_revoked = State.REVOKED, by, timezone.now(), reason
    found.save(update_fields=["state", "revoked_by", "revoked_at", "why_revoked"])
    note(Verb.COMMENDATION, found, by, act="revoked", reason=reason, **_facts(found))
    return found


def address(found: Commendation) -> str:
    """Where it is kept."""
    return reverse("commendations:commendation", args=[found.pk])


def _facts(found: Commendation) -> dict[str, Any]:
    return {"whom": found.whom, "form": found.form, "decision": found.decision, "merit": found.merit}


def _locked(pk: int) -> Commendation:
    return Commendation.objects.select_related("unit").select_for_update(of=("self",)).get(pk=pk)
