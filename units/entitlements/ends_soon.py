"""Before a right ends its holder learns of it, and who leads the unit or administers its members (LD-4.2b)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db import IntegrityError, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from units import calendar, people
from units.clock.working_days import DAY
from units.duties.reminding import HOUR
from units.duties.telling import leaders, office
from units.entitlements.models import EndNotice
from units.messages.models import Kind, Message
from units.messages.telling import tell
from units.models.membership import Capability, Membership

if TYPE_CHECKING:
    from accounts.models import User

#: So long before the last day people are told: time to ask for the right anew and to decide on it.
AHEAD = timedelta(days=14)
#: User names may be long, and a message bears 500 signs of an address.
LONGEST = 400


@dataclass(frozen=True)
class EndingSoon:
    """A right whose last day is near, and that nobody has been told of yet."""

    held: Membership
    last_day: date

    @property
    def line(self) -> str:
        """For whoever runs the command."""
        return f"{Kind.TOLD.label}: {self.held} ({self.last_day:%d/%m/%Y})"

    def give(self) -> list[Message]:
        """Tell them; nobody where another run was faster."""
        try:
            with transaction.atomic():
                EndNotice.objects.create(membership=self.held, last_day=self.last_day)
                return [*self._tell_holder(), *self._tell_others()]
        except IntegrityError:
            return []

    def _tell_holder(self) -> list[Message]:
        if self.held.end_decision:
            # An end by decision was told when it was decided.
            return []
        sentence = _(
            "Your role “%(role)s” (%(place)s) ends with %(day)s. If your work still needs it after that, ask for it "
            "anew in time."
        )
        return self._tell([self.held.user], sentence)

    def _tell_others(self) -> list[Message]:
        sentence = _(
            "The role “%(role)s” (%(place)s) of %(person)s ends with %(day)s. If the work still needs it after that, "
            "ask for it anew in time."
        )
        return self._tell(others_told(self.held), sentence)

    def _tell(self, whom: list[User], sentence: str) -> list[Message]:
        words = {
            "role": self.held.role,
            "place": self.held.unit or _("for the whole site"),
            "person": self.held.user,
            "day": f"{self.last_day:%d/%m/%Y}",
        }
        return tell(whom, Kind.TOLD, sentence % words, self._address(), about=str(self.held.role))

    def _address(self) -> str:
        """The form that asks for the same right from the day after, filled in as far as an address is long."""
        wanted = {
            "username": self.held.user.get_username(),
            "unit": self.held.unit_id or "",
            "role": self.held.role_id,
            "wanted_from": f"{self.last_day + DAY:%d/%m/%Y}",
        }
        address, filled_in = reverse("entitlements:ask"), urlencode(wanted)
        return f"{address}?{filled_in}" if len(filled_in) < LONGEST else address


def others_told(held: Membership) -> list[User]:
    """Who leads the unit and who administers its members; the office where there is nobody or no unit."""
    unit = held.unit
    near = [] if unit is None else [*leaders(unit), *people.with_capability(Capability.MEMBERS, unit)]
    return [person for person in near if person != held.user] or [person for person in office() if person != held.user]


def due(now: datetime) -> Iterator[EndingSoon]:
    """The rights in force whose last day is near, which no other right follows; told from seven in the morning."""
    day = calendar.day_of(now - HOUR)
    told = EndNotice.objects.filter(membership=OuterRef("pk"), last_day=OuterRef("valid_to"))
    same_unit = Q(unit=OuterRef("unit")) | Q(unit=None)
    goes_on = Membership.objects.filter(
        Q(valid_to=None) | Q(valid_to__gt=OuterRef("valid_to")), same_unit, user=OuterRef("user"), role=OuterRef("role")
    ).exclude(valid_to__lt=F("valid_from"))
    ending = Membership.objects.in_force(day).filter(~Exists(told), ~Exists(goes_on), valid_to__lte=day + AHEAD)
    for held in ending.select_related("user", "role", "unit").order_by("valid_to", "pk"):
        if held.valid_to is not None:
            yield EndingSoon(held, held.valid_to)
