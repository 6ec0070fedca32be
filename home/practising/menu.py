"""The way to the practice area."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem


def menu_item() -> MenuItem:
    """Everybody who comes this far holds a role, so everybody sees it."""
    return MenuItem(_("Practice area"), reverse("practising:index"), name="practice", icon_name="edit", order=9500)
