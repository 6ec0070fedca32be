"""The rule of :mod:`home.searching.rules` in the shape that Wagtail's views ask."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from home.searching.rules import may_steer
from units.models import Capability, Membership


class SteeringPolicy(BasePermissionPolicy):
    """Whoever may steer the search may add, change and delete; Django's own permissions on the model say nothing."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """The same answer for every action."""
        return may_steer(user)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """The same answer for every action."""
        return may_steer(user)

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[Any]:
        """Who holds the capability for the site today, and superusers."""
        held = Membership.objects.in_force().filter(unit=None).select_related("role")
        holders = [entry.user_id for entry in held if Capability.SITE_CONTENT in entry.role.capabilities]
        people = get_user_model().objects.filter(is_active=True)
        return people.filter(pk__in=holders) | people.filter(is_superuser=True)
