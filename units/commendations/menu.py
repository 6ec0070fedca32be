"""The entry of the commendations in the admin's menu: everybody who works here reads the list."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem


def commendations_menu_item() -> MenuItem:
    """The entry for the Reports menu."""
    return MenuItem(
        _("Commendations"), reverse("commendations:index"), name="commendations", icon_name="pick", order=108
    )
