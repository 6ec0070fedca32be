"""The menu item of the sections to arrange, for those who may arrange one."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from home.arranging.rules import arranges_somewhere

if TYPE_CHECKING:
    from accounts.models import User


class SectionsMenuItem(MenuItem):
    """Shown to people who control a section."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is a section for the person to arrange."""
        return arranges_somewhere(cast("User", request.user))


def menu_item() -> MenuItem:
    """The way to the sections."""
    return SectionsMenuItem(_("Sections"), reverse("arranging:index"), name="sections", icon_name="list-ol", order=150)
