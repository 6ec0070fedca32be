"""Where Wagtail's admin leads to the measures: the header of a page's screens, the reports, its own log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from units.approval.measures import HOLD_ACTION
from units.approval.taking import may_see_emergencies, verbs_for
from units.pages import OwnedPage

if TYPE_CHECKING:
    from accounts.models import User

ICONS = {"no": "warning"}


def header_buttons(page: Page, user: User) -> Iterator[Button]:
    """Hook ``register_page_header_buttons``: what the person may do to the item outside its route."""
    item = page.specific
    if isinstance(item, OwnedPage) and not item.structural:
        yield from buttons_of(item, user)


def buttons_of(item: Any, user: User) -> Iterator[Button]:
    """What the person may do to ``item``, a page or a snippet, outside its route."""
    for place, link in enumerate(verbs_for(item, user)):
        yield Button(link.label, link.url, icon_name=ICONS.get(link.style, "tasks"), priority=70 + place)


class EmergenciesMenuItem(MenuItem):
    """Shown to whoever follows emergency publications."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may open the list."""
        return may_see_emergencies(request.user)


def menu_item() -> MenuItem:
    """The way to the emergency publications that wait to be signed off."""
    label = _("Emergency publications")
    return EmergenciesMenuItem(
        label, reverse("approval:emergencies"), name="emergencies", icon_name="warning", order=150
    )


def log_actions(actions: Any) -> None:
    """Hook ``register_log_actions``: a hold stands in a page's history by its own name."""
    actions.register_action(HOLD_ACTION, _("Hold"), _("Put on hold"))
