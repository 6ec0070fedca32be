"""What can this person do, and why: each rule is asked as the doors ask it, and answers in words (LD-4.2b, ND-13.6a).

Nothing is decided here. A room that has rules of its own registers them; a capability is asked of the rule that its
doors ask.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from units import people
from units.approval import oversight
from units.entitlements import grounds
from units.entitlements.rules import LEADER
from units.models.membership import Capability, Membership
from units.models.register import Unit

if TYPE_CHECKING:
    from accounts.models import User


@dataclass(frozen=True)
class Answer:
    """One verb: whether the person may, and why or why not."""

    verb: str
    may: bool
    why: str


@dataclass(frozen=True)
class Subject:
    """What is asked about: its name as the reader may know it, its unit, and the answers for the person."""

    title: str
    unit: Unit | None
    answers: Callable[[User], list[Answer]]


Finder = Callable[[str, "User"], "Subject | None"]
"""From a key such as "12" or "question-7" and who reads, to what it stands for; None where it is nothing here."""
Holds = Callable[["User", "Unit | None"], bool]

_finders: dict[str, Finder] = {}
#: Who holds a capability where being an administrator of the system is not enough.
_holds: dict[Capability, Holds] = {
    Capability.OVERSEE: lambda user, unit: oversight.oversees(user),
    Capability.EMERGENCY: lambda user, unit: oversight.may_publish_in_emergency(user),
}
#: Held for the whole site, and asked about nowhere else.
FOR_SITE = {
    Capability.REPORTS,
    Capability.REGISTER,
    Capability.SITE_CONTENT,
    Capability.OVERSEE,
    Capability.EMERGENCY,
    Capability.COORDINATE,
    Capability.FEEDBACK,
    Capability.DIRECT,
    Capability.SECURITY,
}


def register(name: str, finder: Finder) -> None:
    """Let people be asked about what ``finder`` finds; registering a name again replaces it."""
    _finders[name] = finder


def register_capability(capability: Capability, holds: Holds) -> None:
    """Ask ``holds`` about ``capability``, as the doors of its room do."""
    _holds[capability] = holds


def find(key: str, reader: User) -> Subject | None:
    """What ``key`` stands for; None where it stands for nothing."""
    return next((found for finder in _finders.values() if (found := finder(key, reader)) is not None), None)


def units_led(reader: User) -> list[Unit]:
    """The units that ``reader`` leads today."""
    return [held.unit for held in people.held_by(reader) if held.unit is not None and held.role.code == LEADER]


def may_open(reader: User) -> bool:
    """Whether ``reader`` may ask about anybody: who keeps the register, and leaders about their own unit."""
    return people.has_capability(reader, Capability.REGISTER) or bool(units_led(reader))


def refusal(reader: User, person: User | None = None, subject: Subject | None = None) -> str | None:
    """Why ``reader`` may not ask this; None if they may."""
    if people.has_capability(reader, Capability.REGISTER):
        return None
    led = {unit.pk for unit in units_led(reader)}
    if not led:
        return _("Only leaders, about their own unit, and those who keep the register ask this.")
    if person is not None and not Membership.objects.filter(user=person, unit__in=led).exists():
        return _("This person does not work in your unit; ask the office.")
    if subject is not None and (subject.unit is None or subject.unit.pk not in led):
        return _("This does not belong to your unit; ask the office.")
    return None


def roles_of(person: User) -> list[str]:
    """What the person holds today, in words."""
    return [*grounds.of_system(person), *(grounds.in_words(held) for held in people.held_by(person))]


def places_of(person: User, reader: User) -> list[Unit]:
    """The units about which ``person`` is asked: their own, as far as ``reader`` may ask."""
    own = list(people.units_of(person).in_protocol_order())
    if people.has_capability(reader, Capability.REGISTER):
        return own
    led = {unit.pk for unit in units_led(reader)}
    return [unit for unit in own if unit.pk in led]


def capabilities(person: User, unit: Unit | None) -> list[Answer]:
    """Each capability in ``unit`` or, where that is None, for the whole site."""
    wanted = [each for each in Capability if (each in FOR_SITE) == (unit is None)]
    return [answer_about(person, each, unit) for each in wanted]


def answer_about(person: User, capability: Capability, unit: Unit | None) -> Answer:
    """Whether ``person`` holds ``capability`` in ``unit``, and on what that rests."""
    label = str(capability.label)
    holds = _holds.get(capability)
    may = holds(person, unit) if holds is not None else people.has_capability(person, capability, unit)
    if not may:
        return Answer(label, False, grounds.who_instead(capability, unit))
    rests_on = grounds.of_capabilities(person, {capability}, [None, unit])
    return Answer(label, True, in_words(rests_on or grounds.of_system(person)))


def in_words(reasons: Sequence[str]) -> str:
    """Reasons as one text; each is said once."""
    return "; ".join(dict.fromkeys(reasons)) or _("the rule allows it to everybody who works here")


def answer(verb: Any, sentence: str | None, reasons: Callable[[], Sequence[str]]) -> Answer:
    """The answer of a rule that refuses with ``sentence``; where it does not, ``reasons`` says on what that rests."""
    return Answer(str(verb), sentence is None, sentence if sentence is not None else in_words(reasons()))
