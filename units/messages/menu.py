"""The bell: an entry of the admin's menu that says how many messages are unread."""

from __future__ import annotations

from typing import cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from units.messages.models import Message
from units.people import StaffRequest


class BellMenuItem(MenuItem):
    """Carries the number of unread messages in its words, for every eye and ear; one query."""

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """The entry as it stands for the person; the item itself is shared by everybody."""
        component = super().render_component(request)
        unread = Message.objects.of(cast(StaffRequest, request).user).unread().count()
        if unread:
            label = ngettext("Messages: %(count)s new", "Messages: %(count)s new", unread)
            component.label = label % {"count": unread}
        return component


def menu_item() -> MenuItem:
    """The way to a person's messages."""
    return BellMenuItem(_("Messages"), reverse("messages:index"), name="messages", icon_name="mail", order=60)
