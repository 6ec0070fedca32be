"""What a person may do to a snippet of a unit, in the words of Wagtail's tester for pages (LD-3.6, LD-5.1a)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.permission_policies.base import BasePermissionPolicy

from units import people
from units.models.membership import Capability, Membership
from units.models.register import Unit

if TYPE_CHECKING:
    from accounts.models import User


class SnippetPermissionTester:
    """Whoever holds ``edit`` in the item's unit edits all of its items, whoever holds ``write`` their own."""

    def __init__(self, user: User, item: Any) -> None:
        self.user = user
        self.item = item

    def can_edit(self) -> bool:
        """Its unit's people, and whoever decides on it where it waits: they may open it, locked."""
        return self._works_on_it() or self._decides_on_it()

    def _works_on_it(self) -> bool:
        if people.has_capability(self.user, Capability.EDIT, self.item.unit):
            return True
        wrote = self.item.owner_id is not None and self.item.owner_id == self.user.pk
        return wrote and people.has_capability(self.user, Capability.WRITE, self.item.unit)

    def _decides_on_it(self) -> bool:
        stage = self.item.current_workflow_task
        return stage is not None and self.user.is_active and bool(stage.user_can_access_editor(self.item, self.user))

    def can_submit_for_moderation(self) -> bool:
        """As Wagtail says of pages: a route holds and the item is not on it."""
        return not self.item.workflow_in_progress and bool(self.item.has_workflow)

    def can_publish(self) -> bool:
        """Nobody publishes: approval does, on the last stage's verdict."""
        return False

    def can_unpublish(self) -> bool:
        """Nobody takes an item down without saying what that means: it is held or withdrawn on its review page."""
        return False

    def can_unschedule(self) -> bool:
        """Nothing is scheduled without approval, so nothing is unscheduled by hand."""
        return False

    def can_delete(self) -> bool:
        """A draft may be deleted; what has been public once is withdrawn instead, so that its record stays."""
        if self.item.live or self.item.first_published_at is not None or self.item.workflow_in_progress:
            return False
        return self._works_on_it()

    def can_copy(self) -> bool:
        """Whoever works on it."""
        return self._works_on_it()

    def can_lock(self) -> bool:
        """While an item waits, its stage locks it; otherwise locking is for who runs the portal, as with pages."""
        return bool(self.user.is_superuser) and not self.item.workflow_in_progress

    def can_unlock(self) -> bool:
        """Whoever locked it, and who runs the portal."""
        return bool(self.user.is_superuser) or self.item.locked_by_id == self.user.pk


class UnitSnippetPolicy(BasePermissionPolicy):
    """Wagtail's permission policy for snippets of units: what its views, menus, counts and reports ask.

    Wagtail asks most of its views about the model alone, so of a whole type this says only whether somebody works
    here; which item they may open, ``units.snippets.guard`` asks before every view.
    """

    OF_WRITERS = frozenset({"add"})
    OF_STAFF = frozenset({"change", "delete", "view"})
    OF_SUPERUSERS = frozenset({"lock", "unlock"})

    def user_has_permission(self, user: User, action: str) -> bool:
        """Nobody publishes; whoever writes in some unit adds; whoever works here opens what the guard lets through."""
        if not user.is_active or not user.is_authenticated:
            return False
        if action in self.OF_WRITERS:
            return writes_somewhere(user)
        if action in self.OF_STAFF:
            return bool(user.is_superuser or people.held_by(user))
        return bool(user.is_superuser) and action in self.OF_SUPERUSERS

    def user_has_permission_for_instance(self, user: User, action: str, instance: Any) -> bool:
        """As the tester says of this item."""
        tester: SnippetPermissionTester = instance.permissions_for_user(user)
        asked = {
            "change": tester.can_edit,
            "view": tester.can_edit,
            "delete": tester.can_delete,
            "lock": tester.can_lock,
            "unlock": tester.can_unlock,
            "publish": tester.can_publish,
        }
        return action in asked and asked[action]()

    def instances_user_has_any_permission_for(self, user: User, actions: Iterable[str]) -> QuerySet[Any]:
        """The items that ``user`` works on; whoever decides at a stage finds those in the inbox."""
        from units.choosing import snippets_for

        instances: QuerySet[Any] = self.model._default_manager.all()
        return instances.filter(snippets_for(user)) if set(actions) - {"publish"} else instances.none()

    def users_with_any_permission(self, actions: Iterable[str]) -> QuerySet[User]:
        """Whoever holds a role today and, of course, who runs the portal."""
        staff = Q(pk__in=Membership.objects.in_force().values("user")) | Q(is_superuser=True)
        users: QuerySet[User] = get_user_model().objects.filter(staff, is_active=True)
        return users if set(actions) - {"publish"} else users.none()

    def users_with_any_permission_for_instance(self, actions: Iterable[str], instance: Any) -> QuerySet[User]:
        """The people of the item's unit who may edit it, its owner and who runs the portal."""
        held = Membership.objects.in_force().filter(Q(unit=instance.unit_id) | Q(unit=None)).select_related("role")
        editors = {each.user_id for each in held if Capability.EDIT in each.role.capabilities}
        return self.users_with_any_permission(actions).filter(
            Q(pk__in=editors) | Q(pk=instance.owner_id) | Q(is_superuser=True)
        )


def writes_somewhere(user: User) -> bool:
    """Whether ``user`` may begin an item at all; asks nothing that the request has not asked already."""
    able = {Capability.WRITE, Capability.EDIT}
    return user.is_superuser or any(able & set(held.role.capabilities) for held in people.held_by(user))


def units_to_write_in(user: User) -> QuerySet[Unit]:
    """The units in which ``user`` may begin an item: where they write or edit."""
    able = people.units_with(user, Capability.WRITE) | people.units_with(user, Capability.EDIT)
    units: QuerySet[Unit] = Unit.objects.active().filter(pk__in=able.values("pk"))
    return units
