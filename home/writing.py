"""The way from the admin's home page straight to a new article, one button a unit."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from units.models import Capability
from units.people import units_of, units_with


class WritePanel(Component):
    """“Write an article” for each unit in which the person writes (LD-5.1b)."""

    name = "write"
    template_name = "approval/write_panel.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """The units with the address of the form for a new article, and of what they have in hand."""
        user = parent_context["request"].user
        units = units_of(user) & units_with(user, Capability.WRITE)
        return {
            "targets": [
                {
                    "unit": unit,
                    "url": reverse("wagtailadmin_pages:add", args=["home", "articlepage", unit.page_id]),
                    "list_url": reverse("wagtailadmin_explore", args=[unit.page_id]),
                }
                for unit in units.filter(page__isnull=False)
            ]
        }
