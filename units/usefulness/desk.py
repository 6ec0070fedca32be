"""The admin's screens of readers' comments and of the answers to “Was this useful?”, twenty a page."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.menu import MenuItem
from wagtail.admin.paginator import WagtailPaginator

from units.people import StaffRequest
from units.usefulness.models import ReaderComment, UsefulnessCount
from units.usefulness.readers import hears_any, units_heard

PER_PAGE = 20
REFUSED = gettext_lazy("Only the people of a unit and whoever keeps the register read what readers wrote to it.")


class CommentsMenuItem(MenuItem):
    """Shown only to those who may read some unit's comments."""

    def is_shown(self, request: HttpRequest) -> bool:
        """The same question as the screen's own."""
        person: Any = request.user
        return hears_any(person)


def menu_item() -> CommentsMenuItem:
    """The entry for the Reports menu."""
    return CommentsMenuItem(
        gettext_lazy("Readers' comments"),
        reverse("reader_comments:index"),
        name="reader-comments",
        icon_name="comment",
        order=130,
    )


def index(request: StaffRequest) -> HttpResponseBase:
    """Comments of the person's units, the newest first; only those not read yet unless ``?all``."""
    every = "all" in request.GET
    comments = ReaderComment.objects.of_units(_units(request)).select_related("unit", "read_by")
    page, pages = _page(request, comments if every else comments.unread())
    held = UsefulnessCount.objects.filter(item_id__in={comment.item_id for comment in page.object_list})
    counts = {(count.item_type_id, count.item_id): count for count in held}
    rows = [(comment, counts.get((comment.item_type_id, comment.item_id))) for comment in page.object_list]
    context = {"page": page, "elided_page_range": pages, "rows": rows, "every": every}
    return TemplateResponse(request, "usefulness/desk/comments.html", context)


def answers(request: StaffRequest) -> HttpResponseBase:
    """How many found each item of the person's units useful, the last answered first."""
    counts = UsefulnessCount.objects.of_units(_units(request)).select_related("unit").order_by("-last_on", "-pk")
    page, pages = _page(request, counts)
    return TemplateResponse(request, "usefulness/desk/answers.html", {"page": page, "elided_page_range": pages})


@require_POST
def mark_read(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Note that the person has read a comment of a unit of theirs; it stays with the first who did."""
    comment = get_object_or_404(ReaderComment.objects.of_units(_units(request)), pk=pk)
    ReaderComment.objects.filter(pk=comment.pk).unread().update(read_by=request.user, read_at=timezone.now())
    messages.success(request, _("The comment on “%(title)s” is marked as read.") % {"title": comment.title})
    back = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return redirect(back if is_ours else "reader_comments:index")


def _units(request: StaffRequest) -> Any:
    if not hears_any(request.user):
        raise PermissionDenied(REFUSED)
    return units_heard(request.user).values("pk")


def _page(request: StaffRequest, rows: Any) -> tuple[Any, Any]:
    paginator = WagtailPaginator(rows, PER_PAGE)
    page = paginator.get_page(request.GET.get("p"))
    return page, paginator.get_elided_page_range(page.number)
