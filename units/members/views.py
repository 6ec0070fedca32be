"""Members of my unit: a list, giving a role, ending a membership; the rules decide, the views ask."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView
from wagtail.log_actions import log

from accounts.helping import actions
from units.guarding import MEND
from units.members import ending
from units.members.forms import AppointmentForm, EndForm
from units.members.rules import MemberRules
from units.models import Membership

if TYPE_CHECKING:
    from accounts.models import User

PER_PAGE = 50


class MembersMixin:
    """Opens these screens to administrators of members alone."""

    request: HttpRequest

    @cached_property
    def rules(self) -> MemberRules:
        """The rules for whoever asks."""
        # The admin lets nobody in who has not signed in.
        return MemberRules(cast("User", self.request.user))

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else. Raises ``PermissionDenied``."""
        if not self.rules.may_enter:
            raise PermissionDenied(_("Only administrators of a unit's members come here."))
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class MemberList(MembersMixin, ListView):  # type: ignore[type-arg]
    """Everybody who holds, held or will hold a role in my units, by unit and role; fifty a page."""

    template_name = "units/admin/members/index.html"
    context_object_name = "memberships"
    paginate_by = PER_PAGE

    def get_queryset(self) -> QuerySet[Membership]:
        """Memberships in these units, or in the one asked for."""
        found = self.rules.memberships()
        if code := self.request.GET.get("unit"):
            found = found.filter(unit__code=code)
        return found.order_by("unit__order", "unit__name", "role__order", "-valid_from", "pk")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the units to choose from, and of each membership whether it can be ended here."""
        context = super().get_context_data(**kwargs)
        rows = [(membership, self.rules.refusal_to_end(membership)) for membership in context["memberships"]]
        chosen = self.request.GET.get("unit", "")
        return {**context, "rows": rows, "units": self.rules.units(), "chosen": chosen}


class Appoint(MembersMixin, FormView):  # type: ignore[type-arg]
    """Give somebody a role in one of my units."""

    template_name = "units/admin/members/add.html"
    form_class = AppointmentForm
    success_url = reverse_lazy("members:index")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand the rules to the form."""
        return {**super().get_form_kwargs(), "rules": self.rules}

    def form_valid(self, form: AppointmentForm) -> HttpResponse:
        """Save, note who gave what to whom, and say so."""
        is_new = form.cleaned_data["person"].pk is None
        membership = form.save()
        if is_new:
            log(instance=membership.user, action="wagtail.create", user=self.request.user)
            actions.invite(membership.user, self.rules.user)
        log(instance=membership, action="wagtail.create", user=self.request.user)
        messages.success(self.request, _("%(membership)s: noted.") % {"membership": membership})
        return redirect(self.success_url)

    def form_invalid(self, form: AppointmentForm) -> HttpResponse:
        """Show what is wrong; what was typed stays."""
        return self.render_to_response(self.get_context_data(form=form), status=MEND)


class End(MembersMixin, FormView):  # type: ignore[type-arg]
    """End a membership in one of my units. Raises ``Http404`` for one of another unit."""

    template_name = "units/admin/members/end.html"
    form_class = EndForm
    success_url = reverse_lazy("members:index")

    @cached_property
    def membership(self) -> Membership:
        """The membership asked for, from my units alone."""
        return get_object_or_404(self.rules.memberships(), pk=self.kwargs["pk"])

    @cached_property
    def refusal(self) -> str | None:
        """Why it cannot be ended."""
        return self.rules.refusal_to_end(self.membership)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand the membership to the form."""
        return {**super().get_form_kwargs(), "membership": self.membership}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the membership and why it cannot be ended."""
        return {**super().get_context_data(**kwargs), "membership": self.membership, "refusal": self.refusal}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End it if the rules allow."""
        if self.refusal is not None:
            return self.render_to_response(self.get_context_data(), status=403)
        return super().post(request, *args, **kwargs)

    def form_valid(self, form: EndForm) -> HttpResponse:
        """Save, note who ended it, and say so."""
        last_day = form.cleaned_data["valid_to"]
        ending.end(self.membership, last_day, form.cleaned_data["decision"], self.rules.user)
        messages.success(
            self.request,
            _("%(membership)s: ends with %(day)s.") % {"membership": self.membership, "day": f"{last_day:%d/%m/%Y}"},
        )
        return redirect(self.success_url)

    def form_invalid(self, form: EndForm) -> HttpResponse:
        """Show what is wrong."""
        return self.render_to_response(self.get_context_data(form=form), status=MEND)
