"""The screens of an administrator of the system for other people's accounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView
from wagtail.admin.menu import MenuItem

from accounts import factors, passwords
from accounts.helping import actions
from accounts.helping.forms import PasswordAgeForm, ReasonForm
from accounts.models import PasswordAge

if TYPE_CHECKING:
    from accounts.models import User


class AdministratorMixin:
    """Opens a screen to administrators of the system alone."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else. Raises ``PermissionDenied``."""
        if not getattr(request.user, "is_superuser", False):
            raise PermissionDenied(_("Only administrators of the system come here."))
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    @property
    def administrator(self) -> User:
        """Whoever asks."""
        return cast("User", self.request.user)

    def form_invalid(self, form: Any) -> HttpResponse:
        """Show what is wrong."""
        return self.render_to_response(self.get_context_data(form=form), status=422)  # type: ignore[attr-defined]


class Help(AdministratorMixin, FormView):  # type: ignore[type-arg]
    """Help for one account: a link, an end to sessions, a lost device. Raises ``Http404`` for an unknown one."""

    template_name = "accounts/helping/person.html"
    form_class = ReasonForm

    @cached_property
    def person(self) -> User:
        """Whose account it is."""
        return get_object_or_404(get_user_model(), pk=self.kwargs["user_id"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what stands with the account; never a password, a code or a link."""
        return {
            **super().get_context_data(**kwargs),
            "person": self.person,
            "devices": factors.devices_of(self.person),
            "sessions": self.person.sessions.alive().count(),
            "is_demanded": factors.is_demanded_of(self.person),
            "is_self": self.person == self.administrator,
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what was asked; nobody takes their own second factor away here, which would need no password."""
        told = {"person": str(self.person)}
        if "link" in request.POST:
            if not (self.person.email and self.person.is_active):
                messages.error(request, _("%(person)s: the account is closed or has no e-mail address.") % told)
            else:
                actions.invite(self.person, self.administrator)
                messages.success(request, _("%(person)s: the link has been sent.") % told)
        elif "sessions" in request.POST:
            actions.end_sessions(self.person, self.administrator)
            messages.success(request, _("%(person)s: signed out everywhere.") % told)
        elif self.person == self.administrator:
            messages.error(request, _("Another administrator has to do this for you."))
        else:
            return super().post(request, *args, **kwargs)
        return redirect("accounts_helping:person", self.person.pk)

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        """Take the second factor away."""
        actions.reset_second_factor(self.person, self.administrator, form.cleaned_data["reason"])
        messages.success(
            self.request,
            _("%(person)s: the second factor has been removed, all sessions have ended, a mail tells the person.")
            % {"person": self.person},
        )
        return redirect("accounts_helping:person", self.person.pk)


class Age(AdministratorMixin, FormView):  # type: ignore[type-arg]
    """For how long passwords hold, and what held before."""

    template_name = "accounts/helping/password_age.html"
    form_class = PasswordAgeForm
    success_url = reverse_lazy("accounts_helping:password_age")

    @cached_property
    def current(self) -> PasswordAge:
        """What holds now."""
        return PasswordAge.objects.current()

    def get_form_kwargs(self) -> dict[str, Any]:
        """Hand what holds to the form."""
        return {**super().get_form_kwargs(), "current": self.current}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what holds and the last changes."""
        before = PasswordAge.objects.select_related("set_by")[:20]
        return {**super().get_context_data(**kwargs), "current": self.current, "before": before}

    def form_valid(self, form: PasswordAgeForm) -> HttpResponse:
        """Let it hold for every password from now on."""
        age = form.save(commit=False)
        age.set_by = self.administrator
        passwords.set_age(age)
        messages.success(self.request, _("Passwords now hold for %(days)d days.") % {"days": age.days})
        return super().form_valid(form)


class AdministratorMenuItem(MenuItem):
    """Shown to administrators of the system alone, as the view is open to them alone."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether whoever asks is one."""
        return bool(getattr(request.user, "is_superuser", False))
