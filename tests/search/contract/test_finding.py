"""The contract of finding, for any engine: what is found, counted and suggested, and for whom."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.http import HttpRequest
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, PageViewRestriction
from wagtail.search import index
from wagtail.search.backends import get_search_backend

from search import sources, synonyms
from search.engines.base import Engine
from search.finding import Question, find
from search.sources import Facts, Source
from search.suggesting import suggest
from search.synonyms import groups

MakePage = Callable[..., Page]

pytestmark = pytest.mark.usefixtures("engine")


def titles(request: HttpRequest, text: str, **options: object) -> list[str]:
    return [hit.item.title for hit in find(request, Question(text, **options), 0, 50).hits]  # type: ignore[arg-type]


def suggested(request: HttpRequest, typed: str) -> list[str]:
    return [suggestion.text for suggestion in suggest(request, typed)]


@pytest.fixture
def filed(make_page: MakePage, reader: HttpRequest) -> HttpRequest:
    """Four pages whose facts are written in the slug's place: kind, unit, sections and year."""
    noted = {
        "Hội nghị một": Facts(datetime(2024, 5, 1, tzinfo=UTC), 1, ("tin", "hoc-tap"), "news"),
        "Hội nghị hai": Facts(datetime(2025, 5, 1, tzinfo=UTC), 1, ("tin",), "news"),
        "Hội nghị ba": Facts(datetime(2025, 6, 1, tzinfo=UTC), 2, (), "event"),
        "Hội nghị bốn": Facts(),
    }
    sources.register(
        Source(
            "page",
            "Page",
            Page,
            lambda request: Page.objects.live().public(),
            lambda page: noted.get(page.title, Facts()),
            {"news": "News", "event": "Event"},
        )
    )
    for title in noted:
        make_page(title)
    return reader


@pytest.mark.clause("ND-5.5c")
@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("đảng ủy", {"đảng ủy họp", "ủy ban của đảng"}),
        ('"đảng ủy"', {"đảng ủy họp"}),
        ('"dang uy"', {"đảng ủy họp"}),
        ("“đảng ủy”", {"đảng ủy họp"}),
        ('"đảng ủy', {"đảng ủy họp", "ủy ban của đảng"}),
        ("ủy -họp", {"ủy ban của đảng"}),
        ('ủy -"ban của"', {"đảng ủy họp"}),
        ("-ủy", set()),
        ("họp OR khen", {"đảng ủy họp", "khen thưởng"}),
        ("họp HOẶC khen thưởng", {"đảng ủy họp", "khen thưởng"}),
        ("họp or", set()),
        ("OR họp OR", {"đảng ủy họp"}),
        ("khen thu*", {"khen thưởng"}),
        ("khen thu", set()),
        ("ủy - ban", {"ủy ban của đảng"}),
        ("(họp) OR [khen]", {"đảng ủy họp", "khen thưởng"}),
    ],
)
def test_operators(make_page: MakePage, reader: HttpRequest, query: str, found: set[str]) -> None:
    for title in ("đảng ủy họp", "ủy ban của đảng", "khen thưởng"):
        make_page(title)
    assert set(titles(reader, query)) == found


def test_what_is_excluded_with_marks_is_excluded_as_written(make_page: MakePage, reader: HttpRequest) -> None:
    for title in ("hội nghị đảng", "hội nghị đáng", "hội nghị"):
        make_page(title)
    assert set(titles(reader, "hội nghị -đáng")) == {"hội nghị đảng", "hội nghị"}
    assert titles(reader, "hội nghị -dang") == ["hội nghị"]


@pytest.mark.parametrize(
    "query",
    [
        "845-QĐ/ĐUK",
        "845/QĐ-ĐUK",
        "845 qd duk",
        "845 -QĐ/ĐUK",
        "845QĐ/ĐUK",
        "845 – QĐ / ĐUK",
        "845-QÐ/ÐUK",
        '"845 qđ đuk"',
    ],
)
def test_symbols(make_page: MakePage, reader: HttpRequest, query: str) -> None:
    make_page("Quyết định 845-QĐ/ĐUK")
    make_page("Quyết định 845-QĐ/TU")
    make_page("Kế hoạch 84-KH/ĐUK")
    assert titles(reader, query) == ["Quyết định 845-QĐ/ĐUK"]


@pytest.mark.parametrize("query", ["05-NQ/TW", "5-NQ/TW", "5 nq tw"])
def test_a_short_number_with_and_without_zero(make_page: MakePage, reader: HttpRequest, query: str) -> None:
    make_page("Nghị quyết 05-NQ/TW")
    make_page("Nghị quyết 15-NQ/TW")
    assert titles(reader, query) == ["Nghị quyết 05-NQ/TW"]


def test_abbreviations_both_ways(make_page: MakePage, reader: HttpRequest) -> None:
    make_page("BTV họp")
    make_page("Ban Thường vụ họp")
    make_page("Ban của vụ Thường")
    for query in ("BTV", "btv họp"):
        assert {"BTV họp", "Ban Thường vụ họp"} == set(titles(reader, query))
    assert {"BTV họp", "Ban Thường vụ họp"} <= set(titles(reader, "ban thường vụ"))
    assert set(titles(reader, '"ban thường vụ"')) == {"BTV họp", "Ban Thường vụ họp"}
    assert titles(reader, "họp -btv") == ["Ban Thường vụ họp"]


def test_synonyms_of_the_office(make_page: MakePage, reader: HttpRequest) -> None:
    make_page("Thi đua khen thưởng")
    make_page("Tôn vinh điển hình")
    assert titles(reader, "tôn vinh") == ["Tôn vinh điển hình"]
    synonyms.register(lambda: [("tôn vinh", "khen thưởng")])
    assert set(titles(reader, "tôn vinh")) == {"Thi đua khen thưởng", "Tôn vinh điển hình"}
    assert set(titles(reader, "khen thưởng")) == {"Thi đua khen thưởng", "Tôn vinh điển hình"}
    assert ("ban", "thuong", "vu") in groups()[("btv",)]


def test_synonyms_change_at_once_and_are_folded_once(reader: HttpRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    names = [["tôn vinh", "khen thưởng"]]
    synonyms.register(lambda: names)
    assert groups()[("ton", "vinh")] == (("khen", "thuong"),)
    with monkeypatch.context() as once:
        once.setattr(synonyms, "groups_of", None)
        assert groups()[("ton", "vinh")] == (("khen", "thuong"),)
    names[0].append("biểu dương")
    assert groups()[("ton", "vinh")] == (("khen", "thuong"), ("bieu", "duong"))


def test_facets_count_for_the_other_filters(filed: HttpRequest) -> None:
    found = find(filed, Question("hội nghị"))
    assert found.total == 4
    assert found.facets == {
        "kinds": [("news", 2), ("event", 1), ("page", 1)],
        "units": [(1, 2), (2, 1)],
        "sections": [("tin", 2), ("hoc-tap", 1)],
        "years": [(2025, 2), (2024, 1)],
    }
    narrowed = find(filed, Question("hội nghị", kinds=("news",), years=(2025,)))
    assert [hit.item.title for hit in narrowed.hits] == ["Hội nghị hai"]
    assert narrowed.total == 1
    assert narrowed.facets == {
        "kinds": [("event", 1), ("news", 1)],
        "units": [(1, 1)],
        "sections": [("tin", 1)],
        "years": [(2024, 1), (2025, 1)],
    }
    assert titles(filed, "hội nghị", sections=("hoc-tap",)) == ["Hội nghị một"]
    assert titles(filed, "hội nghị", sections=("hoc",)) == []
    assert titles(filed, "hội nghị", units=(2,)) == ["Hội nghị ba"]
    assert find(filed, Question("hội nghị", kinds=("' OR 1=1 --",), sections=("%",))).total == 0
    assert sources.labels_of("kinds", ["news", "page", "gone"]) == {"news": "News", "page": "Page"}


def test_sorted_by_date(filed: HttpRequest) -> None:
    newest_first = ["Hội nghị ba", "Hội nghị hai", "Hội nghị một", "Hội nghị bốn"]
    assert titles(filed, "hội nghị", sort="date") == newest_first
    hit = find(filed, Question("một")).hits[0]
    assert (hit.kind, hit.unit, hit.sections, hit.date) == (
        "news",
        1,
        ("tin", "hoc-tap"),
        datetime(2024, 5, 1, tzinfo=UTC),
    )
    # The newest may not be read by this reader, or not be what is asked for.
    for stop in range(1, 5):
        older = find(filed, Question("hội nghị", sort="date", years=(2024,)), 0, stop)
        assert [str(hit.item) for hit in older.hits] == ["Hội nghị một"], stop
    Page.objects.filter(title__in=newest_first[:3]).update(live=False)
    found = find(filed, Question("hội nghị", sort="date"), 0, 1)
    assert (found.total, [str(hit.item) for hit in found.hits]) == (1, newest_first[3:])


def test_pages_of_results(make_page: MakePage, reader: HttpRequest) -> None:
    for number in range(9):
        make_page(f"Hội nghị {number}")
    pages = [find(reader, Question("hội nghị"), start, start + 4) for start in (0, 4, 8, 12)]
    assert [len(page.hits) for page in pages] == [4, 4, 1, 0]
    assert {page.total for page in pages} == {9}
    assert len({hit.item.pk for page in pages for hit in page.hits}) == 9


def test_what_stands_in_a_row_is_weighed_again_though_another_word_stands_nowhere(
    make_page: MakePage, reader: HttpRequest, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(engine), "candidates", 1)
    make_page("Một", "Ban hành nghị quyết về xây dựng cơ sở")
    for number in range(3):
        make_page(f"Khác {number}", "Quyết định xây mới, nghị sự, dựng lại, sở thích, cơ bản")
    for question in ("tôi hỏi nghị quyết xây dựng zqkhông", "toi hoi nghi quyet xay dung zqkhong o dau"):
        assert titles(reader, question)[0] == "Một"


@pytest.mark.clause("ND-9.1")
def test_planted_markers_never_leak(make_page: MakePage, reader: HttpRequest) -> None:
    make_page("Hội nghị công khai", "mở đầu")
    make_page("Hội nghị zqmarker một", "zqmarker", live=False)
    private = make_page("Hội nghị zqmarker hai", "zqmarker")
    make_page("Hội nghị zqmarker ba", "zqmarker", parent=private)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    withdrawn = make_page("Hội nghị zqmarker bốn", "zqmarker")
    # However it is withdrawn, and whatever the index still holds: gone at once.
    Page.objects.filter(pk=withdrawn.pk).update(live=False)
    for text in (
        "hội nghị",
        "zqmarker",
        "zqmark*",
        "hội nghị OR zqmarker",
        '"hội nghị zqmarker"',
        "zqmarkar",
        "zqmarke",
    ):
        found = find(reader, Question(text))
        assert "zqmarker" not in repr(found)
        assert found.total <= 1
        assert sum(number for _value, number in found.facets["kinds"]) == found.total
    for typed in ("zq", "zqmarker", "hội nghị", "hội nghị z"):
        assert "zqmarker" not in repr(suggest(reader, typed))


def test_titles_and_boosted_fields_count_more_than_texts(
    make_page: MakePage, reader: HttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    often = "thi đua, khen thưởng; thi đua, khen thưởng; thi đua, khen thưởng"
    make_page("Tin", often)
    make_page("Thi đua, khen thưởng", "mở đầu")
    make_page("Tin khác", often)
    assert titles(reader, "khen thưởng")[0] == "Thi đua, khen thưởng"
    boosted = index.SearchField("seo_title", boost=2)
    monkeypatch.setattr(Page, "search_fields", [*Page.search_fields, boosted])
    Page.objects.filter(title="Tin khác").update(seo_title="Kỷ luật")
    get_search_backend().add(Page.objects.get(title="Tin khác"))
    make_page("Tin mới", "kỷ luật, kỷ luật, kỷ luật")
    assert titles(reader, "kỷ luật") == ["Tin khác", "Tin mới"]


def test_suggestions(make_page: MakePage, reader: HttpRequest) -> None:
    make_page("Chuyển đổi số", "thân bài")
    make_page("Quyết định 845-QĐ/ĐUK")
    assert suggested(reader, "chuy") == ["Chuyển đổi số"]
    assert suggested(reader, "CHUYỂN ĐỔ") == ["Chuyển đổi số"]
    assert suggested(reader, "845 qd d") == ["Quyết định 845-QĐ/ĐUK"]
    assert suggested(reader, "than") == []
    assert suggested(reader, "c") == []
    assert suggested(reader, " ") == []
    assert suggest(reader, "chuyen d")[0].marked == "<mark>Chuyển</mark> đổi số"


def test_queries_do_not_grow(make_page: MakePage, reader: HttpRequest) -> None:
    def cost(text: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            find(reader, Question(text))
        return len(queries)

    for number in range(3):
        make_page(f"Hội nghị toàn thể {number}")
    few = cost("hội nghị"), cost("tôi muốn hỏi về hội nghị toàn thể ở đâu"), cost("hooij nghij")
    for number in range(20):
        make_page(f"Hội nghị toàn thể lần {number}", "toàn văn")
    assert (cost("hội nghị"), cost("tôi muốn hỏi về hội nghị toàn thể ở đâu"), cost("hooij nghij")) == few
    assert max(few) <= 16


def test_each_model_has_one_source(reader: HttpRequest) -> None:
    source = Source("page", "Page", Page, lambda request: Page.objects.all(), lambda page: Facts(), {"news": "News"})
    sources.register(source)
    for kind, kinds in (("other", {}), ("page", {}), ("other", {"news": "News"})):
        with pytest.raises(ImproperlyConfigured):
            sources.register(Source(kind, "", Page, source.readable, source.facts, kinds))


# The pages do not change between examples, so one database for all of them is right.
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(),
        st.text(alphabet="\"'“”*():^{}+-&|!<> \\%_\x00đảngĐảORHOẶC😀\u0301\u0323845/", max_size=80),
        st.sampled_from(["đảng " * 2_000, "-" * 10_000, '"' * 10_000, "a" * 10_000, "a OR " * 2_000, "đ* " * 3_000]),
    ),
    st.sampled_from(["relevance", "date"]),
)
def test_no_question_ever_raises(make_page: MakePage, reader: HttpRequest, text: str, sort: str) -> None:
    if not get_search_backend().autocomplete("hội", Page).count():
        make_page("Hội nghị Đảng 845-QĐ/ĐUK", "AND OR NOT NEAR %")
    with CaptureQueriesContext(connection) as queries:
        found = find(reader, Question(text, sort=sort))  # type: ignore[arg-type]
        suggest(reader, text)
    assert len(queries) <= 30
    assert found.total in {0, 1}
    assert len(found.hits) == found.total


def test_some_of_the_words_where_nothing_holds_them_all(make_page: MakePage, reader: HttpRequest) -> None:
    make_page("Thủ tục chuyển sinh hoạt đảng")
    make_page("Khen thưởng")
    found = find(reader, Question("ai chuyển sinh hoạt"))
    assert [hit.item.title for hit in found.hits] == ["Thủ tục chuyển sinh hoạt đảng"]
    assert found.partly
    assert not find(reader, Question("chuyển sinh hoạt")).partly
    for strict in ("khen vắng", '"khen" ai vắng', "khen ai -vắng xa", "khen ai vắng*"):
        assert find(reader, Question(strict)).total == 0


def test_a_short_question_is_answered_without_its_question_words(make_page: MakePage, reader: HttpRequest) -> None:
    make_page("Đảng phí do đảng viên đóng hằng tháng")
    make_page("Đảng phí là gì")
    make_page("Phí là khoản tiền phải trả")
    for text in ("đảng phí là gì", "Đảng phí là gì?", "dang phi la gi"):
        found = find(reader, Question(text))
        assert [hit.item.title for hit in found.hits] == ["Đảng phí là gì", "Đảng phí do đảng viên đóng hằng tháng"]
        assert not found.partly
    # What is quoted is asked for as it stands, and of nothing but question words all have to be there.
    assert titles(reader, 'đảng phí "là gì"') == ["Đảng phí là gì"]
    assert titles(reader, "là gì") == ["Đảng phí là gì"]


def test_quotes_within_a_long_question_are_no_operator(make_page: MakePage, reader: HttpRequest) -> None:
    make_page("Thủ tục chuyển sinh hoạt đảng")
    asked = 'tôi muốn hỏi thủ tục "chuyển sinh hoạt Đảng viên dự bị" thì làm ở đâu'
    assert titles(reader, asked) == ["Thủ tục chuyển sinh hoạt đảng"]
