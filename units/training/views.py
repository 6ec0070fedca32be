"""The register of training: a list with its download, noting one, and whether it comes before a role."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse, reverse_lazy
from django.utils.translation import gettext as _
from django.views.generic import FormView, ListView
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import log

from units.contributions import exports
from units.guarding import MEND
from units.models import Training, TrainingDemand
from units.training import rules
from units.training.forms import DemandForm, TrainingForm

if TYPE_CHECKING:
    from accounts.models import User

PER_PAGE = 50
CHUNK = 500


class KeepersMixin:
    """Opens a screen to those who keep the register."""

    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else. Raises ``PermissionDenied``."""
        if not rules.may_keep(cast("User", request.user)):
            raise PermissionDenied(_("Only those who keep the register come here."))
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]


class Register(KeepersMixin, ListView):  # type: ignore[type-arg]
    """Who was trained in what and when, fifty a page; ``?export=xlsx`` or ``csv`` gives all of it."""

    template_name = "units/admin/training/register.html"
    context_object_name = "trainings"
    paginate_by = PER_PAGE

    def get_queryset(self) -> QuerySet[Training]:
        """The whole register."""
        return rules.register()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # type: ignore[override]
        """The page, or the download that was asked for."""
        form = request.GET.get("export", "")
        if form in (exports.XLSX, exports.CSV):
            return exports.response(sheet_of(self.get_queryset()), form, _("Register of training"))
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add whether training comes first."""
        current = TrainingDemand.objects.current()
        return {**super().get_context_data(**kwargs), "demand": DemandForm(current), "current": current}

    def post(self, request: HttpRequest) -> HttpResponse:
        """Say whether training comes before a role from now on."""
        form = DemandForm(TrainingDemand.objects.current(), request.POST)
        demand = form.save(commit=False)
        demand.set_by = cast("User", request.user)
        demand.save()
        told = _("A role is given only after a training.") if demand.comes_first else _("A role needs no training.")
        messages.success(request, told)
        return redirect("training:register")


class Note(KeepersMixin, FormView):  # type: ignore[type-arg]
    """Note that somebody was trained."""

    template_name = "units/admin/training/note.html"
    form_class = TrainingForm
    success_url = reverse_lazy("training:register")

    def form_valid(self, form: TrainingForm) -> HttpResponse:
        """Write it down, here and in the history of the account."""
        keeper, data = cast("User", self.request.user), form.cleaned_data
        training = Training.objects.create(
            user=data["person"], course=data["course"], held_on=data["held_on"], noted_by=keeper
        )
        log(data["person"], "units.trained", user=keeper, data={"course": training.course})
        messages.success(self.request, _("%(training)s: noted.") % {"training": training})
        return super().form_valid(form)

    def form_invalid(self, form: TrainingForm) -> HttpResponse:
        """Show what is wrong; what was typed stays."""
        return self.render_to_response(self.get_context_data(form=form), status=MEND)


def sheet_of(trainings: QuerySet[Training]) -> exports.Sheet:
    """The register as a table, row by row."""
    return exports.Sheet(
        title=_("Register of training"),
        notes=[],
        columns=[
            exports.Column(_("Person"), 30),
            exports.Column(_("User name"), 25),
            exports.Column(_("Training"), 50),
            exports.Column(_("Day of the training"), 15, exports.Type.DAY),
            exports.Column(_("Noted by"), 30),
            exports.Column(_("Noted at"), 18, exports.Type.MOMENT),
        ],
        rows=(
            (str(row.user), row.user.username, row.course, row.held_on, str(row.noted_by or ""), row.noted_at)
            for row in trainings.iterator(chunk_size=CHUNK)
        ),
    )


def log_actions(actions: Any) -> None:
    """A training stands in the history of the account by its own name."""
    actions.register_action("units.trained", _("Training"), _("A training was noted"))


class TrainingMenuItem(MenuItem):
    """Shown to those who keep the register."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether it is open to whoever asks."""
        return rules.may_keep(cast("User", request.user))


def training_menu_item() -> MenuItem:
    """The entry among the reports."""
    return TrainingMenuItem(_("Register of training"), reverse("training:register"), icon_name="list-ul", order=1210)
