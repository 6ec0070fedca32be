"""The leader's page (ND-9.2, LD-6.1c)."""

from __future__ import annotations

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from units.guarding import Guard
from units.leading import lines
from units.leading.chairs import chairs_of, refusal
from units.people import StaffRequest

open_to_leaders = Guard(refusal, "leading/refused.html")


@require_safe
@open_to_leaders
def page(request: StaffRequest, code: str = "") -> HttpResponseBase:
    """What the chair ``code`` shows, the person's first where none is named. Raises ``Http404`` for a foreign one."""
    chairs = chairs_of(request.user)
    chair = next((each for each in chairs if code in {"", each.code}), None)
    if chair is None:
        raise Http404(_("There is no such page for you."))
    with timezone.override(timezone.get_default_timezone()):
        context = {"chair": chair, "chairs": chairs, "blocks": lines.blocks_for(chair)}
        return render(request, "leading/page.html", context)
