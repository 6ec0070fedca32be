"""Every report of the frame on the screen and as files: the table, and what stands behind a number (LD-6.1a)."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from units.duties.spans import Every
from units.reports import files, making, pictures, registry, sheets
from units.reports.asked import Asked
from units.reports.dimensions import ALL
from units.reports.filters import Filters
from units.reports.report import Report

LINES = ITEMS = 50
INDEX = "reports:index"
TABLE = "reports:table"
BEHIND = "reports:behind"
SAVE = "reports:save"


class IndexView(WagtailAdminTemplateMixin, View):
    """The reports that the person may see, with what each is about."""

    page_title = gettext_lazy("All reports")
    header_icon = "list-ul"
    template_name = "reports/frame/index.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show the list, or say that there is none for the person."""
        person: Any = request.user
        found = registry.open_to(person)
        status = 200 if found else 403
        return TemplateResponse(request, self.template_name, self.get_context_data(reports=found), status=status)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


class ReportView(WagtailAdminTemplateMixin, View, ABC):
    """What the table and what stands behind it share: who asks what, a refusal, the files."""

    template_name: str

    @cached_property
    def report(self) -> Report:
        """The report of the address. Raises ``Http404`` where there is none."""
        found = registry.named(self.kwargs["report_code"])
        if found is None:
            raise Http404(_("There is no such report."))
        return found

    @property
    def page_title(self) -> str:
        """The report's own title."""
        return str(self.report.title)

    @property
    def header_icon(self) -> str:
        """The report's own icon."""
        return self.report.icon

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer on the portal's clock, so that nobody's own time zone in Wagtail moves anything to another day."""
        with timezone.override(timezone.get_default_timezone()):
            return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, report_code: str) -> HttpResponseBase:
        """Show it, send it as a file, or say why not."""
        person: Any = request.user
        reach = self.report.reach_of(person)
        if reach.is_empty:
            context = self.get_context_data(refusal=self.report.refusal)
            return TemplateResponse(request, "reports/frame/refused.html", context, status=403)
        form = Filters(request.GET, reach, self.report.filters)
        wanted = request.GET.get("export", "")
        if form.is_valid() and wanted not in ("", *files.FORMS):
            form.add_error(None, files.WRONG_FORM)
        context = {"report": self.report, "form": form}
        if not form.is_valid():
            return TemplateResponse(request, self.template_name, self.get_context_data(**context))
        asked = Asked(person, reach, form.selection(), timezone.now())
        if wanted:
            return self.file(asked, wanted)
        if "section" in form.fields:
            form.offer_sections(reach.sections(asked.selection.period))
        context |= self.answer(asked)
        return TemplateResponse(request, self.template_name, self.get_context_data(**context))

    @abstractmethod
    def file(self, asked: Asked, form: str) -> HttpResponseBase:
        """What was asked for as a file."""

    @abstractmethod
    def answer(self, asked: Asked) -> dict[str, Any]:
        """What the screen shows."""

    def address(self, name: str, asked: Asked, **more: str) -> str:
        """The address of a screen of this report that asks the same."""
        return address(name, self.report, asked, **more)

    def downloads(self, name: str, asked: Asked, **more: str) -> list[tuple[str, str]]:
        """A button for each form of file."""
        return [(form.upper(), self.address(name, asked, export=form, **more)) for form in files.FORMS]

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, all reports, then this one."""
        index = {"url": reverse(INDEX), "label": IndexView.page_title}
        return [*self.breadcrumbs_items, index, {"url": "", "label": self.page_title}]


def address(name: str, report: Report, asked: Asked, **more: str) -> str:
    """The address of a screen of ``report`` that asks ``asked``."""
    given = {key: value for key, value in (asked.selection.parameters() | more).items() if value != ""}
    return f"{reverse(name, args=[report.code])}?{urlencode(given)}"


def saving_address(report: Report, asked: Asked) -> str:
    """Where this question can be saved, to be sent to people each period."""
    return address(SAVE, report, asked) if asked.selection.span in Every.values else ""


class TableView(ReportView):
    """The table, drawn as well; each number leads to what stands behind it."""

    template_name = "reports/frame/table.html"

    def file(self, asked: Asked, form: str) -> HttpResponseBase:
        """The table."""
        sheet = sheets.of_table(self.report, self.report.table(asked), asked)
        return files.response(sheet, form, f"{self.report.title} {asked.selection.label}", asked.issuer)

    def answer(self, asked: Asked) -> dict[str, Any]:
        """One page of lines, the line of all and the picture."""
        table = self.report.table(asked)
        paginator = WagtailPaginator(table.lines, LINES)
        page = paginator.get_page(self.request.GET.get("p"))
        shown = pictures.Linked(self.report, table, lambda **more: self.address(BEHIND, asked, **more))
        return {
            "selection": asked.selection,
            "table": shown,
            "page": page,
            "lines": [shown.line(line) for line in page],
            "total": shown.line(table.total),
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "chart": None if self.report.is_heat_map else pictures.drawn(self.report, table, asked.selection.label),
            "downloads": self.downloads(TABLE, asked),
            "save": saving_address(self.report, asked),
        }


class BehindView(ReportView):
    """What stands behind a number: the facts of ``line`` and ``column``, as many as it says."""

    template_name = "reports/frame/behind.html"

    @property
    def line(self) -> str:
        """The line that was opened."""
        return self.request.GET.get("line", ALL)

    @property
    def column(self) -> str:
        """The column that was opened."""
        return self.request.GET.get("column", "")

    def about(self, asked: Asked) -> str:
        """Line and column in words."""
        names = self.report.dimension.named({self.line} - {ALL}, asked)
        column = next((each for each in self.report.columns(asked) if each.code == self.column), None)
        return ": ".join([*filter(None, [names.get(self.line)]), *([str(column.heading)] if column else [])])

    def ways_to_take(self, asked: Asked, number: int) -> dict[str, Any]:
        """Buttons that hand out a file at once or, of a long list, have it made in the background."""
        if number <= making.LONG:
            return {"downloads": self.downloads(BEHIND, asked, line=self.line, column=self.column)}
        return {"long": number, "forms": making.FORMS, "asked": {**asked.selection.parameters(), **self.kept}}

    @property
    def kept(self) -> dict[str, str]:
        """What the filters above do not ask for and the address keeps."""
        return {"line": self.line, "column": self.column}

    def file(self, asked: Asked, form: str) -> HttpResponseBase:
        """The facts; a long list is made in the background alone."""
        facts = self.report.behind(asked, self.line, self.column)
        if (facts.count() if isinstance(facts, QuerySet) else len(facts)) > making.LONG:
            messages.warning(self.request, _("The list is long: press “Prepare”, and you are told when it is ready."))
            return redirect(self.address(BEHIND, asked, **self.kept))
        sheet = sheets.of_items(self.report, facts, asked, self.about(asked))
        return files.response(sheet, form, f"{sheet.title} {asked.selection.label}", asked.issuer)

    def answer(self, asked: Asked) -> dict[str, Any]:
        """One page of the facts."""
        paginator = WagtailPaginator(self.report.behind(asked, self.line, self.column), ITEMS)
        page = paginator.get_page(self.request.GET.get("p"))
        return {
            "selection": asked.selection,
            "about": self.about(asked),
            "page": page,
            "rows": [pictures.told(self.report, row) for row in self.report.rows_behind(page.object_list)],
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "back": self.address(TABLE, asked),
            "kept": self.kept,
            **self.ways_to_take(asked, page.paginator.count),
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, all reports, the table, then this screen."""
        *above, table = super().get_breadcrumbs_items()
        table = {**table, "url": reverse(TABLE, args=[self.report.code])}
        return [*above, table, {"url": "", "label": _("Behind the figure")}]
