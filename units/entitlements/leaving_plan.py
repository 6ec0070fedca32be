"""What will be done when somebody leaves, part by part, in words; nothing happens here (ND-13.6a)."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_totp.models import TOTPDevice

from units import calendar, people
from units.approval.models import Delegation
from units.entitlements import open_work
from units.entitlements.models import RightRequest
from units.entitlements.open_work import Leaving, Work
from units.models.membership import Membership


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
    """What will be done when ``person`` leaves, as it stands now; ``leaving.carry_out`` does it."""

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
