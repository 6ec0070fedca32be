"""The inbox in the admin: a menu item for everybody, and the first thing on the admin's home page."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from units.approval import elsewhere
from units.approval.worklists import WorkLists

SHOWN = 5


def menu_item() -> MenuItem:
    """The way to the inbox."""
    return MenuItem(_("My work"), reverse("approval:my_work"), name="my-work", icon_name="tasks", order=50)


def delegations_menu_item() -> MenuItem:
    """The way to who decides in whose place, open to everybody who works here."""
    return MenuItem(
        _("Delegations"), reverse("approval:delegations"), name="delegations", icon_name="resubmit", order=310
    )


class InboxPanel(Component):
    """What waits for the person, what came back and what they sent, on the admin's home page."""

    name = "my_work"
    template_name = "approval/inbox_panel.html"
    order = 50

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The first five of each list and how many wait."""
        request = parent_context["request"]
        lists = WorkLists(request.user, {}, SHOWN)
        sections = [section for section in elsewhere.sections_for(request.user, SHOWN) if section.rows]
        return {
            "request": request,
            "pages": lists.pages,
            "emergencies": lists.emergencies,
            "elsewhere": sections,
        }
