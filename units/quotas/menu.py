"""The entry of the quotas in the admin's menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from units.contributions.readers import may_see_reports
from units.quotas import rules

if TYPE_CHECKING:
    from accounts.models import User


class QuotasMenuItem(MenuItem):
    """Shown to whoever sees some unit's quotas."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The same question as the report's own; no query where the request has asked for memberships."""
        person = cast("User", request.user)
        return rules.may_assign(person) or may_see_reports(person)


def quotas_menu_item() -> QuotasMenuItem:
    """The entry for the Reports menu."""
    return QuotasMenuItem(_("Quotas"), reverse("quotas:index"), name="quotas", icon_name="success", order=103)
