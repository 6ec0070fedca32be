"""How a person's account is looked up and what it may do: groups alone give rights, and groups follow memberships."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from accounts.models import User


class PersonBackend(ModelBackend):
    """Django's backend without permissions given to single people, which no decision would stand behind (LD-4.2b)."""

    def get_user(self, user_id: Any) -> User | None:
        """The active account with its profile, which every page of the admin asks for; one query."""
        person = User.objects.select_related("wagtail_userprofile").filter(pk=user_id).first()
        return person if person is not None and self.user_can_authenticate(person) else None

    def _get_user_permissions(self, user_obj: Any) -> QuerySet[Permission]:
        return Permission.objects.none()
