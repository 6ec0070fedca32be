"""The report on late items: which they are, and which stage made each of them late (ND-8.1, ND-8.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from units.clock.forms import MonthForm
from units.clock.lateness import late_items
from units.clock.lines import lines
from units.contributions.readers import reach_of

if TYPE_CHECKING:
    from accounts.models import User

PER_PAGE = 20


class LateItemsView(WagtailAdminTemplateMixin, View):
    """Late items of a month, twenty a page: a unit's people see their own, holders of "reports" every unit's."""

    page_title = _("Late items")
    header_icon = "time"
    template_name = "reports/late/index.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show the report, or say why not."""
        person: User = request.user  # type: ignore[assignment]  # nobody gets here without signing in
        reach = reach_of(person)
        if reach.is_empty:
            return TemplateResponse(request, "reports/contributions/refused.html", self.get_context_data(), status=403)
        form = MonthForm(request.GET)
        if not form.is_valid():
            return TemplateResponse(request, self.template_name, self.get_context_data(form=form))
        now, period = timezone.now(), form.period()
        paginator = WagtailPaginator(late_items(reach, period, now), PER_PAGE)
        page = paginator.get_page(request.GET.get("p"))
        context = self.get_context_data(
            form=form,
            month=f"{period.first:%m/%Y}",
            page=page,
            elided_page_range=paginator.get_elided_page_range(page.number),
            lines=lines(page.object_list, person, now),
        )
        return TemplateResponse(request, self.template_name, context)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]
