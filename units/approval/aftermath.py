"""What readers find at the address of an item that is public no longer (ND-5.1, ND-5.4a)."""

from __future__ import annotations

from typing import Any, cast

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.url_routing import RouteResult

from units import trail
from units.approval import holding
from units.approval.models.measures import Hold, Withdrawal
from units.audience import visible_to

Meaning = Withdrawal.Meaning


def route(page: Page) -> RouteResult:
    """Let the open withdrawal of ``page`` answer in its place. Raises ``Http404`` where there is nothing to say."""
    return RouteResult(page, kwargs={"withdrawal": standing_in_for(page)})


def standing_in_for(item: Any) -> Withdrawal:
    """The open withdrawal that answers readers in the place of ``item``, which is not public.

    Raises ``Http404`` where there is nothing to say: never public, held, or published in error.
    """
    made = Withdrawal.objects.about(item).open().exclude(meaning=Meaning.ERROR).select_related("revision").last()
    if made is None or holding.open_hold(item) is not None:
        raise Http404(_("There is no such page."))
    return cast("Withdrawal", made)


def answer(item: Any, withdrawal: Withdrawal, request: HttpRequest) -> HttpResponse:
    """Lead readers to what replaces ``item``, or show them what it said under the explanation.

    Raises ``Http404`` where what replaces it is public no longer.
    """
    if withdrawal.meaning == Meaning.REPLACED:
        new = withdrawal.replacement
        if new is None or not visible_to(request).readable(_base(item).filter(pk=new.pk)).exists():
            raise Http404(_("There is no such page."))
        return redirect(new.get_url(request))
    if withdrawal.revision is None:
        raise Http404(_("There is no such page."))
    return _kept_text(item, withdrawal, request)


def _base(item: Any) -> Any:
    return item.get_base_content_type().model_class()._default_manager.all()


def _kept_text(item: Any, withdrawal: Withdrawal, request: HttpRequest) -> HttpResponse:
    request.is_preview = False  # type: ignore[attr-defined]
    text: Any = withdrawal.revision.as_object()  # type: ignore[union-attr]
    if isinstance(item, Page):
        trail.remember(text, getattr(item, "_portal_ancestors", None) or list(item.get_ancestors().filter(depth__gt=1)))
    if hasattr(text, "published_at"):
        # The lists have forgotten it; its readers have not.
        text.published_at = text.first_published_at
    context = {"withdrawal": withdrawal, "page_template": text.get_template(request)}
    response = TemplateResponse(request, "units/withdrawn.html", {**text.get_context(request), **context})
    response["X-Robots-Tag"] = "noindex"
    return response


def keeping_their_text(items: QuerySet[Any]) -> QuerySet[Any]:
    """Those of ``items``, pages or snippets of one type, that were withdrawn but can still be read at their address."""
    kept = Withdrawal.objects.open().filter(meaning=Meaning.WITHDRAWN)
    return _among(items, kept).exclude(_exists(items, Hold.objects.open()))


def to_come_back(items: QuerySet[Any]) -> QuerySet[Any]:
    """Those of ``items`` that were public and are held: released, they have to be as they were."""
    return _among(items, Hold.objects.open().filter(was_public=True))


def _among(items: QuerySet[Any], measures: Any) -> QuerySet[Any]:
    return items.annotate(key=Cast("pk", CharField())).filter(_exists(items, measures))


def _exists(items: QuerySet[Any], measures: Any) -> Q:
    item_type = items.model().get_base_content_type()
    return Q(Exists(measures.filter(item_type=item_type, item_id=OuterRef("key"))))
