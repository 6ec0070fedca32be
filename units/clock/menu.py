"""The entry of the report on late items in the admin's menu."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from units.contributions.menu import ReportMenuItem


def late_menu_item() -> ReportMenuItem:
    """The entry for the Reports menu, shown to whoever sees somebody's figures."""
    return ReportMenuItem(_("Late items"), reverse("clock:late"), name="late-items", icon_name="time", order=110)
