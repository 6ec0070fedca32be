"""The report of the search log in the admin, as tables and as files, and how long it is kept (ND-5.5c)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.searching.forms import KeepingForm, LogForm
from home.searching.rules import may_read_log, may_steer
from home.searching.tables import TABLES, Table
from search.log.models import Keeping
from units.calendar import Period
from units.contributions import exports
from units.contributions.exports import Type, Value
from units.contributions.periods import day_text

if TYPE_CHECKING:
    from accounts.models import User

PER_PAGE = 50
LOG = "searching:log"


class Cell(NamedTuple):
    """What stands in one cell, and how."""

    value: Value
    is_number: bool
    is_address: bool


class LogView(WagtailAdminTemplateMixin, View):
    """Four tables by period, fifty lines a page, each as XLSX or CSV as well."""

    page_title = gettext_lazy("What readers search for")
    header_icon = "search"
    template_name = "searching/log.html"

    @property
    def person(self) -> User:
        """Who asks; nobody gets here without signing in."""
        return cast("User", self.request.user)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show a table, send it as a file, or say why not."""
        if not may_read_log(self.person):
            return self._refused(request)
        form = LogForm(request.GET)
        wanted = request.GET.get("export", "")
        if form.is_valid() and wanted not in ("", exports.XLSX, exports.CSV):
            form.add_error(None, _("The report can be downloaded as XLSX or CSV; choose one of the two buttons."))
        if not form.is_valid():
            return self._shown(request, form)
        table, period = TABLES[form.cleaned_data["what"]], form.period()
        if wanted:
            name = f"{table.title} {period.first:%Y-%m-%d} {period.last:%Y-%m-%d}"
            return exports.response(table.sheet(period), wanted, name)
        return self._shown(request, form, **self._answer(table, period))

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Decide for how long the log is kept."""
        if not may_steer(self.person):
            return self._refused(request)
        keeping = KeepingForm(request.POST, instance=Keeping(decided_by=self.person))
        if not keeping.is_valid():
            return self._shown(request, LogForm(request.GET), keeping=keeping)
        keeping.save()
        messages.success(
            request, _("The search log is kept for %(days)d days from now on.") % {"days": keeping.instance.days}
        )
        return redirect(LOG)

    def _answer(self, table: Table, period: Period) -> dict[str, Any]:
        paginator = WagtailPaginator(table.rows(period), PER_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        asked = {"first": day_text(period.first), "last": day_text(period.last)}
        link = table.address
        here = next(name for name, other in TABLES.items() if other is table)

        def address(**more: str) -> str:
            return f"{reverse(LOG)}?{urlencode(asked | more)}"

        return {
            "table": table,
            "tabs": [(other.title, address(what=name), name == here) for name, other in TABLES.items()],
            "headings": [(heading, type_ is Type.NUMBER) for heading, _width, type_ in table.columns],
            "lines": [
                [
                    Cell(day_text(value) if isinstance(value, date) else value, isinstance(value, int), place == link)
                    for place, value in enumerate(line)
                ]
                for line in table.lines(page.object_list)
            ],
            "page": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "downloads": [(name, address(what=here, export=name.lower())) for name in ("XLSX", "CSV")],
        }

    def _shown(self, request: HttpRequest, form: LogForm, **answer: Any) -> HttpResponseBase:
        if may_steer(self.person) and "keeping" not in answer:
            answer["keeping"] = KeepingForm(initial={"days": Keeping.in_force()})
        context = self.get_context_data(form=form, kept_for=Keeping.in_force(), **answer)
        return TemplateResponse(request, self.template_name, context)

    def _refused(self, request: HttpRequest) -> HttpResponseBase:
        return TemplateResponse(request, "searching/refused.html", self.get_context_data(), status=403)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]
