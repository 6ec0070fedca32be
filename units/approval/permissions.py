"""What a person may do to a page, as Wagtail asks it everywhere: views, buttons, bulk actions, choosers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import CharField, Exists, OuterRef
from django.db.models.functions import Cast
from wagtail.models import Page, PagePermissionTester, WorkflowState

from units import people
from units.models.membership import Capability

if TYPE_CHECKING:
    from accounts.models import User

FRONT_PAGE_DEPTH = 2


class GuardedPermissionTester(PagePermissionTester):
    """Wagtail's tester without the ways round approval, for superusers as for everybody else (LD-5.1a)."""

    def __init__(self, user: User, page: Page) -> None:
        super().__init__(user, page)
        if user.is_superuser:
            # Wagtail leaves this out for superusers, but asks destinations for it when a page is moved.
            self.permissions: set[str] = {"add", "change"}

    def _is_front_page_of_site_editor(self) -> bool:
        # Wagtail's page permissions reach down the whole tree, so the front page, above every unit, has none.
        if self.page.depth != FRONT_PAGE_DEPTH:
            return False
        return people.has_capability(self.user, Capability.SITE_CONTENT)

    def can_edit(self) -> bool:
        """As Wagtail says; the front page by capability."""
        return bool(super().can_edit() or self._is_front_page_of_site_editor())

    def can_add_subpage(self) -> bool:
        """As Wagtail says; below the front page by capability."""
        return bool(super().can_add_subpage() or self._is_front_page_of_site_editor())

    def can_publish(self) -> bool:
        """Nobody publishes: approval does, on the last stage's verdict."""
        return False

    def can_publish_subpage(self) -> bool:
        """Nobody creates a page already public, nor an alias of a public one."""
        return False

    def can_unschedule(self) -> bool:
        """Nothing is scheduled without approval, so nothing is unscheduled by hand."""
        return False

    def can_set_view_restrictions(self) -> bool:
        """The audience of an item is not a page's private password."""
        return False

    def can_unpublish(self) -> bool:
        """Nobody takes a page down without saying what that means: it is held or withdrawn on its review page."""
        return False

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """A draft may be deleted; what has been public once is withdrawn instead, so that its record stays."""
        if self._is_structural() or self._was_public() or self._under_way([WorkflowState.STATUS_IN_PROGRESS]):
            return False
        return bool(super().can_delete(ignore_bulk))

    def can_copy(self) -> bool:
        """Whoever may edit an item may copy it; sections, directories and units' pages exist once."""
        return not self._is_structural() and bool(super().can_copy())

    def can_lock(self) -> bool:
        """While an item waits, its stage locks it for everybody and nobody adds a lock of their own."""
        return not self.page.workflow_in_progress and bool(super().can_lock())

    def can_move(self) -> bool:
        """A draft may be moved; a public item stays at its address, and a route once begun ends where it began."""
        begun = [WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES]
        return not self._under_way(begun) and self.can_delete(ignore_bulk=True)

    def can_move_to(self, destination: Page) -> bool:
        """Only what may be moved at all; Wagtail does not ask that of superusers."""
        return self.can_move() and bool(super().can_move_to(destination))

    def can_reorder_children(self) -> bool:
        """The order of the menu comes from the preset."""
        return False

    def _is_structural(self) -> bool:
        return self.page_is_root or bool(getattr(self.page.specific_class, "structural", False))

    def _under_way(self, statuses: list[str]) -> bool:
        """Whether the page or one below it is on its route in one of ``statuses``."""
        below = self.page.get_descendants(inclusive=True).annotate(key=Cast("pk", CharField()))
        states = WorkflowState.objects.filter(
            base_content_type=self.page.get_base_content_type(), status__in=statuses, object_id=OuterRef("key")
        )
        return bool(below.filter(Exists(states)).exists())

    def _was_public(self) -> bool:
        pages: Page = self.page.get_descendants(inclusive=True)
        return bool(pages.filter(first_published_at__isnull=False).exists() or pages.filter(live=True).exists())
