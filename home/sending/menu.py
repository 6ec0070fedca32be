"""The menu item of sending, for everybody who writes somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from home.sending.rules import may_send

if TYPE_CHECKING:
    from accounts.models import User


class SendingMenuItem(MenuItem):
    """Shown to people with a unit to write for."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the form would open."""
        return may_send(cast("User", request.user))


def menu_item() -> MenuItem:
    """The way to the short form."""
    return SendingMenuItem(_("Send an article"), reverse("sending:send"), name="sending", icon_name="mail", order=60)
