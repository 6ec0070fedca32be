"""The public search page and the suggestions of its box."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from . import asking, showing, sources
from .answering import answer, nearest
from .asking import BY_DATE, LONGEST_QUERY, Asked
from .log.counting import count_search
from .office.pins import pinned_for
from .suggesting import suggest
from .vietnamese import normalise

SUGGESTIONS = 8
#: Seconds for which one browser need not ask again; no shared cache keeps a title that may be withdrawn meanwhile.
SUGGESTIONS_FRESH = 60


class CountedResponse(TemplateResponse):
    """A response after which something is counted: once the reader has it, so nobody waits for the count."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.afterwards: list[Callable[[], None]] = []

    def close(self) -> None:
        """Count, then let the server finish."""
        while self.afterwards:
            self.afterwards.pop()()
        super().close()


@require_safe
def search(request: HttpRequest) -> TemplateResponse:
    """Show the search form and, when ``?q=`` holds something, what was found; :mod:`search.asking` reads the rest.

    Template ``search/search.html``, context:

    ``query``
        What stands in the box, as typed; empty shows just the form.
    ``error``
        A sentence when the query is too long, else empty; nothing was searched then.
    ``total``, ``results``, ``page_obj``, ``pinned``
        How much was found, the :class:`~search.showing.Result` of this page of it, the page, and what the office pins.
    ``facets``, ``chosen``, ``clear_url``, ``orders``
        Facets as links, the filters that are on, the address without them, and the orders (label, address, whether on).
    ``spelling``, ``partly``, ``degraded``
        What was searched instead because nothing was found as typed; whether the results hold some of the words only;
        whether a simpler engine answered.
    ``nearest``, ``advice``
        What holds some of the words, and sentences on what to try, where nothing was found.

    Costs the same number of queries whatever is found; touches neither session nor user itself. Result pages ask
    robots not to index them.
    """
    asked = asking.read(request.GET)
    context: dict[str, Any] = {"query": asked.text, "error": "", "total": 0, "results": None}
    response = CountedResponse(request, "search/search.html", context)
    if asked.is_too_long:
        context["error"] = ngettext(
            "Your question has more than %(count)d character. Keep the words that matter most and search again.",
            "Your question has more than %(count)d characters. Keep the words that matter most and search again.",
            LONGEST_QUERY,
        ) % {"count": LONGEST_QUERY}
    elif asked.text:
        context |= _found(request, asked, response.afterwards)
    if asked.text:
        response["X-Robots-Tag"] = "noindex, follow"
    return response


def _found(request: HttpRequest, asked: Asked, afterwards: list[Callable[[], None]]) -> dict[str, Any]:
    number = request.GET.get("page")
    found = answer(request, asked, number)
    finding = found.finding
    is_first = number is None and asked.is_plain
    first = pinned_for(request, asked.text) if is_first else []
    pinned = [showing.as_hit(item, asked.text) for item in first]
    near = [] if finding.total or finding.partly or pinned or asked.is_narrowed else nearest(request, asked)
    labels = showing.labels_for(finding, asked, [*pinned, *near])
    if is_first and request.method == "GET":
        # What is pinned was found as well; what was spelt otherwise or holds some of the words only was not.
        as_typed = len(pinned) + (0 if finding.spelling or finding.partly else finding.total)
        afterwards.append(partial(count_search, asked.text, as_typed))
    hits = [hit for hit in finding.hits if hit.item not in first]
    return {
        "total": finding.total,
        "results": showing.as_results(request, hits, labels, asked.text, found.first),
        "pinned": showing.as_results(request, pinned, labels, asked.text, 0),
        "page_obj": found.page,
        "facets": showing.facets(finding, asked, labels),
        "chosen": showing.chosen(asked, labels),
        "clear_url": asked.without_filters(),
        "orders": [
            (_("Most relevant first"), asked.sorted_by("relevance"), asked.question.sort != BY_DATE),
            (_("Newest first"), asked.sorted_by(BY_DATE), asked.question.sort == BY_DATE),
        ],
        "spelling": finding.spelling or "",
        "partly": finding.partly and finding.total > 0,
        "degraded": finding.degraded,
        "nearest": showing.as_results(request, near, labels, "", 0),
        "advice": [] if finding.total or pinned else _advice(),
    }


@require_safe
def suggestions(request: HttpRequest) -> JsonResponse:
    """What goes on as ``?q=`` begins: at most eight of ``{title, kind, url}``, of what the reader may read."""
    typed = " ".join(normalise(request.GET.get("q", "")).split())
    found = suggest(request, typed, SUGGESTIONS) if len(typed) <= LONGEST_QUERY else []
    kinds = sources.labels_of("kinds", {each.kind for each in found})
    addressed = [(each, showing.address_of(request, each.item)) for each in found]
    response = JsonResponse(
        {
            "suggestions": [
                {"title": each.text, "kind": kinds.get(each.kind, ""), "url": url} for each, url in addressed if url
            ]
        }
    )
    response["Cache-Control"] = f"private, max-age={SUGGESTIONS_FRESH}"
    response["X-Robots-Tag"] = "noindex"
    return response


def _advice() -> list[str]:
    return [
        _("Check the spelling. Words may be typed with or without diacritics."),
        _("Use fewer words, or more common ones."),
        _("For a document, type its number and symbol, such as 845-QĐ/ĐUK."),
    ]
