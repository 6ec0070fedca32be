"""The way to the leader's page: first in the menu, and one tap from the admin's home page (ND-9.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from units.leading.chairs import may_sit

if TYPE_CHECKING:
    from accounts.models import User


class LeadersMenuItem(MenuItem):
    """Shown to those for whom there is a leader's page."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The same question as the page's own."""
        return may_sit(cast("User", request.user))


def menu_item() -> LeadersMenuItem:
    """The first entry of the menu."""
    return LeadersMenuItem(_("Leader's page"), reverse("leading:page"), name="leading", icon_name="view", order=10)


class LeadersPanel(Component):
    """One tap from the home page to the leader's page; costs no query."""

    name = "leading"
    template_name = "leading/panel.html"
    order = 10

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Whether there is such a page for the person."""
        return {"may_sit": may_sit(parent_context["request"].user)}
