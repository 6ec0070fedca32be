"""Who decides from where the portal is open, and who watches over its security (LD-1.2a, ND-13.6a)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from units.guarding import Guard
from units.models import Capability
from units.people import has_capability, with_capability

if TYPE_CHECKING:
    from accounts.models import User


def may_secure(user: User) -> bool:
    """Whether ``user`` holds the capability ``security`` for the whole site today."""
    return has_capability(user, Capability.SECURITY)


def who_secure() -> QuerySet[Any]:
    """Who is told of what endangers the portal: those who hold the capability, and superusers."""
    held = with_capability(Capability.SECURITY).values("pk")
    return get_user_model().objects.filter(Q(pk__in=held) | Q(is_superuser=True), is_active=True)


def refusal(user: User) -> str | None:
    """Why ``user`` may not see networks and security events, and whom to ask; None where they may."""
    if may_secure(user):
        return None
    return _(
        "You may not come here: networks and security events are open to those who look after the security of the "
        "portal. If you need it for your work, ask the administrator to enter your role."
    )


for_keepers = Guard(refusal, "security/refused.html")
