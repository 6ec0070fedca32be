"""Small public addresses beside the page tree."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from home.models import ArticlePage
from units.audience import visible_to
from units.feeds import feed_of
from units.listing import PER_PAGE


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The newest articles of the whole portal as RSS 2.0. Raises ``Http404`` before a preset has laid the site."""
    site = Site.find_for_request(request)
    if site is None:
        raise Http404(_("No site answers at this address."))
    newest = visible_to(request).readable(ArticlePage.objects.published()).for_lines()[:PER_PAGE]
    return feed_of(site.root_page, newest, request)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be indexed; search results, the admin and unfinished work may not."""
    lines = [
        "User-agent: *",
        f"Disallow: {reverse('wagtailadmin_home')}",
        f"Disallow: {reverse('search')}",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
