"""Who was given which right, by whom and on which decision: part of the record (ND-5.3c, ND-13.6a)."""

from __future__ import annotations

from wagtail.log_actions import get_active_log_context

from units.models.membership import Membership
from units.record.noting import note
from units.record.verbs import Verb


def note_membership(membership: Membership, created: bool) -> None:
    """Write down a membership that was given, changed or ended; outside the admin the portal itself did it."""
    note(
        Verb.MEMBERSHIP_CHANGED,
        membership,
        get_active_log_context().user,
        unit=membership.unit,
        given=created,
        role=membership.role.name,
        decision=membership.decision,
        since=membership.valid_from,
        until=membership.valid_to or "",
        **({"end_decision": membership.end_decision} if membership.end_decision else {}),
        **({"sections": membership.sections} if membership.sections else {}),
    )
