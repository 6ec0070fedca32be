"""What a person may do to a snippet of a unit, in the words of Wagtail's tester for pages (LD-3.6, LD-5.1a)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from units import people
from units.models.membership import Capability

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
        """Whoever works on it, and of what is public whoever writes somewhere."""
        return self._works_on_it()

    def can_lock(self) -> bool:
        """While an item waits, its stage locks it; otherwise locking is for who runs the portal, as with pages."""
        return bool(self.user.is_superuser) and not self.item.workflow_in_progress

    def can_unlock(self) -> bool:
        """Whoever locked it, and who runs the portal."""
        return bool(self.user.is_superuser) or self.item.locked_by_id == self.user.pk
