"""Somebody leaves: everything they hold ends in one act, and their open work goes on without them (ND-13.6a)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.helping import actions
from units import calendar, people
from units.approval import delegating
from units.approval.models import Delegation
from units.clock.working_days import DAY
from units.duties.telling import leaders
from units.entitlements import open_work
from units.entitlements.models import Departure, RightRequest
from units.entitlements.open_work import Leaving, Work
from units.members import ending
from units.members.rules import MemberRules
from units.messages.models import Kind
from units.messages.telling import tell
from units.models.membership import Membership
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Part:
    """One part of what will be done: its heading, and each thing in words."""

    heading: str
    lines: Sequence[str]
    warnings: Sequence[str] = ()
    #: Whether the lines name items, some of which only their units may know by title.
    names_items: bool = False

    @property
    def kept(self) -> list[str]:
        """What is kept of it for whoever reads later what was done."""
        return [str(len(self.lines))] if self.names_items else list(self.lines)

    @property
    def shown(self) -> Sequence[str]:
        """The first of the lines."""
        return self.lines[: open_work.NAMED]

    @property
    def more(self) -> int:
        """How many lines are not shown."""
        return len(self.lines) - len(self.shown)


class Plan:
    """What will be done when ``person`` leaves, as it stands now; nothing happens until ``carry_out``."""

    def __init__(self, leaving: Leaving) -> None:
        self.leaving = leaving
        self.person = leaving.person
        if leaving.heir is not None:
            # Each item asks what they hold.
            people.keep(leaving.heir)

    @cached_property
    def memberships(self) -> list[Membership]:
        """Every role that is not over, those to come included."""
        day = calendar.today()
        held = Membership.objects.filter(Q(valid_to=None) | Q(valid_to__gte=day), user=self.person)
        found = held.select_related("role", "unit", "user").order_by("pk")
        # A role that was taken back before it began ends on the day before its first.
        return [each for each in found if each.valid_to is None or each.valid_to >= each.valid_from]

    @cached_property
    def delegations(self) -> list[Delegation]:
        """Every delegation by and to the person that is not over."""
        theirs = Q(membership__user=self.person) | Q(delegate=self.person)
        return list(Delegation.objects.filter(theirs, valid_to__gte=calendar.today()).for_display().order_by("pk"))

    @cached_property
    def requests(self) -> QuerySet[RightRequest]:
        """Requests for the person that nobody has decided."""
        return RightRequest.objects.waiting().filter(user=self.person)

    @cached_property
    def work(self) -> list[Work]:
        """Their open work, kind by kind."""
        return list(open_work.of(self.leaving))

    @cached_property
    def parts(self) -> list[Part]:
        """All that will be done, in words."""
        found = [
            Part(_("Roles that end"), [str(held) for held in self.memberships]),
            Part(_("Delegations that end"), [str(each) for each in self.delegations]),
            Part(_("Requests for a right that are refused"), [str(each) for each in self.requests]),
            *(Part(work.heading, work.lines, work.warnings, True) for work in self.work),
            Part(_("The account"), self._account()),
        ]
        return [part for part in found if part.lines]

    @property
    def digest(self) -> str:
        """What was shown, so that nothing else is done: sessions come and go and are left out."""
        shown = [(part.heading, *part.lines) for part in self.parts[:-1]]
        return hashlib.sha256(repr(shown).encode()).hexdigest()

    def _account(self) -> list[str]:
        sessions = self.person.sessions.count()
        devices = TOTPDevice.objects.filter(user=self.person).count()
        lines = [_("It is closed: nobody signs in with it, and links to set a password no longer work.")]
        if sessions:
            lines.append(ngettext("%(count)s session ends.", "%(count)s sessions end.", sessions) % {"count": sessions})
        if devices:
            sentence = ngettext(
                "%(count)s second factor becomes void.", "%(count)s second factors become void.", devices
            )
            lines.append(sentence % {"count": devices})
        return lines


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


def _say(made: Departure, told: Sequence[User]) -> None:
    words = {"person": made.user, "decision": made.decision}
    others = [person for person in dict.fromkeys(told) if person not in {made.by, made.user, made.heir}]
    tell(others, Kind.TOLD, _("%(person)s has left and holds no right any more; decision: %(decision)s.") % words, "")
    if made.heir is not None and made.heir != made.by:
        sentence = _("You go on with the open work of %(person)s, who has left; decision: %(decision)s.")
        tell([made.heir], Kind.ASSIGNED, sentence % words, reverse("approval:my_work"))
