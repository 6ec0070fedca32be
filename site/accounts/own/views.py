"""One's own password, devices and sessions (LD-1.2d); nobody sees or changes anybody else's here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth import logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.crypto import salted_hmac
from django.utils.decorators import method_decorator
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, TemplateView
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.log_actions import log

from accounts import factors, places
from accounts.own.forms import ChangePasswordForm, ProvedDeviceForm, ProvingForm
from accounts.sessions import end_all

if TYPE_CHECKING:
    from accounts.models import PersonSession, User


class OwnMixin:
    """A screen about the account of whoever asks."""

    request: HttpRequest

    @property
    def person(self) -> User:
        """Whoever asks; the admin lets nobody in who has not signed in."""
        return cast("User", self.request.user)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show what is wrong."""
        return self.render_to_response(self.get_context_data(form=form), status=422)  # type: ignore[attr-defined]


class ProvedMixin(OwnMixin):
    """A form that asks for the password again."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand the request and the account to the form."""
        return {**super().get_form_kwargs(), "request": self.request, "user": self.person}  # type: ignore[misc]


@method_decorator(sensitive_post_parameters(), name="dispatch")
class ChangePassword(ProvedMixin, FormView):  # type: ignore[type-arg]
    """Another password; every other session ends."""

    template_name = "accounts/own/password.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("wagtailadmin_account")

    def form_valid(self, form: ChangePasswordForm) -> HttpResponse:
        """Save it and go on in a session of a new key."""
        user = form.save()
        update_session_auth_hash(self.request, user)
        log(user, "accounts.password", user=user)
        messages.success(self.request, _("Your password has been changed. All your other sessions have ended."))
        return super().form_valid(form)


class Sessions(OwnMixin, TemplateView):
    """Where the person is signed in; ends one session or all others."""

    template_name = "accounts/own/sessions.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sessions, the one that asks first."""
        own = self.request.session.session_key
        alive = self.person.sessions.alive().order_by("-last_used_at")
        rows = [
            {
                "session": session,
                "mark": mark_of(session),
                "browser": places.browser_name(session.agent),
                "address": places.address_text(session.address),
                "is_this": session.session_key == own,
            }
            for session in alive
        ]
        return {**super().get_context_data(**kwargs), "rows": sorted(rows, key=lambda row: not row["is_this"])}

    def post(self, request: HttpRequest) -> HttpResponse:
        """End what was asked for; ending one's own session leads to the sign-in page."""
        mark = request.POST.get("mark", "")
        if mark == "others":
            number = end_all(self.person, "by_person", request.session.session_key)
            messages.success(request, _("%(number)d other sessions have been ended.") % {"number": number})
            return redirect("accounts_own:sessions")
        for session in self.person.sessions.all():
            if mark_of(session) != mark:
                continue
            if session.session_key == request.session.session_key:
                logout(request)
                return redirect("wagtailadmin_login")
            session.delete()
            messages.success(request, _("The session has been ended."))
            break
        else:
            messages.info(request, _("This session had ended already."))
        return redirect("accounts_own:sessions")


def mark_of(session: PersonSession) -> str:
    """What a page calls a session: its key would let whoever reads the page in."""
    return salted_hmac("accounts.own.sessions", session.session_key).hexdigest()[:20]


class Devices(OwnMixin, TemplateView):
    """The devices that prove the second factor, and how many recovery codes are left."""

    template_name = "accounts/own/devices.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add both, and whether the person may do without."""
        return {
            **super().get_context_data(**kwargs),
            "devices": factors.devices_of(self.person),
            "codes_left": self.person.recovery_codes.count(),
            "is_demanded": factors.is_demanded_of(self.person),
        }


@method_decorator(sensitive_post_parameters(), name="dispatch")
class AddDevice(ProvedMixin, FormView):  # type: ignore[type-arg]
    """Add a device; sessions that were opened without one end."""

    template_name = "accounts/own/add_device.html"
    form_class = ProvedDeviceForm
    success_url = reverse_lazy("accounts_own:devices")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the secret to take in."""
        return {
            **super().get_context_data(**kwargs),
            **factors.shown(factors.begin_device(self.person, self.request.session)),
        }

    def form_valid(self, form: ProvedDeviceForm) -> HttpResponse:
        """Go on in this session as proved; with the first device come the recovery codes."""
        device = form.cleaned_data["device"]
        self.request.session[factors.PROVED] = device.persistent_id
        end_all(self.person, "device_added", self.request.session.session_key)
        log(self.person, "accounts.device_added", user=self.person)
        messages.success(self.request, _("“%(device)s” has been added.") % {"device": device.name})
        if self.person.recovery_codes.exists():
            return super().form_valid(form)
        return show_codes(self.request, self.person)


def show_codes(request: HttpRequest, user: User) -> HttpResponse:
    """New recovery codes, this one time."""
    context = {"codes": factors.make_codes(user), "onward": reverse("accounts_own:devices")}
    return render(request, "accounts/own/codes.html", context)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class RemoveDevice(ProvedMixin, FormView):  # type: ignore[type-arg]
    """Take a device away. Raises ``Http404`` for somebody else's."""

    template_name = "accounts/own/remove_device.html"
    form_class = ProvingForm
    success_url = reverse_lazy("accounts_own:devices")

    @cached_property
    def device(self) -> TOTPDevice:
        """The device asked for, of one's own alone."""
        return get_object_or_404(factors.devices_of(self.person), pk=self.kwargs["device_id"])

    @property
    def refusal(self) -> str:
        """Why it stays; empty if it may go."""
        if factors.is_demanded_of(self.person) and factors.devices_of(self.person).count() == 1:
            return _("Your role asks for a second factor, and this is your only device; add another one first.")
        return ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the device."""
        return {**super().get_context_data(**kwargs), "device": self.device, "refusal": self.refusal}

    def form_valid(self, form: ProvingForm) -> HttpResponse:
        """Remove it if it may go."""
        if self.refusal:
            return self.render_to_response(self.get_context_data(form=form), status=403)
        factors.remove_device(self.person, self.device, self.request.session.session_key)
        log(self.person, "accounts.device_removed", user=self.person)
        messages.success(self.request, _("“%(device)s” has been removed.") % {"device": self.device.name})
        return super().form_valid(form)


@method_decorator(sensitive_post_parameters(), name="dispatch")
class NewCodes(ProvedMixin, FormView):  # type: ignore[type-arg]
    """New recovery codes in place of the old ones."""

    template_name = "accounts/own/new_codes.html"
    form_class = ProvingForm

    def form_valid(self, form: ProvingForm) -> HttpResponse:
        """Show them; without a device they would prove nothing."""
        if not factors.devices_of(self.person).exists():
            return redirect("accounts_own:devices")
        return show_codes(self.request, self.person)
