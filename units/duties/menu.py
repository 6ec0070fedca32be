"""The entries of the duties in the admin's menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from units.contributions.readers import may_see_reports
from units.duties import rules

if TYPE_CHECKING:
    from accounts.models import User


class MatrixMenuItem(MenuItem):
    """Shown to whoever sees some unit's standing."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The same question as the matrix's own; no query where the request has asked for memberships."""
        person = cast("User", request.user)
        return rules.may_keep(person) or may_see_reports(person)


class RegisterMenuItem(MenuItem):
    """Shown to those who keep the register."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may come in."""
        return rules.may_keep(cast("User", request.user))


def matrix_menu_item() -> MatrixMenuItem:
    """The entry for the Reports menu."""
    return MatrixMenuItem(
        _("Duties of the units"), reverse("duties:matrix"), name="duties", icon_name="calendar-check", order=105
    )


def register_menu_item() -> RegisterMenuItem:
    """The entry for the Settings menu."""
    return RegisterMenuItem(
        _("Register of duties"), reverse("duties:register"), name="duty-register", icon_name="calendar-check", order=95
    )
