"""Another version of a route, or the end of one: laid, written down and told to whoever oversees (ND-5.3c, ND-5.4b)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from units import calendar, people
from units.approval import routes
from units.approval.models import Route
from units.approval.route_words import Names, draw, time_given
from units.approval.routes import Stage, Terms
from units.messages.models import Kind
from units.messages.telling import tell
from units.models.membership import Capability, Membership
from units.models.register import Unit
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User

DAY = timedelta(days=1)
WATCHING = {Capability.REGISTER.value, Capability.OVERSEE.value}


def refusal(user: User) -> str | None:
    """Why ``user`` may not see and change routes, as a sentence; None if they may."""
    if people.has_capability(user, Capability.REGISTER):
        return None
    return _("Approval routes are kept by whoever administers the register; ask the office.")


def refusal_of_day(unit: Unit | None, first: date) -> str | None:
    """Why no version can begin on ``first``, as a sentence; None if one can: routes are never changed backwards."""
    if first < calendar.today():
        return _("A version begins today or later; what is past is not changed afterwards.")
    later = Route.objects.filter(unit=unit, active=True, valid_from__gt=first).order_by("valid_from").first()
    if later is not None:
        return _("Another version is planned from %(day)s already; give that one up first, or choose that day.") % {
            "day": f"{later.valid_from:%d/%m/%Y}"
        }
    return None


@transaction.atomic
def lay(name: str, stages: Sequence[Stage], unit: Unit | None, terms: Terms, actor: User) -> Route:
    """Let another version hold from ``terms.valid_from``; what is under way finishes on the version it began on.

    Raises ``PermissionDenied`` with a sentence for somebody who may not and for a day that is refused;
    ``ValidationError`` as ``routes.lay`` does.
    """
    first = terms.valid_from or calendar.today()
    _guard(actor, refusal_of_day(unit, first))
    before = replaced_by(unit, first)
    said_before = in_words(before) if before else []
    route = routes.lay(name, stages, unit, terms)
    sentence = _("%(person)s changed the approval route “%(route)s” with effect from %(day)s.")
    values = {"person": actor, "route": route, "day": f"{route.valid_from:%d/%m/%Y}"}
    _announce(route, actor, sentence % values, said_before, in_words(route))
    return route


def replaced_by(unit: Unit | None, first: date) -> Route | None:
    """The version that another one from the day ``first`` would follow: the unit's own, or the general route."""
    return routes.in_force_for(unit, first)


def refusal_to_end(route: Route) -> str | None:
    """Why ``route`` cannot be ended or given up, as a sentence; None if it can."""
    if not route.active or (route.valid_to is not None and route.valid_to < calendar.today()):
        return _("This version has ended already.")
    if is_planned(route):
        return None
    if route.unit is None:
        return _("The general route cannot be ended, or nothing could be approved; lay another version instead.")
    if Route.objects.filter(unit=route.unit, active=True, valid_from__gt=route.valid_from).exists():
        return _("A later version of this route is planned; give that one up first.")
    return None


def is_planned(route: Route) -> bool:
    """Whether ``route`` holds only from a later day on."""
    return route.active and route.valid_from > calendar.today()


@transaction.atomic
def end(route: Route, last_day: date, reason: str, actor: User) -> None:
    """End a unit's own route with ``last_day``; from the next day on its items take the general route.

    Raises ``PermissionDenied`` with a sentence where it cannot be ended.
    """
    _guard(actor, refusal_to_end(route))
    route.valid_to = last_day
    route.save()
    sentence = _("%(person)s ended the approval route “%(route)s” with %(day)s; the general route then holds.")
    values = {"person": actor, "route": route, "day": f"{last_day:%d/%m/%Y}"}
    _announce(route, actor, sentence % values, in_words(route), [], reason)


@transaction.atomic
def give_up(route: Route, reason: str, actor: User) -> None:
    """Take back a version that was only planned; the version before it goes on.

    Raises ``PermissionDenied`` with a sentence for a version that is in force or has ended.
    """
    _guard(actor, refusal_to_end(route) or (None if is_planned(route) else _("This version is in force already.")))
    before = Route.objects.filter(unit=route.unit, active=True, valid_to=route.valid_from - DAY)
    before.update(valid_to=None)
    route.active, route.valid_to = False, route.valid_from - DAY
    route.save()
    sentence = _("%(person)s gave up the planned approval route “%(route)s”.") % {"person": actor, "route": route}
    _announce(route, actor, sentence, in_words(route), [], reason)


def in_words(route: Route) -> list[str]:
    """All that a version says, a line a stage, as the record keeps it."""
    drawn = draw(route.stages, Names.load())
    lines = [" ".join([f"{stage.name}:", *filter(None, stage.sentences())]) for stage in drawn]
    return [*lines, time_given(route.days, route.days_are_working, route.warns_days)]


def watchers() -> Iterable[User]:
    """Everybody who keeps the register or oversees, for the whole portal."""
    held = Membership.objects.in_force().filter(unit=None).select_related("role")
    ids = {membership.user_id for membership in held if WATCHING & set(membership.role.capabilities)}
    users: Iterable[User] = get_user_model().objects.filter(Q(pk__in=ids) | Q(is_superuser=True), is_active=True)
    return users


def _guard(actor: User, sentence: str | None = None) -> None:
    found = refusal(actor) or sentence
    if found is not None:
        raise PermissionDenied(found)


def _announce(  # noqa: PLR0913, PLR0917  (what the record keeps of it)
    route: Route, actor: User, sentence: str, before: list[str], after: list[str], reason: str = ""
) -> None:
    url = reverse("routes:route", args=[route.pk])
    tell([person for person in watchers() if person != actor], Kind.TOLD, sentence, url, item=route)
    note(
        Verb.ROUTE_CHANGED,
        route,
        actor,
        unit=route.unit,
        valid_from=route.valid_from,
        valid_to=route.valid_to,
        decision=route.decision,
        before=before,
        after=after,
        comment=reason,
    )
