"""Screens about who does the work: units that lack somebody, and the teams of the stages (ND-5.2, ND-10.1)."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from units.members.asked import Asked
from units.members.rules import MemberRules
from units.members.teams import Team, teams_of
from units.members.vacant import Vacancies, units_seen_by
from units.models import Unit
from units.people import StaffRequest

PER_PAGE = 20


@require_safe
def vacant(request: StaffRequest) -> HttpResponse:
    """Units without somebody their route asks for, twenty a page; stages for the whole site before them.

    Raises ``PermissionDenied`` for whoever neither oversees all units nor administers one.
    """
    units = units_seen_by(request.user)
    if not units.exists():
        raise PermissionDenied(_("Only administrators of a unit's members and whoever oversees all units come here."))
    vacancies = Vacancies(units)
    context = {
        "page": Paginator(vacancies.of_units, PER_PAGE).get_page(request.GET.get("p")),
        "site": vacancies.of_site,
        "may_appoint": MemberRules(request.user).may_enter,
    }
    return render(request, "units/admin/members/vacant.html", context)


@require_safe
def teams(request: StaffRequest) -> HttpResponse:
    """The teams that the person may open. Raises ``PermissionDenied`` where there is none."""
    found = teams_of(request.user)
    if not found:
        raise PermissionDenied(_("Only people of a team that approves, and whoever oversees the portal, come here."))
    return render(request, "units/admin/members/teams.html", {"teams": found})


@require_safe
def team(request: StaffRequest, role_code: str, code: str = "") -> HttpResponse:
    """One team: its members, absences and work.

    ``code`` is the unit's, empty for a role of the site. Raises ``Http404`` where no stage asks for the role there,
    ``PermissionDenied`` for outsiders.
    """
    unit = get_object_or_404(Unit, code=code) if code else None
    asked = Asked()
    roles = asked.unit_roles() if unit is not None else asked.site_roles()
    role = next((role for role in roles if role.code == role_code), None)
    if role is None:
        raise Http404(_("No stage of an approval route asks for this role."))
    shown = Team(role, unit)
    if (refusal := shown.refusal(request.user)) is not None:
        raise PermissionDenied(refusal)
    return render(request, "units/admin/members/team.html", {"team": shown})
