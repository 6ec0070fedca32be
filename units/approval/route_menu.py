"""The menu item of the approval routes, for those who keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from units.approval import route_changing

if TYPE_CHECKING:
    from accounts.models import User


class RoutesMenuItem(MenuItem):
    """Shown to those who keep routes."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may come in."""
        return route_changing.refusal(cast("User", request.user)) is None


def routes_menu_item() -> RoutesMenuItem:
    """The way to the routes, for the Settings menu."""
    return RoutesMenuItem(_("Approval routes"), reverse("routes:index"), name="routes", icon_name="tasks", order=90)
