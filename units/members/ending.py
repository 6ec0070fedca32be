"""The end of a role on a decision: written down, told to the person, and the rights go at that midnight (LD-4.2b)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from units.members import terms
from units.messages.models import Kind
from units.messages.telling import tell
from units.models import Membership

if TYPE_CHECKING:
    from accounts.models import User


@transaction.atomic
def end(membership: Membership, last_day: date, decision: str, by: User) -> None:
    """End ``membership`` with ``last_day`` on ``decision``; the caller has asked the rules."""
    membership.end_decision = decision
    terms.end(membership, last_day)
    log(
        instance=membership,
        action="wagtail.edit",
        user=by,
        data={"valid_to": last_day.isoformat(), "decision": decision},
        content_changed=True,
    )
    tell_of_end(membership, by)


def tell_of_end(membership: Membership, by: User | None) -> None:
    """Tell the person until when they hold the role and by which decision it ends, unless they ended it themselves."""
    if membership.valid_to is None or membership.user == by:
        return
    sentence = _("Your role “%(role)s” (%(place)s) ends with %(day)s; decision: %(decision)s.") % {
        "role": membership.role,
        "place": membership.unit or _("for the whole site"),
        "day": f"{membership.valid_to:%d/%m/%Y}",
        "decision": membership.end_decision,
    }
    tell([membership.user], Kind.TOLD, sentence, "", about=str(membership.role))
