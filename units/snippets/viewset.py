"""The viewset of every snippet of a unit: Wagtail's own screens, each behind the boundary (LD-3.6, ND-13.6a)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import SnippetAdminURLFinder
from wagtail.snippets.views import snippets

from units.approval import items
from units.people import StaffRequest
from units.snippets import views
from units.snippets.chooser import PublicChooserViewSet
from units.snippets.guard import guarded
from units.snippets.permissions import SnippetPermissionTester, UnitSnippetPolicy, writes_somewhere

if TYPE_CHECKING:
    from accounts.models import User

#: What a view asks beyond being let in; nothing where it is not named.
RULES = {
    snippets.DeleteView: SnippetPermissionTester.can_delete,
    snippets.CopyView: SnippetPermissionTester.can_copy,
    snippets.LockView: SnippetPermissionTester.can_lock,
    snippets.UnlockView: SnippetPermissionTester.can_unlock,
    snippets.RevisionsUnscheduleView: SnippetPermissionTester.can_unschedule,
}


class WritersMenuItem(MenuItem):
    """Shown to whoever writes in some unit."""

    def is_shown(self, request: StaffRequest) -> bool:
        """Whether the person could begin an item."""
        return writes_somewhere(request.user)


class OwnedSnippetViewSet(snippets.SnippetViewSet):
    """Extend it and name the model; copying and inspecting are off, as the review page shows an item in full."""

    add_view_class = views.CreateView
    edit_view_class = views.EditView
    index_view_class = views.IndexView
    unpublish_view_class = views.WithdrawInstead
    chooser_viewset_class = PublicChooserViewSet
    copy_view_enabled = False
    inspect_view_enabled = False
    menu_item_class = WritersMenuItem

    @property
    def permission_policy(self) -> UnitSnippetPolicy:
        """Who works on items of this type."""
        return UnitSnippetPolicy(self.model)

    def construct_view(self, view_class: type[Any], **kwargs: Any) -> Any:
        """Every view stands behind the guard, whatever Wagtail calls it."""
        rule = next((rule for stock, rule in RULES.items() if issubclass(view_class, stock)), None)
        rule = rule or SnippetPermissionTester.can_edit
        return super().construct_view(guarded(view_class, self.model, rule), **kwargs)

    def get_queryset(self, request: StaffRequest) -> Any:
        """The items that the person works on."""
        return self.permission_policy.instances_user_has_any_permission_for(request.user, {"change"})

    @property
    def url_finder_class(self) -> type[Any]:
        """Where usage tables and reports link to: nowhere for whoever may not open the item, whose title they hide."""
        return type("OwnedURLFinder", (OwnedURLFinder,), {"model": self.model})


class OwnedURLFinder(SnippetAdminURLFinder):
    """Asks about the item, not about its type."""

    def __init__(self, user: User | None = None) -> None:
        self.user = user

    def get_edit_url(self, instance: Any) -> str | None:
        """Where the item is edited; None for whoever may not open it."""
        opens = self.user is None or instance.permissions_for_user(self.user).can_edit()
        return items.edit_url(instance) if opens else None
