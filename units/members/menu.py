"""The menu item of the members' screens, for those who may enter them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from units.members.rules import MemberRules

if TYPE_CHECKING:
    from accounts.models import User


class MembersMenuItem(MenuItem):
    """Shown to administrators of members."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person administers anybody."""
        return MemberRules(cast("User", request.user)).may_enter


def menu_item() -> MenuItem:
    """The way to the members' screens."""
    label = _("Members of the unit")
    return MembersMenuItem(label, reverse("members:index"), name="members", icon_name="group", order=300)
