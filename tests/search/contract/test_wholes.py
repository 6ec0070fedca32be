"""The contract of things in many parts, for any engine: one result, counted once, and the place of its best part."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.http import HttpRequest
from wagtail.models import Page

from search import sources
from search.engines.base import Engine
from search.finding import Question, find
from search.sources import Facts, Source

pytestmark = pytest.mark.clause("ND-5.5c")

#: Parts of the long report, and how many of them hold the common word.
PARTS, HOLDING = 16, 14
SORTS = pytest.mark.parametrize("sort", ["relevance", "date"])
LAST_YEAR, THIS_YEAR = datetime(2025, 5, 1, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)


def facts(page: Page) -> Facts:
    """Of parts, the number of what they are parts of stands before the stroke of the title."""
    whole, stroke, _part = page.title.partition("/")
    return Facts(LAST_YEAR, 1, ("tin",), "report", int(whole)) if stroke else Facts(THIS_YEAR, 2, ("tin",))


@pytest.fixture
def reports(
    make_page: Callable[..., Page], reader: HttpRequest, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> HttpRequest:
    """Two reports in parts between plain pages; of the longer one more parts answer than are weighed."""
    monkeypatch.setattr(type(engine), "candidates", 4)
    place = lambda page, start: "" if start is None else f"{page.title} from {start}"  # noqa: E731
    kinds = {"report": "Report"}
    sources.register(Source("page", "Page", Page, lambda request: Page.objects.live(), facts, kinds, place))
    make_page("Tin một", "hội nghị bàn việc")
    for number in range(PARTS):
        make_page(f"7/{number}", "hội nghị bàn việc" if number < HOLDING else "việc khác")
    make_page("8/0", "lời nói đầu của hội nghị")
    make_page("8/1", "phần hai có từ zebra, sau đó là hội nghị")
    make_page("Tin hai", "hội nghị bàn việc")
    return reader


@SORTS
def test_parts_are_one_result_that_is_counted_once(reports: HttpRequest, sort: str) -> None:
    found = find(reports, Question("hội nghị", sort=sort), 0, 10)  # type: ignore[arg-type]
    assert found.total == len(found.hits) == 4
    assert {hit.item.title.partition("/")[0] for hit in found.hits} == {"Tin một", "7", "8", "Tin hai"}
    assert found.facets == {
        "kinds": [("page", 2), ("report", 2)],
        "units": [(1, 2), (2, 2)],
        "sections": [("tin", 4)],
        "years": [(2025, 2), (2026, 2)],
    }
    pages = [find(reports, Question("hội nghị", sort=sort), start, start + 1).hits for start in range(5)]  # type: ignore[arg-type]
    assert [len(page) for page in pages] == [1, 1, 1, 1, 0]
    assert [page[0].item for page in pages[:4]] == [hit.item for hit in found.hits]
    narrowed = find(reports, Question("hội nghị", kinds=("report",), sort=sort))  # type: ignore[arg-type]
    assert narrowed.total == len(narrowed.hits) == 2
    assert narrowed.facets["kinds"] == [("page", 2), ("report", 2)]


def test_the_best_part_stands_for_all_and_says_its_place(reports: HttpRequest) -> None:
    (hit,) = find(reports, Question("zebra hội nghị")).hits
    assert hit.item.title == "8/1"
    assert hit.place == f"8/1 from {'phần hai có từ zebra'.index('zebra')}"
    assert "<mark>zebra</mark>" in hit.excerpt


def test_a_part_that_may_not_be_read_stands_for_nothing(reports: HttpRequest) -> None:
    Page.objects.filter(title="8/1").update(live=False)
    found = find(reports, Question("hội nghị"))
    assert found.total == 4
    assert "zebra" not in repr(found)
    assert find(reports, Question("zebra")).total == 0
