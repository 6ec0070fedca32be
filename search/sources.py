"""What the public may find: upper rooms say it, the search page asks.

``search`` knows no audience and no page type. A room above registers, once, in its ``AppConfig.ready``::

    from search import sources

    sources.register(lambda request: audience.visible_to(request).select_related("content_type").specific())
"""

from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest
from wagtail.models import Page
from wagtail.query import PageQuerySet

#: From a request to the pages that its reader may find, with whatever a result's template needs already selected or
#: prefetched.
PageSource = Callable[[HttpRequest], PageQuerySet]

_registered: list[PageSource] = []


def register(source: PageSource) -> None:
    """Let ``source`` decide what the public search finds.

    Raises ImproperlyConfigured when another source was registered before: two answers to "who may read it?" would be
    a leak.
    """
    if _registered and _registered[0] is not source:
        raise ImproperlyConfigured(
            "search.sources already has a source; what the public may find is decided in one place."
        )
    _registered[:] = [source]


def pages_for(request: HttpRequest) -> PageQuerySet:
    """Return the pages that the reader of ``request`` may find: by default, all live pages without a restriction."""
    source = _registered[0] if _registered else _live_and_public
    return source(request)


def _live_and_public(request: HttpRequest) -> PageQuerySet:
    return Page.objects.live().public().defer_streamfields().specific()
