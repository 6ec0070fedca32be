"""The entry of the obstacles in the admin's menu: everybody who works here can tell one."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem


def obstacles_menu_item() -> MenuItem:
    """The entry for the Reports menu."""
    return MenuItem(
        _("Obstacles in applying the regulation"),
        reverse("obstacles:index"),
        name="obstacles",
        icon_name="warning",
        order=109,
    )
