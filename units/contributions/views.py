"""The contribution report in the admin: the table, the rows behind each figure, and both as files (LD-6.1a)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from units.contributions import chart, sheets
from units.contributions.figures import Figures, figures
from units.contributions.filters import ReportForm
from units.contributions.items import entries, with_people
from units.contributions.readers import Reach, reach_of
from units.contributions.selection import Selection
from units.contributions.tables import Sheet
from units.reports import files
from units.reports.prints import issuer_of

PER_PAGE = 50
INDEX = "contributions:index"
ITEMS = "contributions:items"


def address(name: str, selection: Selection, **more: str) -> str:
    """The address of the view ``name`` asking ``selection``."""
    return f"{reverse(name)}?{urlencode(selection.parameters() | more)}"


class ReportView(WagtailAdminTemplateMixin, View, ABC):
    """What both screens share: who asks, the form above, a refusal, and the files."""

    page_title = gettext_lazy("Contributions of the units")
    header_icon = "list-ul"
    url_name = INDEX

    @cached_property
    def reach(self) -> Reach:
        """What the person may see."""
        person: Any = self.request.user
        return reach_of(person)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer on the portal's clock, so that nobody's own time zone in Wagtail moves an item to another day."""
        with timezone.override(timezone.get_default_timezone()):
            return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show the report, send it as a file, or say why not."""
        if self.reach.is_empty:
            return TemplateResponse(request, "reports/contributions/refused.html", self.get_context_data(), status=403)
        form = ReportForm(request.GET, self.reach)
        wanted = request.GET.get("export", "")
        if form.is_valid() and wanted not in ("", *files.FORMS):
            form.add_error(None, files.WRONG_FORM)
        if not form.is_valid():
            return TemplateResponse(request, self.template_name, self.get_context_data(form=form))
        selection = form.selection()
        if wanted:
            sheet = self.sheet(selection)
            issuer = issuer_of(self.reach, selection.unit)
            return files.response(sheet, wanted, f"{sheet.title} {selection.label}", issuer)
        form.offer_sections(self.reach.sections(selection.period))
        context = self.get_context_data(
            form=form,
            selection=selection,
            downloads=[(form.upper(), address(self.url_name, selection, export=form)) for form in files.FORMS],
            **self.answer(selection),
        )
        return TemplateResponse(request, self.template_name, context)

    @abstractmethod
    def sheet(self, selection: Selection) -> Sheet:
        """What the file holds."""

    @abstractmethod
    def answer(self, selection: Selection) -> dict[str, Any]:
        """What the screen shows."""

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class IndexView(ReportView):
    """Units by kinds in a period, as a table and as bars."""

    template_name = "reports/contributions/index.html"

    def sheet(self, selection: Selection) -> Sheet:
        """The table."""
        return sheets.of_figures(figures(self.reach, selection), selection)

    def answer(self, selection: Selection) -> dict[str, Any]:
        """The table, each figure with the address of the rows behind it, and the bars."""
        table = figures(self.reach, selection)
        return {"table": _linked(table, selection), "chart": chart.draw(table, selection.label)}


class ItemsView(ReportView):
    """The rows behind a figure."""

    page_title = gettext_lazy("Counted items")
    template_name = "reports/contributions/items.html"
    url_name = ITEMS

    def sheet(self, selection: Selection) -> Sheet:
        """The rows."""
        return sheets.of_items(selection.rows(self.reach), selection)

    def answer(self, selection: Selection) -> dict[str, Any]:
        """One page of the rows."""
        paginator = WagtailPaginator(with_people(selection.rows(self.reach)), PER_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        return {
            "page": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "entries": entries(page.object_list, self.request),
            "back": address(INDEX, selection),
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, the table, then this screen."""
        table = {"url": reverse(INDEX), "label": IndexView.page_title}
        return [*self.breadcrumbs_items, table, {"url": "", "label": self.page_title}]


def _linked(table: Figures, selection: Selection) -> dict[str, Any]:
    def cell(count: int, who: str, what: str, behind: Selection) -> dict[str, Any]:
        spoken = _("%(count)s: %(unit)s, %(kind)s") % {"count": count, "unit": who, "kind": what}
        return {"count": count, "url": address(ITEMS, behind), "spoken": spoken}

    everybody, everything = _("all units"), _("all kinds")
    sums = table.by_kind
    return {
        "kinds": [name for _code, name in table.kinds],
        "lines": [
            {
                "name": line.name,
                "cells": [
                    cell(line.by_kind[code], line.name, name, selection.narrowed(line.unit, code))
                    for code, name in table.kinds
                ],
                "total": cell(line.total, line.name, everything, selection.narrowed(line.unit)),
            }
            for line in table.lines
        ],
        "sums": [cell(sums[code], everybody, name, selection.narrowed(kind=code)) for code, name in table.kinds],
        "total": cell(table.total, everybody, everything, selection),
    }
