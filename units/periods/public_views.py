"""The public statistics: the archive, a closed period, the public items behind its numbers, its files (LD-6.1b).

Only stored figures are read. Nothing is shown of an item but what readers may read anyhow.
"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from units.contributions import exports
from units.duties import spans
from units.periods import addresses, archive, behind, linking, sheets, tables
from units.periods.models import ALL_SECTIONS, ClosedLine, ClosedPeriod
from units.periods.tables import ClosedTable, Cut

LINES_PER_PAGE = 100
ITEMS_PER_PAGE = 50


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every closed period, a year a page and the newest first; the last month's table in short."""
    years = Paginator(archive.years(), 1)
    page = years.get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "year": archive.year(page.object_list[0]) if page.object_list else None,
        "latest": archive.latest(),
        "breadcrumbs": _trail(),
    }
    return TemplateResponse(request, "statistics/index.html", context)


@require_safe
def period(request: HttpRequest, span: str, year: int, number: int) -> HttpResponse:
    """The table of a closed period, or a cut through it. Raises ``Http404`` for one that is not closed."""
    closed = _closed(span, year, number)
    table = ClosedTable(closed, _cut(closed, request))
    page = Paginator(table.rows, LINES_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "closed": closed,
        "table": linking.linked(table, list(page.object_list)),
        "page_obj": page,
        "edition": table.edition,
        "downloads": [
            (form.upper(), addresses.of_file(closed, form, table.edition, table.cut))
            for form in (exports.XLSX, exports.CSV)
        ],
        "cuts": linking.cuts(table),
        "neighbours": archive.neighbours(closed),
        "breadcrumbs": _trail((addresses.of_period(closed), closed.label) if table.cut.label else None),
        "is_cut": bool(table.cut.label),
    }
    return TemplateResponse(request, "statistics/period.html", context)


@require_safe
def items(request: HttpRequest, span: str, year: int, number: int) -> HttpResponse:
    """The items behind a number, as many as it says; one that is not public at present is counted but not named."""
    closed = _closed(span, year, number)
    line = _line(closed, request.GET.get(addresses.UNIT, ""))
    kind = request.GET.get(addresses.KIND, "")
    section = _section(closed, request.GET.get(addresses.SECTION, ""))
    if kind and kind not in dict(closed.kinds):
        raise Http404(_("There is no such kind in this period."))
    counted = behind.rows(closed, line.unit_id if line else None, kind, section)
    page = Paginator(counted, ITEMS_PER_PAGE).get_page(request.GET.get("page"))
    named = [line.unit_name if line else "", dict(closed.kinds).get(kind, ""), section]
    context = {
        "closed": closed,
        "page_obj": page,
        "entries": behind.public_entries(list(page.object_list), request),
        "parts": [name for name in named if name],
        "breadcrumbs": _trail((addresses.of_period(closed), closed.label)),
    }
    response = TemplateResponse(request, "statistics/items.html", context)
    # Each item has its own page; these lists of them need not be found.
    response["X-Robots-Tag"] = "noindex, follow"
    return response


@require_safe
def file(request: HttpRequest, span: str, year: int, number: int, form: str) -> HttpResponseBase:
    """A table as XLSX or CSV; the file of an edition is the same to the byte for ever."""
    if form not in {exports.XLSX, exports.CSV}:
        raise Http404(_("The figures can be had as XLSX or CSV."))
    closed = _closed(span, year, number)
    wanted = request.GET.get(addresses.EDITION, "")
    if wanted and not (wanted.isascii() and wanted.isdecimal() and len(wanted) < 10):
        raise Http404(_("There is no such edition of these figures."))
    edition = int(wanted) if wanted else None
    table = ClosedTable(closed, _cut(closed, request), edition)
    if edition is not None and table.edition != edition:
        raise Http404(_("There is no such edition of these figures."))
    return exports.response(sheets.of_table(table), form, f"{_('Statistics')} {closed.label}")


def _closed(span: str, year: int, number: int) -> ClosedPeriod:
    try:
        first = spans.period(span, year, number).first
    except ValueError as error:
        raise Http404(_("There is no such period.")) from error
    found = ClosedPeriod.objects.filter(span=span, first=first).first()
    if found is None:
        raise Http404(_("The figures of this period have not been published."))
    return found


def _cut(closed: ClosedPeriod, request: HttpRequest) -> Cut:
    """The cut that the address asks for. Raises ``Http404`` for a unit or a section that the period does not have."""
    line = _line(closed, request.GET.get(addresses.UNIT, ""))
    if line is not None or request.GET.get(addresses.BY) == addresses.BY_SECTION:
        return Cut(by_section=True, line=line)
    return Cut(section=_section(closed, request.GET.get(addresses.SECTION, "")))


def _line(closed: ClosedPeriod, code: str) -> ClosedLine | None:
    if not code:
        return None
    found: ClosedLine | None = closed.lines.filter(unit__code=code).select_related("unit").first()
    if found is None:
        raise Http404(_("There is no such unit in this period."))
    return found


def _section(closed: ClosedPeriod, title: str) -> str:
    if title and title not in tables.sections_of(closed):
        raise Http404(_("There is no such section in this period."))
    return title or ALL_SECTIONS


def _trail(*further: tuple[str, str] | None) -> list[dict[str, Any]]:
    """Home, the statistics, and what lies between them and this page."""
    places = [("/", _("Home")), (reverse("statistics:index"), _("Statistics")), *further]
    return [{"url": place[0], "title": place[1]} for place in places if place is not None]
