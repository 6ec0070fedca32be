"""The screens on which networks are kept: all of them with the decision, and one network."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from operations.networks.door import door_now
from operations.networks.forms import NetworkForm, PolicyForm
from operations.networks.models import Network, NetworkPolicy
from operations.rules import for_keepers
from units import calendar
from units.people import StaffRequest
from units.record.noting import note
from units.record.verbs import Verb
from units.visitors.addresses import address_of

PER_PAGE = 50
INDEX = "security:networks"


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def index(request: StaffRequest) -> HttpResponse:
    """From where the portal is open, and every network, fifty a page; on POST the decision is changed."""
    address = address_of(request)
    form = PolicyForm(request.POST or None, instance=NetworkPolicy.now(), address=address)
    if request.method == "POST" and form.is_valid():
        _save(request, form)
        messages.success(request, _("Noted: the portal is %(reach)s.") % {"reach": form.instance})
        return redirect(INDEX)
    context = {
        "form": form,
        "networks": Paginator(Network.objects.all(), PER_PAGE).get_page(request.GET.get("p")),
        "today": calendar.today(),
        "address": address,
        "is_inside": door_now().is_inside(address),
    }
    return render(request, "networks/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_keepers
def edit(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """A new network, or one to change. Raises ``Http404`` for one that there is not."""
    network = get_object_or_404(Network, pk=pk) if pk else Network()
    form = NetworkForm(request.POST or None, instance=network, address=address_of(request))
    if request.method == "POST" and form.is_valid():
        _save(request, form)
        messages.success(request, _("Noted: “%(network)s”.") % {"network": network})
        return redirect(INDEX)
    title = _("Change a network") if pk else _("Enter a network")
    return render(request, "networks/edit.html", {"form": form, "title": title})


@transaction.atomic
def _save(request: StaffRequest, form: Any) -> None:
    before = {name: form.initial.get(name) for name in form.changed_data}
    saved = form.save()
    after = {name: form.cleaned_data[name] for name in form.changed_data}
    note(Verb.NETWORKS_CHANGED, saved, request.user, before=before, after=after)
