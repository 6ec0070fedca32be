"""The record in the admin: who did what to which item, fifty entries a page (LD-1.2c, ND-13.6d)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin.paginator import WagtailPaginator
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from units.record.chain import head
from units.record.filters import RecordForm
from units.record.readers import may_read_record
from units.record.words import rows

PER_PAGE = 50


class IndexView(WagtailAdminTemplateMixin, View):
    """The entries that the form asks for, newest first; the number of queries does not grow with the record."""

    page_title = gettext_lazy("Record of responsibility")
    header_icon = "history"
    template_name = "record/index.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer on the portal's clock, so that nobody's own time zone moves an entry to another day."""
        with timezone.override(timezone.get_default_timezone()):
            response = super().dispatch(request, *args, **kwargs)
            # Rendered here, because the template's moments follow the clock that is set now.
            return response.render() if isinstance(response, TemplateResponse) else response

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Show the entries, or say why not."""
        person: Any = request.user
        if not may_read_record(person):
            return TemplateResponse(request, "record/refused.html", self.get_context_data(), status=403)
        form = RecordForm(request.GET)
        answer = self.answer(form) if form.is_valid() else {}
        return TemplateResponse(request, self.template_name, self.get_context_data(form=form, **answer))

    def answer(self, form: RecordForm) -> dict[str, Any]:
        """One page of the entries, and where the record ends."""
        paginator = WagtailPaginator(form.entries(), PER_PAGE)
        page = paginator.get_page(self.request.GET.get("p"))
        reader: Any = self.request.user
        return {
            "page": page,
            "elided_page_range": paginator.get_elided_page_range(page.number),
            "rows": rows(page.object_list, reader),
            "head": head(),
        }

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Home, then this screen."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]
