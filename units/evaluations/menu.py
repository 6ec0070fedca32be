"""The entry of the quarterly evaluations in the admin's menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from units.contributions.readers import may_see_reports
from units.evaluations import rules

if TYPE_CHECKING:
    from accounts.models import User


class EvaluationsMenuItem(MenuItem):
    """Shown to whoever sees some unit's evaluation."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The same question as the screen's own; no query where the request has asked for memberships."""
        person = cast("User", request.user)
        return rules.may_see_all(person) or may_see_reports(person)


def evaluations_menu_item() -> EvaluationsMenuItem:
    """The entry for the Reports menu."""
    return EvaluationsMenuItem(
        _("Quarterly evaluations"), reverse("evaluations:index"), name="evaluations", icon_name="form", order=106
    )
