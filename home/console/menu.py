"""The menu item of the unit console, for whoever oversees a unit."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from home.console.rules import may_enter

if TYPE_CHECKING:
    from accounts.models import User


class ConsoleMenuItem(MenuItem):
    """Shown to people with a unit to oversee."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether a console would open."""
        return may_enter(cast("User", request.user))


def menu_item() -> MenuItem:
    """The way to the console."""
    return ConsoleMenuItem(
        _("The unit's content"), reverse("console:index"), name="console", icon_name="site", order=70
    )
