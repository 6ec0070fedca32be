"""The rules that hold, the register of who has acknowledged them, and another version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView, TemplateView
from wagtail.admin.menu import MenuItem

from accounts.models import RulesOfUse
from accounts.rules import keeping
from accounts.rules.forms import RulesForm

if TYPE_CHECKING:
    from accounts.models import User

PER_PAGE = 50


class CurrentRules(TemplateView):
    """The rules that hold, for everybody who works here."""

    template_name = "accounts/rules/current.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the version that holds and when the person acknowledged it."""
        rules, user = RulesOfUse.objects.current(), cast("User", self.request.user)
        given = rules.acknowledgements.filter(user=user).first() if rules else None
        return {
            **super().get_context_data(**kwargs),
            "rules": rules,
            "given": given,
            "may_oversee": keeping.may_oversee(user),
        }


class OverseersMixin:
    """Opens a screen to those who oversee the rules."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else. Raises ``PermissionDenied``."""
        if not keeping.may_oversee(cast("User", request.user)):
            raise PermissionDenied(_("Only those who keep the register come here."))
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class Register(OverseersMixin, ListView):  # type: ignore[type-arg]
    """Who has acknowledged the rules that hold, and who has not; fifty a page."""

    template_name = "accounts/rules/register.html"
    context_object_name = "people"
    paginate_by = PER_PAGE

    @cached_property
    def rules(self) -> RulesOfUse | None:
        """The version that holds."""
        return RulesOfUse.objects.current()

    def get_queryset(self) -> QuerySet[User]:
        """Everybody, or those who have or have not, as asked."""
        if self.rules is None:
            return get_user_model().objects.none()
        everybody = keeping.register_of(self.rules)
        chosen = self.request.GET.get("who")
        if chosen == "has":
            return everybody.filter(pk__in=self.rules.acknowledgements.values("user"))
        if chosen == "has_not":
            return everybody.exclude(pk__in=self.rules.acknowledgements.values("user"))
        return everybody

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the version and what was asked for."""
        chosen = self.request.GET.get("who", "")
        return {**super().get_context_data(**kwargs), "rules": self.rules, "chosen": chosen}


class Lay(OverseersMixin, FormView):  # type: ignore[type-arg]
    """Another version; from then on everybody acknowledges it before their next action."""

    template_name = "accounts/rules/lay.html"
    form_class = RulesForm
    success_url = reverse_lazy("accounts_rules:register")

    def get_initial(self) -> dict[str, Any]:
        """Begin with the words that hold."""
        rules = RulesOfUse.objects.current()
        return {"title": rules.title, "text": rules.text} if rules else {}

    def form_valid(self, form: RulesForm) -> HttpResponse:
        """Let it hold."""
        keeping.lay(form.save(commit=False), cast("User", self.request.user))
        messages.success(self.request, _("The new rules hold. Everybody is asked for them before their next action."))
        return super().form_valid(form)

    def form_invalid(self, form: RulesForm) -> HttpResponse:
        """Show what is wrong; what was typed stays."""
        return self.render_to_response(self.get_context_data(form=form), status=422)


class RegisterMenuItem(MenuItem):
    """Shown to those to whom the register is open."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether whoever asks oversees the rules."""
        return keeping.may_oversee(cast("User", request.user))


def register_menu_item() -> MenuItem:
    """The entry among the reports."""
    return RegisterMenuItem(
        _("Rules of use acknowledged"), reverse("accounts_rules:register"), icon_name="list-ul", order=1200
    )
