"""The way to all reports, first in the Reports menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from units.contributions.readers import may_see_reports

if TYPE_CHECKING:
    from accounts.models import User


class ReportsMenuItem(MenuItem):
    """Shown to those who may see some report; no query where the request has asked for memberships."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person sees anybody's figures."""
        return may_see_reports(cast("User", request.user))


def menu_item() -> ReportsMenuItem:
    """The entry for the Reports menu."""
    return ReportsMenuItem(
        _("All reports"), reverse("reports:index"), name="all-reports", icon_name="list-ul", order=90
    )
