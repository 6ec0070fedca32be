"""The guide inside the administration: its parts, and one part to read or to print (LD-4.2c)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from units import people
from units.guide import pages
from units.people import StaffRequest


def index(request: StaffRequest) -> HttpResponse:
    """All parts, those of the person's own roles first."""
    own = pages.parts_for({held.role.code for held in people.held_by(request.user)})
    others = [part for part in pages.parts() if part not in own]
    return render(request, "guide/index.html", {"own": own, "others": others})


def part(request: HttpRequest, code: str) -> HttpResponse:
    """One part, whole; anybody who works here may read how the others work."""
    found = pages.part(code)
    if found is None:
        raise Http404(_("The guide has no such part."))
    return render(request, "guide/part.html", {"part": found})
