"""The entry of remuneration in the admin's menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from units.remuneration import rules

if TYPE_CHECKING:
    from accounts.models import User


class PayMenuItem(MenuItem):
    """Shown to whoever may see what people are paid."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The same question as the screens' own."""
        return rules.may_see(cast("User", request.user))


def pay_menu_item() -> PayMenuItem:
    """The entry for the Reports menu."""
    return PayMenuItem(_("Remuneration"), reverse("remuneration:index"), name="pay", icon_name="tasks", order=104)
