"""The way to the screens of rights."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem


def menu_item() -> MenuItem:
    """Everybody who works here may ask for a right, so everybody sees it."""
    return MenuItem(_("Rights"), reverse("entitlements:index"), name="rights", icon_name="key", order=305)
