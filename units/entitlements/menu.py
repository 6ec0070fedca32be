"""The way to the screens of rights."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from units.entitlements import review_report

if TYPE_CHECKING:
    from accounts.models import User


class ReviewsMenuItem(MenuItem):
    """Shown to leaders and to whoever follows all units."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is a line of the report that the person may see."""
        return review_report.may_enter(cast("User", request.user))


def reviews_menu_item() -> MenuItem:
    """The entry among the reports."""
    label = _("Quarterly review of rights")
    return ReviewsMenuItem(label, reverse("entitlements:reviews"), name="reviews", icon_name="key", order=1205)


def menu_item() -> MenuItem:
    """Everybody who works here may ask for a right, so everybody sees it."""
    return MenuItem(_("Rights"), reverse("entitlements:index"), name="rights", icon_name="key", order=305)
