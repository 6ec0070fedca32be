"""The inbox in the admin: a menu item for everybody, and the first thing on the admin's home page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from units.approval import inbox

SHOWN = 5


def menu_item() -> MenuItem:
    """The way to the inbox."""
    return MenuItem(_("My work"), reverse("approval:my_work"), name="my-work", icon_name="tasks", order=50)


class InboxPanel(Component):
    """What waits for the person, what came back and what they sent, on the admin's home page."""

    name = "my_work"
    template_name = "approval/inbox_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The first five of each list and whether there are more."""
        user = parent_context["request"].user
        return {
            "waiting": list(inbox.waiting_for(user)[:SHOWN]),
            "waiting_count": inbox.waiting_for(user).count(),
            "returned": list(inbox.returned_to(user)[:SHOWN]),
            "sent": list(inbox.sent_by(user)[:SHOWN]),
        }
