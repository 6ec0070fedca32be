"""The report's entry in the admin's menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from units.contributions.readers import may_see_reports


class ReportMenuItem(MenuItem):
    """Shown only to those who may see somebody's figures."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The same question as the report's own."""
        person: Any = request.user
        return may_see_reports(person)


def report_menu_item() -> ReportMenuItem:
    """The entry for the Reports menu."""
    return ReportMenuItem(
        _("Contributions of the units"),
        reverse("contributions:index"),
        name="contributions",
        icon_name="list-ul",
        order=100,
    )
