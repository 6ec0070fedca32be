"""Which pinned pages the reader of a request may see for a query."""

from __future__ import annotations

from django.http import HttpRequest
from wagtail.models import Page

from search import sources
from search.office.models import MOST_PINNED, PinnedResult
from search.office.words import key_of


def pinned_for(request: HttpRequest, query: str) -> list[Page]:
    """The pages pinned for ``query`` today that the reader may find, first the one to show first.

    A page is shown only as the source of its own type gives it, so a pin opens nothing that the search would not
    find. One query where nothing is pinned; one more for each type of page that is.
    """
    key = key_of(query)
    if not key:
        return []
    asked = PinnedResult.objects.in_force().filter(key=key).order_by("order", "pk").select_related("page")
    pins = list(asked[:MOST_PINNED])
    numbers: dict[type[Page], list[int]] = {}
    for pin in pins:
        numbers.setdefault(pin.page.specific_class or Page, []).append(pin.page_id)
    found: dict[int, Page] = {}
    for model, wanted in numbers.items():
        source = sources.source_of(model)
        if source is not None:
            found |= {page.pk: page for page in source.readable(request).filter(pk__in=wanted)}
    return [found[pin.page_id] for pin in pins if pin.page_id in found]
