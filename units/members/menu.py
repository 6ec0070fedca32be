"""The menu items of the members' screens, for those who may enter them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem

from units.members.rules import MemberRules
from units.members.teams import may_enter
from units.members.vacant import sees_gaps

if TYPE_CHECKING:
    from accounts.models import User


class MembersMenuItem(MenuItem):
    """Shown to administrators of members."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person administers anybody."""
        return MemberRules(cast("User", request.user)).may_enter


def menu_item() -> MenuItem:
    """The way to the members' screens."""
    label = _("Members of the unit")
    return MembersMenuItem(label, reverse("members:index"), name="members", icon_name="group", order=300)


class VacantMenuItem(MenuItem):
    """Shown to whoever oversees all units and to administrators of one."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether there is a unit whose gaps the person may see."""
        return sees_gaps(cast("User", request.user))


class TeamsMenuItem(MenuItem):
    """Shown to whoever has a role."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether a team may open to the person; asks nothing of the database beyond what they hold."""
        return may_enter(cast("User", request.user))


def vacant_menu_item() -> MenuItem:
    """The way to the units that lack somebody, among the reports."""
    return VacantMenuItem(_("Units without people"), reverse("members:vacant"), name="vacant", icon_name="warning")


def teams_menu_item() -> MenuItem:
    """The way to the teams of the stages, among the reports."""
    return TeamsMenuItem(_("Teams"), reverse("members:teams"), name="teams", icon_name="group")
