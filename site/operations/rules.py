"""Who decides from where the portal is open, and who watches over its security (LD-1.2a, ND-13.6a)."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from units.models import Capability
from units.people import StaffRequest, has_capability, with_capability

if TYPE_CHECKING:
    from accounts.models import User

View = Callable[..., HttpResponse]


def may_secure(user: User) -> bool:
    """Whether ``user`` holds the capability ``security`` for the whole site today."""
    return has_capability(user, Capability.SECURITY)


def who_secure() -> QuerySet[Any]:
    """Who is told of what endangers the portal: those who hold the capability, and superusers."""
    held = with_capability(Capability.SECURITY).values("pk")
    return get_user_model().objects.filter(Q(pk__in=held) | Q(is_superuser=True), is_active=True)


def for_keepers(view: View) -> View:
    """Open a screen to those who look after security; everybody else reads why not, and whom to ask."""

    @wraps(view)
    def guarded(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_secure(request.user):
            return render(request, "security/refused.html", status=403)
        return view(request, *args, **kwargs)

    return guarded
