"""The entry of the annual scorecards in the admin's menu."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from units.contributions.readers import may_see_reports
from units.scorecards import rules

if TYPE_CHECKING:
    from accounts.models import User


class ScorecardsMenuItem(MenuItem):
    """Shown to whoever sees some unit's scorecard."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The same question as the screen's own; no query where the request has asked for memberships."""
        person = cast("User", request.user)
        return rules.may_see_all(person) or may_see_reports(person)


def scorecards_menu_item() -> ScorecardsMenuItem:
    """The entry for the Reports menu."""
    return ScorecardsMenuItem(
        _("Annual scorecards"), reverse("scorecards:index"), name="scorecards", icon_name="clipboard-list", order=107
    )
