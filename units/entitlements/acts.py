"""The verbs of a right: ask, grant, refuse, take back, end. Each asks the rules, is recorded and told (LD-4.2b)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from units.entitlements import sections
from units.entitlements.models import RightRequest
from units.entitlements.rules import RightRules, who_decides
from units.guarding import demand
from units.messages.models import Kind
from units.messages.telling import tell
from units.models.membership import Membership, Role
from units.models.register import Unit
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Wish:
    """What is asked for: who shall hold which role where, in which sections, from when to when, and why."""

    person: User
    role: Role
    unit: Unit | None
    first: date
    last: date | None
    reason: str
    sections: Sequence[str] = ()


@dataclass(frozen=True)
class Grant:
    """On what a right is given: the decision with its day, and the days for which it holds."""

    decision: str
    decided_on: date
    first: date
    last: date | None = None


@transaction.atomic
def ask(wish: Wish, by: User) -> RightRequest:
    """Put the request before whoever decides. Raises ``PermissionDenied`` with a sentence where ``by`` may not."""
    demand(RightRules(by).refusal_to_ask(wish.person, wish.role, wish.unit))
    made = RightRequest.objects.create(
        user=wish.person,
        role=wish.role,
        unit=wish.unit,
        sections=list(wish.sections),
        wanted_from=wish.first,
        wanted_to=wish.last,
        reason=wish.reason,
        asked_by=by,
    )
    _note(Verb.RIGHT_ASKED, made, by, since=wish.first, until=wish.last or "", reason=wish.reason)
    if wish.person == by:
        sentence = _("%(by)s asks for the role “%(role)s” (%(place)s): %(reason)s")
    else:
        sentence = _("%(by)s asks for the role “%(role)s” (%(place)s) for %(person)s: %(reason)s")
        _say(made, [wish.person], Kind.TOLD, sentence, by)
    _say(made, who_decides(made), Kind.WAITING, sentence, by)
    return made


@transaction.atomic
def grant(pk: int, on: Grant, by: User) -> Membership:
    """Give the right on a decision. Raises ``PermissionDenied`` with a sentence where the rules say no."""
    made = _locked(pk)
    demand(RightRules(by).refusal_to_grant(made, on.first, on.last))
    number = _("%(number)s of %(day)s") % {"number": on.decision, "day": f"{on.decided_on:%d/%m/%Y}"}
    made.membership = Membership.objects.create(
        user=made.user,
        role=made.role,
        unit=made.unit,
        sections=made.sections,
        decision=number[:200],
        valid_from=on.first,
        valid_to=on.last,
    )
    made.decision, made.decided_on = on.decision, on.decided_on
    _decide(made, RightRequest.State.GRANTED, by)
    _note(Verb.RIGHT_GRANTED, made, by, decision=number, since=on.first, until=on.last or "")
    sentence = _("%(person)s holds the role “%(role)s” (%(place)s) from %(day)s; decision: %(decision)s.")
    values = {"day": f"{on.first:%d/%m/%Y}", "decision": number}
    _say(made, {made.user, made.asked_by}, Kind.APPROVED, sentence, by, **values)
    return made.membership


@transaction.atomic
def refuse(pk: int, answer: str, by: User) -> RightRequest:
    """Refuse with a reason that the asker reads. Raises ``PermissionDenied`` where ``by`` may not or says nothing."""
    made = _locked(pk)
    demand(RightRules(by).refusal_to_decide(made))
    made.answer = answer.strip()
    if not made.answer:
        raise PermissionDenied(_("Say why you refuse; whoever asked reads it."))
    _decide(made, RightRequest.State.REFUSED, by)
    _note(Verb.RIGHT_REFUSED, made, by, answer=made.answer)
    sentence = _("The role “%(role)s” (%(place)s) for %(person)s was refused: %(answer)s")
    _say(made, {made.user, made.asked_by}, Kind.RETURNED, sentence, by, answer=made.answer)
    return made


@transaction.atomic
def take_back(pk: int, by: User) -> RightRequest:
    """Withdraw a request before it is decided. Raises ``PermissionDenied`` where ``by`` may not."""
    made = _locked(pk)
    demand(RightRules(by).refusal_to_take_back(made))
    _decide(made, RightRequest.State.TAKEN_BACK, by)
    _note(Verb.RIGHT_TAKEN_BACK, made, by)
    sentence = _("%(by)s has taken back the request for the role “%(role)s” (%(place)s) for %(person)s.")
    _say(made, [*who_decides(made), made.user, made.asked_by], Kind.TOLD, sentence, by)
    return made


def _locked(pk: int) -> RightRequest:
    # Two who decide at the same instant do so one after the other; the second reads that it is decided.
    return RightRequest.objects.select_for_update(of=("self",)).select_related("user", "role", "unit").get(pk=pk)


def _decide(made: RightRequest, state: RightRequest.State, by: User) -> None:
    made.state, made.decided_by, made.decided_at = state, by, timezone.now()
    made.save()


def _note(verb: Verb, made: RightRequest, by: User, **details: Any) -> None:
    narrowed = {"sections": sections.titles(made.sections)} if made.sections else {}
    note(verb, made, by, unit=made.unit, person=str(made.user), role=made.role.name, **narrowed, **details)


def _say(
    made: RightRequest, whom: Sequence[User] | set[User], kind: Kind, sentence: str, by: User, **values: str
) -> None:
    """Tell people the sentence, but not the one who has just acted."""
    words = {
        "by": by,
        "person": made.user,
        "role": made.role,
        "place": made.unit or _("for the whole site"),
        "reason": made.reason,
        **values,
    }
    address = reverse("entitlements:request", args=[made.pk])
    tell([person for person in whom if person != by], kind, sentence % words, address, about=str(made.role))
