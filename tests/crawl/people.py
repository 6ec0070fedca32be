"""Who walks through a demonstration: the administrator of the system, and somebody of each role."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.test import Client

from units.models import Membership


def walkers() -> dict[str, Any]:
    """Return a person for each role by its code, the administrator of the system first, who sees most."""
    chief = get_user_model().objects.filter(is_superuser=True).earliest("pk")
    found = {"sysadmin": chief}
    held = Membership.objects.in_force().filter(user__is_superuser=False).order_by("role__order", "pk")
    for membership in held.select_related("role", "user"):
        found.setdefault(membership.role.code, membership.user)
    return found


def client_of(person: Any) -> Client:
    """A browser in which ``person`` is signed in."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(person)
    return client
