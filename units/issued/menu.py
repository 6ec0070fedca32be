"""The entry of the issued documents in the admin's menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from units.contributions.readers import may_see_reports
from units.issued import rules

if TYPE_CHECKING:
    from accounts.models import User


class IssuedMenuItem(MenuItem):
    """Shown to whoever sees some unit's documents."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The same question as the list's own; no query where the request has asked for memberships."""
        person = cast("User", request.user)
        return rules.may_keep(person) or may_see_reports(person)


def issued_menu_item() -> IssuedMenuItem:
    """The entry for the Reports menu."""
    return IssuedMenuItem(
        _("Issued documents"), reverse("issued:index"), name="issued", icon_name="doc-full-inverse", order=105
    )
