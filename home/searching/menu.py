"""The report's entry in the admin's menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from home.searching.rules import may_read_log

if TYPE_CHECKING:
    from accounts.models import User


class LogMenuItem(MenuItem):
    """Shown only to those who may read the log."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The same question as the report's own."""
        return may_read_log(cast("User", request.user))


def log_menu_item() -> LogMenuItem:
    """The entry for the Reports menu."""
    return LogMenuItem(
        _("What readers search for"), reverse("searching:log"), name="search-log", icon_name="search", order=120
    )
