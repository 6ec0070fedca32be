"""The public addresses of the statistics below ``thong-ke/``; each stays where it is for good (LD-6.1b)."""

from typing import Any

from django.urls import URLPattern, path

from units.duties.spans import Every
from units.periods import public_views

#: How the address of a period names it, below its year; a year is the only one of its year.
PLACES: dict[Every, tuple[str, dict[str, Any]]] = {
    Every.MONTH: ("thang-<int:number>", {}),
    Every.QUARTER: ("quy-<int:number>", {}),
    Every.YEAR: ("ca-nam", {"number": 1}),
}


def _of_span(span: Every) -> list[URLPattern]:
    place, fixed = PLACES[span]
    known = {"span": span.value, **fixed}
    return [
        path(f"<int:year>/{place}/", public_views.period, known, name=f"{span.value}"),
        path(f"<int:year>/{place}/tin-bai/", public_views.items, known, name=f"{span.value}_items"),
        path(f"<int:year>/{place}/so-lieu.<str:form>", public_views.file, known, name=f"{span.value}_file"),
    ]


app_name = "statistics"
urlpatterns = [
    path("", public_views.index, name="index"),
    *(pattern for span in Every for pattern in _of_span(span)),
]
