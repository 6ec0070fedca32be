"""The entry of the desk in the admin's menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from units.periods import rules

if TYPE_CHECKING:
    from accounts.models import User


class PeriodsMenuItem(MenuItem):
    """Shown to whoever may see the desk."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The same question as the desk's own."""
        return rules.may_see(cast("User", request.user))


def periods_menu_item() -> PeriodsMenuItem:
    """The entry for the Reports menu."""
    return PeriodsMenuItem(_("Closed periods"), reverse("periods:index"), name="periods", icon_name="lock", order=102)
