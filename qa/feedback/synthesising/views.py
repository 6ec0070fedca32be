"""The screens of syntheses: the list, one of them, its texts, what is written of its records, its files."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from qa.feedback.models import Synthesis, SynthesisAct, SynthesisDirection
from qa.feedback.synthesising import directing, figures, report, trail, writing
from qa.feedback.synthesising.forms import BeginForm, DirectForm, FulfilForm, SummariesForm, WriteForm
from qa.feedback.synthesising.rules import SynthesisRules, closed_to_others, reach_of, why_not_begin, why_not_list
from units.guarding import MEND, demand
from units.papers import downloads
from units.papers.surroundings import last_facts
from units.people import StaffRequest

PER_PAGE = 20


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: StaffRequest) -> HttpResponse:
    """What the person may read, the newest first; officers begin a new one here."""
    may_begin = why_not_begin(request.user) is None
    found = reach_of(request.user)
    demand(why_not_list(request.user))
    form = BeginForm(request.POST or None, initial=last_facts(Synthesis))
    context = {
        "page": Paginator(found.for_lists(), PER_PAGE).get_page(request.GET.get("p")),
        "form": form if may_begin else None,
    }
    if request.method != "POST":
        return render(request, "syntheses/index.html", context)
    if not form.is_valid():
        return render(request, "syntheses/index.html", context, status=MEND)
    facts = {**last_facts(Synthesis), **{name: form.cleaned_data[name] for name in ("title", "issuer", "place")}}
    try:
        made = writing.begin(request.user, facts, form.cleaned_data["what"])
    except PermissionDenied as refusal:
        return render(request, "syntheses/index.html", {**context, "refusal": str(refusal)}, status=403)
    return redirect("syntheses:write", made.pk)


@never_cache
@require_http_methods(["GET", "HEAD"])
def synthesis(request: StaffRequest, synthesis_id: int) -> HttpResponse:
    """One synthesis: what it says, its figures, what the leaders directed, what has happened."""
    return _page(request, _readable(request, synthesis_id))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: StaffRequest, synthesis_id: int) -> HttpResponse:
    """Its texts and what stands around them on paper."""
    found = _for_writing(request, synthesis_id)
    form = WriteForm(request.POST or None, initial=WriteForm.values_of(found))
    context = {"synthesis": found, "form": form}
    if request.method != "POST":
        return render(request, "syntheses/write.html", context)
    if not form.is_valid():
        return render(request, "syntheses/write.html", context, status=MEND)
    try:
        writing.write(found.pk, request.user, form.facts())
    except PermissionDenied as refusal:
        return render(request, "syntheses/write.html", {**context, "refusal": str(refusal)}, status=403)
    messages.success(request, _("It has been saved."))
    return redirect("syntheses:synthesis", found.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def summaries(request: StaffRequest, synthesis_id: int) -> HttpResponse:
    """Its records, twenty a page, each with room for what is written of it."""
    found = _for_writing(request, synthesis_id)
    rows = found.records.select_related("feedback__field__parent", "feedback__about_unit")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    form = SummariesForm(request.POST or None, rows=page.object_list)
    context = {"synthesis": found, "form": form, "page": page}
    if request.method != "POST":
        return render(request, "syntheses/summaries.html", context)
    if not form.is_valid():
        return render(request, "syntheses/summaries.html", context, status=MEND)
    try:
        writing.summarise(found.pk, request.user, form.summaries(), form.left_out())
    except PermissionDenied as refusal:
        return render(request, "syntheses/summaries.html", {**context, "refusal": str(refusal)}, status=403)
    messages.success(request, _("It has been saved."))
    return redirect(f"{request.path}?p={page.number}")


@require_POST
def submit(request: StaffRequest, synthesis_id: int) -> HttpResponse:
    """Put it before the leaders."""
    found = _readable(request, synthesis_id)
    return _done(request, found, partial(writing.submit, found.pk, request.user), _("The leaders have been told."))


@require_POST
def direct(request: StaffRequest, synthesis_id: int) -> HttpResponse:
    """The leaders' direction on it."""
    found, form = _readable(request, synthesis_id), DirectForm(request.POST)
    if not form.is_valid():
        return _page(request, found, MEND, direct_form=form)
    act = partial(directing.direct, found.pk, request.user, **form.cleaned_data)
    return _done(request, found, act, _("The officers have been told of your direction."), direct_form=form)


@require_POST
def fulfil(request: StaffRequest, synthesis_id: int, direction_id: int) -> HttpResponse:
    """The report that a direction was carried out."""
    found, form = _readable(request, synthesis_id), FulfilForm(request.POST, prefix=f"fulfil-{direction_id}")
    direction = get_object_or_404(SynthesisDirection, pk=direction_id, synthesis=found)
    if not form.is_valid():
        return _page(request, found, MEND, fulfil_form=(direction.pk, form))
    act = partial(directing.fulfil, direction.pk, request.user, form.cleaned_data["report"])
    return _done(request, found, act, _("Whoever directed has been told."), fulfil_form=(direction.pk, form))


@never_cache
@require_POST
def download(request: StaffRequest, synthesis_id: int, form: str) -> HttpResponseBase:
    """Its paper as DOCX or PDF; who took it is noted. Posted, so that no program fetches it ahead.

    Raises ``Http404`` for any other form.
    """
    found = _readable(request, synthesis_id)
    demand(SynthesisRules(found, request.user).why_not_download())
    if form not in downloads.WRITERS:
        raise Http404(_("There are DOCX and PDF."))
    answer = downloads.response(report.paper_of(found), form)
    trail.write(found, SynthesisAct.DOWNLOADED, request.user, form.upper())
    return answer


def _readable(request: StaffRequest, synthesis_id: int) -> Synthesis:
    """The synthesis, if the person may read it. Raises ``PermissionDenied``, whether or not there is one."""
    found = reach_of(request.user).select_related("written_by", "submitted_by").filter(pk=synthesis_id).first()
    if found is None:
        raise PermissionDenied(closed_to_others())
    return found


def _for_writing(request: StaffRequest, synthesis_id: int) -> Synthesis:
    """The synthesis, for whoever may write on it.

    What an officer has typed while a colleague put it before the leaders is shown again with the refusal.
    """
    found = _readable(request, synthesis_id)
    rules = SynthesisRules(found, request.user)
    if request.method != "POST" or not rules.is_officer:
        demand(rules.why_not_write())
    return found


def _done(request: StaffRequest, found: Synthesis, act: Callable[[], Any], sentence: str, **shown: Any) -> HttpResponse:
    """Do it and go to the synthesis, or show why not with all that was typed."""
    try:
        act()
    except PermissionDenied as refusal:
        return _page(request, _readable(request, found.pk), 403, refusal=str(refusal), **shown)
    messages.success(request, sentence)
    return redirect("syntheses:synthesis", found.pk)


def _page(request: StaffRequest, found: Synthesis, status: int = 200, **shown: Any) -> HttpResponse:
    rules = SynthesisRules(found, request.user)
    typed, bound = shown.pop("fulfil_form", (0, None))
    directions = list(found.directions.select_related("by", "done_by"))
    forms = [
        (row, bound if row.pk == typed else FulfilForm(prefix=f"fulfil-{row.pk}"))
        if rules.why_not_fulfil(row) is None
        else (row, None)
        for row in directions
    ]
    context = {
        "synthesis": found,
        "figures": figures.of(found),
        "summaries": report.summaries_of(found),
        "directions": forms,
        "steps": found.steps.select_related("by"),
        "may_write": rules.why_not_write() is None,
        "direct_form": DirectForm() if rules.why_not_direct() is None else None,
        "forms": list(downloads.WRITERS),
        **shown,
    }
    return render(request, "syntheses/synthesis.html", context, status=status)
