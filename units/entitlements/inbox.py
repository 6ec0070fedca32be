"""Requests for a right in “My work” of whoever grants or refuses them (LD-4.2b)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from units import people
from units.approval.elsewhere import Section
from units.entitlements.models import RightRequest, RightRequestQuerySet
from units.members.rules import MemberRules
from units.models.membership import Capability

if TYPE_CHECKING:
    from accounts.models import User

#: What a membership says besides: whether anybody else's request waits at all, which is rare.
RIGHT_ASKED = "right_asked"


def waiting_for(user: User) -> RightRequestQuerySet:
    """The requests that ``user`` may decide, the oldest first: those of the units they administer, never their own."""
    desk = RightRequest.objects.for_display().for_desk(MemberRules(user))
    return desk.waiting().exclude(user=user).order_by("asked_at", "pk")


def section_for(user: User, most: int) -> Section | None:
    """The section of the inbox; None for who gives nobody a role. No query while nothing waits."""
    if not _decides(user):
        return None
    waiting = waiting_for(user) if _something_waits(user) else RightRequest.objects.none()
    return Section.of(
        waiting,
        most,
        name="rights",
        heading=_("Requests for a right"),
        empty=_("No request waits for you."),
        url=reverse("entitlements:index"),
        template="entitlements/_waiting.html",
    )


def _decides(user: User) -> bool:
    return people.has_capability(user, Capability.REGISTER) or any(
        Capability.MEMBERS in held.role.capabilities for held in people.held_by(user)
    )


def _something_waits(user: User) -> bool:
    return user.is_superuser or any(getattr(held, RIGHT_ASKED) for held in people.held_by(user))


people.remark(RIGHT_ASKED, lambda: Exists(RightRequest.objects.waiting().exclude(user=OuterRef("user"))))
