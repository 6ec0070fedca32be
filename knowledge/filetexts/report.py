"""The report on public files that readers cannot find by what they say: scans above all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views import View
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from knowledge.filetexts.reading import State
from knowledge.models import FileText, PortalDocument
from units.contributions.menu import ReportMenuItem
from units.contributions.readers import Reach, reach_of
from units.files import referred_to

if TYPE_CHECKING:
    from accounts.models import User

PER_PAGE = 50
#: What somebody should look at; that a table or an archive is not read is no fault of its unit's.
LISTED = (State.EMPTY, State.LOCKED, State.BROKEN, State.CUT, State.WAITING)


def unsearchable(reach: Reach, request: HttpRequest) -> QuerySet[FileText]:
    """The public files within ``reach`` whose text is not searched, or not all of it, the newest first."""
    public = referred_to(PortalDocument.objects.all(), request)
    texts = FileText.objects.filter(state__in=LISTED, document__in=public.values("pk"))
    if not reach.everything:
        texts = texts.filter(document__collection__unit__in=[unit.pk for unit in reach.units])
    return texts.select_related("document__collection__unit").order_by("-document__created_at", "-pk")


class FileTextsView(WagtailAdminTemplateMixin, View):
    """Fifty files a page: a unit's people see their own, holders of "reports" every unit's."""

    page_title = _("Files without searchable text")
    header_icon = "doc-full-inverse"
    template_name = "knowledge/file_texts.html"

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show the report, or say why not."""
        person: User = request.user  # type: ignore[assignment]  # nobody gets here without signing in
        reach = reach_of(person)
        if reach.is_empty:
            return TemplateResponse(request, "reports/contributions/refused.html", self.get_context_data(), status=403)
        paginator = WagtailPaginator(unsearchable(reach, request), PER_PAGE)
        page = paginator.get_page(request.GET.get("p"))
        context = self.get_context_data(page=page, elided_page_range=paginator.get_elided_page_range(page.number))
        return TemplateResponse(request, self.template_name, context)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]


def menu_item() -> ReportMenuItem:
    """The entry for the Reports menu, shown to whoever sees somebody's figures."""
    return ReportMenuItem(
        FileTextsView.page_title,
        reverse("filetexts:report"),
        name="file-texts",
        icon_name=FileTextsView.header_icon,
        order=170,
    )
