"""The screens on which a section's lead units hide, pin and order its articles; the rules decide, the views ask."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from home.arranging import actions, rules
from home.models import Placement, SectionPage
from units.people import StaffRequest

PER_PAGE = 20

DONE = {
    "hide": gettext_lazy("“%(title)s” is hidden in this section; its own page stays public."),
    "show": gettext_lazy("“%(title)s” is shown in this section again."),
    "pin": gettext_lazy("“%(title)s” is pinned to the top of this section."),
    "unpin": gettext_lazy("“%(title)s” stands by its date again."),
    "move_up": gettext_lazy("“%(title)s” was moved up."),
    "move_down": gettext_lazy("“%(title)s” was moved down."),
}


@require_safe
def index(request: StaffRequest) -> HttpResponse:
    """The sections that the person may arrange, each with its lead units."""
    sections = list(rules.arrangeable_by(request.user).prefetch_related("leads__unit"))
    if not sections:
        return _refused(request, _("You arrange no section: only the units that lead one do."))
    return render(request, "arranging/index.html", {"sections": sections})


@require_safe
def section(request: StaffRequest, section_code: str) -> HttpResponse:
    """One section's public articles, pinned first, twenty a page, each with what may be done to it."""
    page = get_object_or_404(SectionPage, code=section_code)
    refusal = rules.refusal(request.user, page)
    if refusal is not None:
        return _refused(request, refusal)
    placements = Placement.objects.filter(section=page, article__live=True).in_order()
    placements = placements.select_related("article__unit").defer("article__body")
    context = {
        "section": page,
        "leads": page.lead_units(),
        "placements": Paginator(placements, PER_PAGE).get_page(request.GET.get("p")),
        "pinned": Placement.objects.filter(section=page).pinned().count(),
        "most_pinned": actions.MOST_PINNED,
    }
    return render(request, "arranging/section.html", context)


@require_POST
def act(request: StaffRequest, section_code: str, placement_id: int) -> HttpResponse:
    """Do one thing to an article of the section and come back to its line. Raises ``Http404`` for another section's."""
    page = get_object_or_404(SectionPage, code=section_code)
    refusal = rules.refusal(request.user, page)
    if refusal is not None:
        return _refused(request, refusal)
    placement = get_object_or_404(Placement.objects.select_related("article"), pk=placement_id, section=page)
    verb = request.POST.get("verb", "")
    try:
        if verb not in actions.VERBS:
            raise PermissionDenied(_("Choose what to do with the article."))
        actions.VERBS[verb](placement, request.user)
    except PermissionDenied as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, DONE[verb] % {"title": placement.article.title})
    number = request.POST.get("p", "")
    query = f"?p={number}" if number.isdecimal() else ""
    return redirect(f"{reverse('arranging:section', args=[page.code])}{query}#tin-{placement.pk}")


def _refused(request: StaffRequest, sentence: str) -> HttpResponse:
    return render(request, "arranging/refused.html", {"refusal": sentence}, status=403)
