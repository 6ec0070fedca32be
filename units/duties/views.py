"""The matrix of units and periods, and what stands behind one of its cells (ND-9.5)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from units.contributions.readers import Reach
from units.duties import binding, rules, sheets, spans
from units.duties.behind import Behind
from units.duties.forms import MatrixForm
from units.duties.matrix import cell_of, matrix
from units.duties.models import Duty, State
from units.models.register import Unit
from units.reports import files
from units.reports.prints import issuer_of

PER_PAGE = 50


class DutyView(WagtailAdminTemplateMixin, View):
    """What both screens share: who asks, and the portal's own clock."""

    page_title = gettext_lazy("Duties of the units")
    header_icon = "calendar-check"

    @cached_property
    def reach(self) -> Reach:
        """Whose standing the person sees."""
        person: Any = self.request.user
        return rules.reach_of(person)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer on the portal's clock, and refuse whoever sees nobody's standing."""
        with timezone.override(timezone.get_default_timezone()):
            if self.reach.is_empty:
                return self.refused(
                    _("Only the people of a unit, for their own unit, and those who follow all units see duties.")
                )
            return super().dispatch(request, *args, **kwargs)

    def refused(self, sentence: str) -> TemplateResponse:
        """Say why not."""
        context = self.get_context_data(refusal=sentence)
        return TemplateResponse(self.request, "duties/refused.html", context, status=403)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class MatrixView(DutyView):
    """One duty in one year: a line a unit, a column a period; a unit's people see their own line."""

    template_name = "duties/matrix.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show the table, send it as a file, or say what is wrong with what was asked."""
        duties = Duty.objects.for_display()
        first = duties.in_force().first() or duties.last()
        person: Any = request.user
        about: dict[str, Any] = {"may_keep": rules.may_keep(person), "states": State}
        if first is None:
            return TemplateResponse(request, self.template_name, self.get_context_data(**about))
        form = MatrixForm(request.GET, duties, first)
        wanted = request.GET.get("export", "")
        if form.is_valid() and wanted not in {"", *files.FORMS}:
            form.add_error(None, files.WRONG_FORM)
        if not form.is_valid():
            return TemplateResponse(request, self.template_name, self.get_context_data(form=form, **about))
        duty, year = form.cleaned_data["duty"], form.cleaned_data["year"]
        table = matrix(duty, year, self.reach, timezone.now())
        if wanted:
            return files.response(sheets.of_matrix(table), wanted, f"{duty.name} {year}", issuer_of(self.reach, None))
        asked = {"duty": duty.pk, "year": year}
        paginator = WagtailPaginator(table.lines, PER_PAGE)
        page = paginator.get_page(request.GET.get("p"))
        context = self.get_context_data(
            form=form,
            table=table,
            page=page,
            elided_page_range=paginator.get_elided_page_range(page.number),
            is_dormant=binding.is_dormant(duty),
            downloads=[(each.upper(), f"?{urlencode({**asked, 'export': each})}") for each in files.FORMS],
            **about,
        )
        return TemplateResponse(request, self.template_name, context)


class CellView(DutyView):
    """One unit in one period: its standing, the items that count and those that do not, excuses and verdicts."""

    template_name = "duties/cell.html"

    def get(self, request: HttpRequest, duty_id: int, code: str, year: int, number: int) -> HttpResponseBase:
        """Show it. Raises ``Http404`` where the duty does not concern the unit in that period."""
        unit = get_object_or_404(Unit, code=code)
        if not self.reach.everything and unit.pk not in {each.pk for each in self.reach.units}:
            return self.refused(
                _("Only the people of %(unit)s and those who follow all units see this.") % {"unit": unit}
            )
        duty = get_object_or_404(Duty.objects.for_display(), pk=duty_id)
        now = timezone.now()
        try:
            period = spans.period(duty.span, year, number)
        except ValueError as error:
            raise Http404(_("There is no such period.")) from error
        cell = cell_of(duty, unit, period, now) if period.begins_at <= now else None
        if cell is None:
            raise Http404(_("This duty does not concern the unit in that period."))
        behind = Behind(duty, unit, period, now)
        person: Any = request.user
        context = self.get_context_data(
            duty=duty,
            cell=cell,
            period=duty.label(period),
            number=number,
            behind=behind,
            page=Paginator(behind.counting(), PER_PAGE).get_page(request.GET.get("p")),
            may_keep=rules.may_keep(person),
            back=f"{reverse('duties:matrix')}?{urlencode({'duty': duty.pk, 'year': year})}",
        )
        context["entries"] = behind.entries(context["page"].object_list, request)
        return TemplateResponse(request, self.template_name, context)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the matrix, then this screen."""
        matrix_item = {"url": reverse("duties:matrix"), "label": self.page_title}
        return [*self.breadcrumbs_items, matrix_item, {"url": "", "label": _("Behind the figure")}]
