"""Wagtail's groups follow the memberships in force, so that a right is gone at the midnight its membership ends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.models import Group
from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import sessions
from units import people
from units.models.membership import Capability

if TYPE_CHECKING:
    from accounts.models import User
    from units.people import StaffRequest

STAFF_GROUP = "Cổng thông tin – Người làm việc"
SITE_GROUP = "Cổng thông tin – Nội dung chung"
REGISTER_GROUP = "Cổng thông tin – Danh mục đơn vị"
PORTAL_GROUPS = {STAFF_GROUP, SITE_GROUP, REGISTER_GROUP}
#: The groups that follow the memberships; others are the administrator's.
MANAGED = Q(name__in=PORTAL_GROUPS) | Q(writers_of__isnull=False) | Q(editors_of__isnull=False)


def groups_due(user: User) -> tuple[set[int], set[str]]:
    """The groups that the memberships in force today give ``user``: ids of units' groups, names of the portal's own."""
    held = people.held_by(user)
    ids: set[int | None] = set()
    names: set[str] = {STAFF_GROUP} if held else set()
    for membership in held:
        capabilities = membership.role.capabilities
        if membership.unit and Capability.EDIT in capabilities:
            ids.add(membership.unit.editors_id)
        elif membership.unit and Capability.WRITE in capabilities:
            ids.add(membership.unit.writers_id)
        elif membership.unit is None and Capability.SITE_CONTENT in capabilities:
            names.add(SITE_GROUP)
        if membership.unit is None and Capability.REGISTER in capabilities:
            names.add(REGISTER_GROUP)
    return {pk for pk in ids if pk is not None}, names


def sync(user: User) -> bool:
    """Give ``user`` exactly the portal's groups due today; groups that the portal does not manage stay as they are.

    One query where nothing has changed, as on nearly every request. Where a right is taken away, every session that
    relied on it ends (LD-1.2d); whether that was so.
    """
    held = dict(user.groups.filter(MANAGED).values_list("pk", "name"))
    ids, names = groups_due(user)
    if {pk for pk, name in held.items() if name not in PORTAL_GROUPS} == ids and {
        *held.values()
    } & PORTAL_GROUPS == names:
        return False
    due = ids | set(Group.objects.filter(name__in=names).values_list("pk", flat=True))
    taken = held.keys() - due
    user.groups.remove(*taken)
    user.groups.add(*due - held.keys())
    if taken:
        sessions.end_all(user, "right_taken_away")
    return bool(taken)


#: Where a session keeps the memberships that it began with.
HELD = "memberships"


def note_held(sender: Any, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """Write into a session that begins what its person holds (signal ``user_logged_in``)."""
    request.session[HELD] = [membership.pk for membership in people.held_by(user)]


def lost_since_sign_in(request: StaffRequest) -> bool:
    """Whether a membership that the session began with is no longer in force; costs no query of its own."""
    began_with = {*request.session.get(HELD, [])}
    return bool(began_with - {membership.pk for membership in people.held_by(request.user)})


class RightsMiddleware:
    """Brings a person's groups up to date before any page of the admin asks for them; readers cost nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.admin = reverse("wagtailadmin_home")

    def __call__(self, request: StaffRequest) -> HttpResponse:
        """Sync the signed-in person on the admin's paths only, so that public pages touch no session."""
        if request.path.startswith(self.admin) and request.user.is_authenticated:
            people.keep(request.user)
            if sync(request.user) or lost_since_sign_in(request):
                logout(request)
                messages.warning(request, _("A right of yours has ended. Sign in again to go on with the others."))
                return redirect_to_login(self.admin, reverse("wagtailadmin_login"))
        return self.get_response(request)

    def process_view(
        self, request: StaffRequest, view: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Close Wagtail's views that look across units to those who may not; ``units.stock_views`` says to whom."""
        from units import stock_views

        if request.path.startswith(self.admin) and request.user.has_perm("wagtailadmin.access_admin"):
            return stock_views.answer(request, kwargs)
        return None
