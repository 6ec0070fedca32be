"""Somebody leaves: everything they hold ends in one act, and their open work goes on without them (ND-13.6a)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.models import EditingSession

from accounts.helping import actions
from units import calendar, people
from units.approval import delegating
from units.clock.working_days import DAY
from units.duties.telling import leaders
from units.entitlements.leaving_plan import Plan
from units.entitlements.models import Departure, RightRequest
from units.entitlements.open_work import Leaving
from units.members import ending
from units.members.rules import MemberRules
from units.messages.models import Kind
from units.messages.telling import tell
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


def refusal(person: User, by: User) -> str | None:
    """Why ``by`` may not end everything of ``person``; None if they may: who keeps the register, never for oneself."""
    if not MemberRules(by).has_register:
        return only_register()
    if person == by:
        return _("Nobody does this for themselves; ask another administrator.")
    if person.is_superuser and not by.is_superuser:
        return _("This is the account of a system administrator; only another of them changes its roles.")
    return None


def only_register() -> str:
    """Who does this, as a sentence."""
    return _("Only those who keep the register end everything that a person holds; ask the office.")


def refusal_of_heir(person: User, heir: User) -> str | None:
    """Why ``heir`` cannot go on with the work of ``person``; None if they can."""
    if heir == person:
        return _("Choose somebody else than the person who leaves.")
    if not heir.is_active or not people.held_by(heir):
        return _("This person holds no role here, so they could go on with nothing; choose somebody else.")
    return None


@transaction.atomic
def carry_out(leaving: Leaving, decision: str, decided_on: date, shown: str) -> Departure:
    """End everything at once and pass the work on: all of it, or nothing where anything fails.

    ``shown`` is the digest of the plan that was read. Raises ``PermissionDenied`` with a sentence where ``leaving.by``
    may not or things have changed since.
    """
    person = get_user_model().objects.select_for_update().get(pk=leaving.person.pk)
    leaving = Leaving(person, leaving.heir, leaving.by)
    sentence = refusal(person, leaving.by) or (refusal_of_heir(person, leaving.heir) if leaving.heir else None)
    plan = Plan(leaving)
    if sentence is None and plan.digest != shown:
        sentence = _("Something has changed since this was shown; read it again before you go on.")
    if sentence is not None:
        raise PermissionDenied(sentence)
    parts = plan.parts
    units = [held.unit for held in plan.memberships if held.unit is not None]
    _end(plan, decision)
    for work in plan.work:
        work.pass_on()
        note(
            Verb.WORK_PASSED_ON,
            person,
            leaving.by,
            work=work.heading,
            to=str(leaving.heir or ""),
            items=len(work.lines),
        )
    done = [{"heading": part.heading, "lines": part.kept} for part in parts]
    made = Departure.objects.create(
        user=person, decision=decision, decided_on=decided_on, heir=leaving.heir, by=leaving.by, done=done
    )
    note(Verb.LEFT, person, leaving.by, decision=decision, done=[part.heading for part in parts])
    _say(made, [leader for unit in units for leader in leaders(unit)])
    return made


def _end(plan: Plan, decision: str) -> None:
    """Delegations, roles and requests first, then the account, so that nothing open can come to the person again."""
    by = plan.leaving.by
    for each in plan.delegations:
        delegating.end(each, by)
    yesterday = calendar.today() - DAY
    for held in plan.memberships:
        ending.end(held, max(yesterday, held.valid_from - DAY), decision, by)
    for request in plan.requests:
        request.state, request.decided_by, request.answer = RightRequest.State.REFUSED, by, _("The person has left.")
        request.save()
        note(Verb.RIGHT_REFUSED, request, by, unit=request.unit, answer=request.answer)
    actions.close_account(plan.person, by, decision)
    # Colleagues who open what the person had open are not told that it is being edited.
    EditingSession.objects.filter(user=plan.person).delete()


def _say(made: Departure, told: Sequence[User]) -> None:
    words = {"person": made.user, "decision": made.decision}
    others = [person for person in dict.fromkeys(told) if person not in {made.by, made.user, made.heir}]
    tell(others, Kind.TOLD, _("%(person)s has left and holds no right any more; decision: %(decision)s.") % words, "")
    if made.heir is not None and made.heir != made.by:
        sentence = _("You go on with the open work of %(person)s, who has left; decision: %(decision)s.")
        tell([made.heir], Kind.ASSIGNED, sentence % words, reverse("approval:my_work"))
