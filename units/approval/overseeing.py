"""The overseers' queue: everything that waits anywhere and everything on hold, earliest due first (ND-5.1, ND-5.4a)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe
from wagtail.admin.menu import MenuItem

from units.approval import inbox, oversight
from units.approval.models import Hold, StageState
from units.approval.worklists import PER_PAGE, WorkLists
from units.people import StaffRequest

if TYPE_CHECKING:
    from accounts.models import User


class Everywhere(WorkLists):
    """What waits at any stage of any unit."""

    def __init__(self, user: User, numbers: Mapping[str, str]) -> None:
        super().__init__(user, numbers)
        self._lists = {"everywhere": StageState.objects.waiting().order_by(*inbox.BY_DUE)}


@require_safe
def queue(request: StaffRequest) -> HttpResponse:
    """What waits everywhere and what is on hold; each item opens where it is returned, held, released or withdrawn."""
    if not oversight.oversees(request.user):
        raise PermissionDenied(_("Only who oversees the portal sees what waits in every unit; your own is in My work."))
    held = Hold.objects.open().select_related("by", "unit").order_by("-at")
    context = {
        "page": Everywhere(request.user, request.GET.dict()).pages["everywhere"],
        "held": Paginator(held, PER_PAGE).get_page(request.GET.get("held")),
    }
    return render(request, "approval/overseeing.html", context)


class OverseeingMenuItem(MenuItem):
    """Shown to whoever oversees."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the person may open the queue; costs no query of its own."""
        return oversight.oversees(request.user)  # type: ignore[arg-type]


def menu_item() -> MenuItem:
    """The way to the overseers' queue."""
    label = gettext_lazy("All that waits")
    return OverseeingMenuItem(label, reverse("approval:overseeing"), name="overseeing", icon_name="view", order=55)
