"""The entry of the key tasks in the admin's menu: everybody who works here reads them."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem


def key_tasks_menu_item() -> MenuItem:
    """The entry for the Reports menu."""
    return MenuItem(_("Key tasks"), reverse("keytasks:index"), name="key-tasks", icon_name="tasks", order=104)
