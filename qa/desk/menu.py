"""The menu item of questions, for people who have to do with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from qa import people

if TYPE_CHECKING:
    from accounts.models import User


class QuestionsMenuItem(MenuItem):
    """Shown to officers, leaders, coordinators; costs no query of its own."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there could be a question for the person."""
        user = cast("User", request.user)
        return bool(people.answers_for(user) or people.leads(user) or people.watches(user))


def menu_item() -> MenuItem:
    """The way to the lists."""
    return QuestionsMenuItem(
        _("Questions and answers"), reverse("questions:index"), name="questions", icon_name="help", order=58
    )
