"""The report of quotas: how every unit that the person sees stands, and the items behind a number (ND-7.1c)."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest
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

from units.contributions.items import entries, with_people
from units.contributions.models import Contribution
from units.contributions.readers import Reach
from units.duties import spans
from units.quotas import rules, sheets
from units.quotas.forms import SHORT, ReportForm
from units.quotas.models import Quota
from units.quotas.progress import Progress, progress_of
from units.quotas.warning import address
from units.reports import files
from units.reports.prints import issuer_of

PER_PAGE = 50


class QuotaView(WagtailAdminTemplateMixin, View):
    """What both screens share: who asks, and the portal's own clock."""

    page_title = gettext_lazy("Quotas")
    header_icon = "success"

    @cached_property
    def reach(self) -> Reach:
        """Whose quotas the person sees."""
        person: Any = self.request.user
        return rules.reach_of(person)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer on the portal's clock, and refuse whoever sees nobody's quotas."""
        with timezone.override(timezone.get_default_timezone()):
            if self.reach.is_empty:
                return self.refused(
                    _("Only the people of a unit, for their own unit, and those who follow all units see quotas.")
                )
            return super().dispatch(request, *args, **kwargs)

    def refused(self, sentence: str) -> TemplateResponse:
        """Say why not."""
        return TemplateResponse(
            self.request, "quotas/refused.html", self.get_context_data(refusal=sentence), status=403
        )

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class IndexView(QuotaView):
    """The quotas of a period: assigned, counted, missing, forecast; all of them or the shortfalls."""

    template_name = "quotas/index.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show the table, send it as a file, or say what is wrong with what was asked."""
        form = ReportForm(request.GET, self.reach)
        wanted = request.GET.get("export", "")
        person: Any = request.user
        about: dict[str, Any] = {"form": form, "may_assign": rules.may_assign(person)}
        if form.is_valid() and wanted not in {"", *files.FORMS}:
            form.add_error(None, files.WRONG_FORM)
        if not form.is_valid():
            return TemplateResponse(request, self.template_name, self.get_context_data(**about))
        label = spans.label(form.cleaned_data["span"], form.period())
        lines = self.lines(form)
        if wanted:
            issuer = issuer_of(self.reach, None)
            return files.response(sheets.of_progress(lines, label), wanted, f"{_('Quotas')} {label}", issuer)
        paginator = WagtailPaginator(lines, PER_PAGE)
        page = paginator.get_page(request.GET.get("p"))
        asked = {name: value for name, value in form.cleaned_data.items() if value != ""}
        context = self.get_context_data(
            label=label,
            lines=lines,
            page=page,
            elided_page_range=paginator.get_elided_page_range(page.number),
            downloads=[(each.upper(), f"?{urlencode({**asked, 'export': each})}") for each in files.FORMS],
            short=sum(each.is_short for each in lines),
            **about,
        )
        return TemplateResponse(request, self.template_name, context)

    def lines(self, form: ReportForm) -> list[Progress]:
        """The quotas that were asked for, within what the person may see."""
        said = form.cleaned_data
        quotas = Quota.objects.of_period(said["span"], form.period().first).standing().for_display()
        if not self.reach.everything:
            quotas = quotas.filter(unit__in=[unit.pk for unit in self.reach.units])
        if said["unit"]:
            quotas = quotas.filter(unit__code=said["unit"])
        lines = progress_of(quotas, timezone.now())
        return [each for each in lines if each.is_short] if said["only"] == SHORT else lines


class BehindView(QuotaView):
    """The items behind one quota: those that count, and those that do not, with the reason."""

    template_name = "quotas/behind.html"

    def get(self, request: HttpRequest, quota_id: int) -> HttpResponseBase:
        """Show them; of another unit only to those who follow all units. Raises ``Http404`` for no such quota."""
        quota = get_object_or_404(Quota.objects.for_display(), pk=quota_id)
        if not self.reach.everything and quota.unit_id not in {unit.pk for unit in self.reach.units}:
            return self.refused(
                _("Only the people of a unit, for their own unit, and those who follow all units see quotas.")
            )
        (progress,) = progress_of([quota], timezone.now())
        given: Any = Contribution.objects.within(quota.period).filter(unit=quota.unit_id)
        if quota.kind:
            given = given.filter(kind=quota.kind)
        counting = with_people(given.filter(pk__in=progress.tally.counted))
        others = with_people(given.exclude(pk__in=progress.tally.counted))
        page = Paginator(counting, PER_PAGE).get_page(request.GET.get("p"))
        left_out = Paginator(others, PER_PAGE).get_page(request.GET.get("q"))
        context = self.get_context_data(
            quota=quota,
            progress=progress,
            page=page,
            entries=entries(page.object_list, request),
            left_out=left_out,
            why_not=[(entry, self.why_not(progress, entry.row.pk)) for entry in entries(left_out.object_list, request)],
            back=address(quota.span, quota.period),
            replaced=not Quota.objects.standing().filter(pk=quota.pk).exists(),
        )
        return TemplateResponse(request, self.template_name, context)

    @staticmethod
    def why_not(progress: Progress, row: int) -> str:
        """Why an item does not count."""
        if row in progress.tally.again:
            return _("says the same as another item of the period, counted once")
        return _("held or withdrawn before the period was over")

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the table, then this screen."""
        table = {"url": reverse("quotas:index"), "label": self.page_title}
        return [*self.breadcrumbs_items, table, {"url": "", "label": _("Behind the figure")}]
