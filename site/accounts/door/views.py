"""The steps between the sign-in page and the administration; each asks ``accounts.pending`` what comes next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.generic import FormView, View
from wagtail.admin.views.account import LoginView, PasswordResetConfirmView

from accounts import factors, passwords, pending, places
from accounts.door.forms import CodeForm, DeviceForm, RenewForm
from accounts.rules import keeping
from accounts.rules.forms import AcknowledgeForm

if TYPE_CHECKING:
    from accounts.models import User
    from accounts.pending import Pending

guarded = [sensitive_post_parameters(), csrf_protect, never_cache]


def onward(request: HttpRequest, under_way: Pending, user: User) -> HttpResponse:
    """The next step, or the page that the person wanted once they are signed in."""
    step = pending.step(under_way, user)
    if step:
        return redirect(f"accounts_door:{step}")
    response = redirect(under_way.next or reverse("wagtailadmin_home"))
    pending.finish(request, response, under_way, user)
    left = user.days_left()
    if settings.PORTAL_SIGN_IN_RULES and left is not None and left <= max(passwords.WARN_DAYS):
        told = ngettext(
            "Your password holds for %(days)d more day; choose a new one under “Account”.",
            "Your password holds for %(days)d more days; choose a new one under “Account”.",
            left,
        )
        messages.warning(request, told % {"days": left})
    return response


@method_decorator(guarded, name="dispatch")
class SignIn(LoginView):
    """Wagtail's sign-in page; the right password begins the steps and signs nobody in by itself."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Go on with what is asked of this person. Where they want to go is checked by Django's own rule."""
        user: User = form.get_user()
        return onward(self.request, pending.begin(self.request, user, self.get_redirect_url()), user)


class StepMixin:
    """A page for somebody who has given their password, and for nobody else."""

    #: The step that the page is for.
    step = ""
    request: HttpRequest
    under_way: Pending
    person: User

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead whoever is not at this step to where they are."""
        under_way = pending.of(request)
        person = under_way.user() if under_way is not None else None
        if under_way is None or person is None:
            pending.drop(request)
            messages.warning(request, _("Begin with your user name and password."))
            return redirect("wagtailadmin_login")
        if pending.step(under_way, person) != self.step:
            return onward(request, under_way, person)
        self.under_way, self.person = under_way, person
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show what is wrong."""
        return self.render_to_response(self.get_context_data(form=form), status=422)  # type: ignore[attr-defined]


@method_decorator(guarded, name="dispatch")
class Code(StepMixin, FormView):  # type: ignore[type-arg]
    """Ask for the second factor (ND-13.6c)."""

    step = "code"
    template_name = "accounts/door/code.html"
    form_class = CodeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand the account to the form."""
        return {**super().get_form_kwargs(), "user": self.person}

    def form_valid(self, form: CodeForm) -> HttpResponse:
        """Go on."""
        self.under_way.proved, self.under_way.trust = form.proved or "", form.cleaned_data.get("trust", False)
        self.under_way.save(self.request)
        return onward(self.request, self.under_way, self.person)

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        """Count the failure; after too many the password is asked for again."""
        if "code" in form.data and pending.refuse_code(self.request, self.under_way, self.person):
            messages.error(self.request, _("Too many wrong codes. Begin again with your user name and password."))
            return redirect("wagtailadmin_login")
        return super().form_invalid(form)


@method_decorator(guarded, name="dispatch")
class Enrol(StepMixin, FormView):  # type: ignore[type-arg]
    """Set up the second factor of somebody who may not sign in without."""

    step = "enrol"
    template_name = "accounts/door/enrol.html"
    form_class = DeviceForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand the request and the account to the form."""
        return {**super().get_form_kwargs(), "request": self.request, "user": self.person}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the secret to take in, as a picture and as text."""
        device = factors.begin_device(self.person, self.request.session)
        return {**super().get_context_data(**kwargs), **factors.shown(device)}

    def form_valid(self, form: DeviceForm) -> HttpResponse:
        """Show the recovery codes, this one time."""
        self.under_way.proved = form.cleaned_data["device"].persistent_id
        self.under_way.save(self.request)
        context = {"codes": factors.make_codes(self.person), "onward": reverse("accounts_door:onward")}
        return render(self.request, "accounts/door/codes.html", context)


@method_decorator(guarded, name="dispatch")
class Renew(StepMixin, FormView):  # type: ignore[type-arg]
    """Only a new password leads on once the old one has reached its age (ND-13.6b)."""

    step = "renew"
    template_name = "accounts/door/renew.html"
    form_class = RenewForm

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand the account to the form."""
        return {**super().get_form_kwargs(), "user": self.person}

    def form_valid(self, form: RenewForm) -> HttpResponse:
        """Save it and go on with what has been proved."""
        user: User = form.save()
        self.under_way.hash = user.get_session_auth_hash()
        self.under_way.save(self.request)
        return onward(self.request, self.under_way, user)


@method_decorator(guarded, name="dispatch")
class Rules(StepMixin, FormView):  # type: ignore[type-arg]
    """The rules of use, before the first action and again after a change (LD-1.2b)."""

    step = "rules"
    template_name = "accounts/door/rules.html"
    form_class = AcknowledgeForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the version that is owed."""
        return {**super().get_context_data(**kwargs), "rules": keeping.owed_by(self.person)}

    def form_valid(self, form: AcknowledgeForm) -> HttpResponse:
        """Write it down and go on."""
        rules = keeping.owed_by(self.person)
        if rules is not None:
            keeping.acknowledge(rules, self.person, places.address_of(self.request))
        return onward(self.request, self.under_way, self.person)


class Onward(View):
    """From a page that only shows something to the next step."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Go on, or begin again."""
        under_way = pending.of(request)
        person = under_way.user() if under_way is not None else None
        if under_way is None or person is None:
            return redirect("wagtailadmin_login")
        return onward(request, under_way, person)


class Leave(View):
    """Forget what has been proved so far."""

    def post(self, request: HttpRequest) -> HttpResponse:
        """Back to the sign-in page."""
        request.session.flush()
        return redirect("wagtailadmin_login")


class SetPassword(PasswordResetConfirmView):
    """The page behind a link from a letter, for a first password or another one; each link works once (LD-1.2d)."""

    template_name = "accounts/door/set_password.html"

    def form_valid(self, form: Any) -> HttpResponse:
        """Save it. Whoever reads the person's mail is known here now, however many guess at the account elsewhere."""
        response = super().form_valid(form)
        places.remember(self.request, response, form.user)
        return response
