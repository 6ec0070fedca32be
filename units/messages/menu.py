"""The bell: an entry of the admin's menu that says how many messages are unread."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from units import people
from units.messages.models import Message
from units.people import StaffRequest

if TYPE_CHECKING:
    from accounts.models import User

#: What a membership says of its holder, asked together with the memberships.
UNREAD = "unread_messages"


class BellMenuItem(MenuItem):
    """Carries the number of unread messages in its words, for every eye and ear.

    The number comes with the memberships that every request of the admin asks for; whoever holds none costs a query.
    """

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        """The entry as it stands for the person; the item itself is shared by everybody."""
        component = super().render_component(request)
        unread = unread_by(cast(StaffRequest, request).user)
        if unread:
            label = ngettext("Messages: %(count)s new", "Messages: %(count)s new", unread)
            component.label = label % {"count": unread}
        return component


def unread_by(user: User) -> int:
    """How many messages ``user`` has not opened."""
    for held in people.held_by(user):
        return getattr(held, UNREAD) or 0
    return Message.objects.of(user).unread().count()


def menu_item() -> MenuItem:
    """The way to a person's messages."""
    return BellMenuItem(_("Messages"), reverse("messages:index"), name="messages", icon_name="mail", order=60)


people.remark(UNREAD, Message.objects.unread_by_holder)
