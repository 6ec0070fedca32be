"""The way to the guide, last in everybody's menu."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem


def menu_item() -> MenuItem:
    """The entry of the admin's menu."""
    return MenuItem(_("Guide"), reverse("guide:index"), name="guide", icon_name="help", order=11_000)
