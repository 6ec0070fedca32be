"""Networks and security events in the admin's menus."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from operations.rules import may_secure

if TYPE_CHECKING:
    from accounts.models import User


class SecurityMenuItem(MenuItem):
    """Shown only to those who look after security."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The same question as the screens' own."""
        return may_secure(cast("User", request.user))


def events_menu_item() -> MenuItem:
    """The entry for the Reports menu."""
    return SecurityMenuItem(
        _("Security events"), reverse("security:index"), name="security-events", icon_name="warning", order=210
    )


def networks_menu_item() -> MenuItem:
    """The entry for the Settings menu."""
    return SecurityMenuItem(_("Networks"), reverse("security:networks"), name="networks", icon_name="globe", order=900)
