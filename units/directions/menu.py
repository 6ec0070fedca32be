"""The entry of the directions in the admin's menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from units.directions import rules

if TYPE_CHECKING:
    from accounts.models import User


class DirectionsMenuItem(MenuItem):
    """Shown to whoever reads some direction."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The same question as the list's own."""
        return rules.may_come(cast("User", request.user))


def directions_menu_item() -> DirectionsMenuItem:
    """The entry for the Reports menu."""
    return DirectionsMenuItem(
        _("Directions"), reverse("directions:index"), name="directions", icon_name="tick-inverse", order=106
    )
