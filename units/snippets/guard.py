"""The boundary before every view of one item: whatever Wagtail's view asks, this asks first (LD-3.6, ND-13.6a).

Wagtail's snippet views ask for a permission on the type and never look whose the item is. A view that takes an item
runs only for those whom the item's own tester lets open it, a view that a later Wagtail adds included.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from units.snippets.permissions import SnippetPermissionTester

Rule = Callable[[SnippetPermissionTester], bool]


class GuardedView:
    """Mixed in before a view class; ``rule`` is what the tester has to say yes to."""

    model: Any = None
    rule: Rule = SnippetPermissionTester.can_edit

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Refuse before the view has looked at anything. Raises ``Http404`` where there is no such item."""
        if "pk" in kwargs:
            item = self.model._default_manager.filter(pk=_number(kwargs["pk"])).first()
            if item is None:
                raise Http404(_("There is no such item."))
            tester = item.permissions_for_user(request.user)
            if not tester.can_edit():
                raise PermissionDenied(_("Only people of the item's unit and whoever decides on it may open it."))
            if not type(self).rule(tester):
                raise PermissionDenied(_("This cannot be done to the item as it stands; open its review page."))
        super().setup(request, *args, **kwargs)  # type: ignore[misc]


def _number(pk: Any) -> str:
    number = unquote(str(pk))
    return number if number.isdecimal() else "0"


def guarded(view_class: type[Any], model: type[Any], rule: Rule = SnippetPermissionTester.can_edit) -> type[Any]:
    """``view_class`` behind the guard for items of ``model``."""
    return type(f"Guarded{view_class.__name__}", (GuardedView, view_class), {"model": model, "rule": rule})
