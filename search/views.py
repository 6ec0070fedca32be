"""The public search page."""

from typing import Any

from django.core.paginator import Page as PaginatedPage
from django.core.paginator import Paginator
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from .finding import Hit, Question, find
from .vietnamese import normalise

RESULTS_PER_PAGE = 20
LONGEST_QUERY = 200


@require_safe
def search(request: HttpRequest) -> TemplateResponse:
    """Show the search form and, when ``?q=`` holds something, the pages found (``?page=`` from 1).

    Template ``search/search.html``, context:

    ``query``
        What stands in the box, as typed; empty shows just the form.
    ``longest_query``
        The most characters accepted, for the box's ``maxlength``.
    ``error``
        A sentence when the query is too long, else empty; ``results`` is then None.
    ``results``
        None before a search; else a Django page object (``has_next``, ``number``, ``paginator`` …) of hits, each with
        ``item``, ``title`` and ``excerpt`` (SafeStrings with ``<mark>``).
    ``total``
        How many pages were found, all result pages together.
    ``advice``
        Sentences, a list, on what to try when nothing was found; else empty.

    Costs the same number of queries whatever is found; touches neither session nor user itself. Result pages ask
    robots not to index them.
    """
    query = " ".join(normalise(request.GET.get("q", "")).split())
    context = {"query": query, "longest_query": LONGEST_QUERY, "error": "", "results": None, "total": 0, "advice": []}
    if len(query) > LONGEST_QUERY:
        context["error"] = ngettext(
            "Your question has more than %(count)d character. Keep the words that matter most and search again.",
            "Your question has more than %(count)d characters. Keep the words that matter most and search again.",
            LONGEST_QUERY,
        ) % {"count": LONGEST_QUERY}
    elif query:
        results = _found(request, query)
        context |= {"results": results, "total": results.paginator.count, "advice": [] if results else _advice()}
    response = TemplateResponse(request, "search/search.html", context)
    if query:
        response["X-Robots-Tag"] = "noindex, follow"
    return response


def _found(request: HttpRequest, query: str) -> PaginatedPage[Hit]:
    results: Any = _Results(request, Question(query))
    return Paginator(results, RESULTS_PER_PAGE).get_page(request.GET.get("page"))


class _Results:
    """The results of a question as a paginator slices and counts them."""

    def __init__(self, request: HttpRequest, question: Question) -> None:
        self.request, self.question = request, question

    def __len__(self) -> int:
        return find(self.request, self.question, 0, 0).total

    def __getitem__(self, wanted: slice) -> list[Hit]:
        return find(self.request, self.question, wanted.start, wanted.stop).hits


def _advice() -> list[str]:
    return [
        _("Check the spelling. Words may be typed with or without diacritics."),
        _("Use fewer words, or more common ones."),
        _("For a document, type its number and symbol, such as 845-QĐ/ĐUK."),
    ]
