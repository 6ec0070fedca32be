"""The backend as Wagtail uses it, against the database of the test run."""

from collections.abc import Callable

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from wagtail.models import Page
from wagtail.search.backends import get_search_backend
from wagtail.search.query import MATCH_ALL, MATCH_NONE, Boost, Fuzzy, Phrase, PlainText
from wagtail.search.utils import parse_query_string

from search.engines import engine_for
from search.engines.base import Engine
from search.engines.planning import plan_any
from search.models import FoldedText, IndexedText
from search.vietnamese import fold, index_text

MakePage = Callable[..., Page]


def titles(results: object) -> list[str]:
    return [page.title for page in results]  # type: ignore[attr-defined]


def search(query: object, **options: object) -> list[str]:
    return titles(Page.objects.search(query, **options))


@pytest.mark.clause("ND-5.5c")
@pytest.mark.parametrize(
    "query", ["Đảng ủy", "dang uy", "ĐẢNG UỶ", "đảng uỷ", "Đa\u0309ng u\u0309y", " dang,  uy! ", "Ðảng ủy", "dâng ủy"]
)
def test_found_with_and_without_diacritics(make_page: MakePage, query: str) -> None:
    make_page("Đảng ủy khối họp thường kỳ")
    make_page("Hội nghị cán bộ")
    assert search(query) == ["Đảng ủy khối họp thường kỳ"]


@pytest.mark.parametrize(
    "query",
    [
        "845-QĐ/ĐUK",
        "845-QD/DUK",
        "845 QĐ ĐUK",
        "845/qđ-đuk",
        "845–QĐ/ĐUK",
        "845\u2011QĐ/ĐUK",
        "845 - QĐ / ĐUK",
        '"845-QĐ/ĐUK"',
    ],
)
def test_document_symbols_in_every_spelling(make_page: MakePage, query: str) -> None:
    make_page("Quyết định số 845-QĐ/ĐUK")
    make_page("Quyết định số 845-QĐ/TU")
    assert search(query) == ["Quyết định số 845-QĐ/ĐUK"]


def test_exact_diacritics_come_first(make_page: MakePage) -> None:
    for title in ("dâng hương", "đáng khen", "Đảng viên", "dạng mới", "đang làm"):
        make_page(title)
    found = search("đảng")
    assert found[0] == "Đảng viên"
    assert len(found) == 5


def test_words_in_a_row_come_first(make_page: MakePage) -> None:
    make_page("một", "công tác tổ chức hội nghị và vai trò tác giả, công dân")
    make_page("hai", "hội nghị về công tác của tổ dân phố và các chức danh")
    assert search("cong tac to chuc")[0] == "một"


def test_title_outweighs_body(make_page: MakePage) -> None:
    make_page("Tin vắn trong tuần", "chuyển đổi số")
    make_page("Chuyển đổi số", "tin vắn trong tuần")
    make_page("Thông báo", "chuyển đổi số trong các cơ quan")
    assert search("chuyen doi so")[0] == "Chuyển đổi số"


def test_few_words_must_all_be_found_and_a_question_need_not(make_page: MakePage) -> None:
    make_page("Thủ tục chuyển sinh hoạt đảng")
    make_page("Thủ tục kết nạp")
    assert search("thủ tục chuyển") == ["Thủ tục chuyển sinh hoạt đảng"]
    assert search("tôi muốn hỏi thủ tục chuyển sinh hoạt đảng thì làm ở đâu")[0] == "Thủ tục chuyển sinh hoạt đảng"
    assert search("thủ tục vắng", operator="and") == []
    assert len(search("thủ tục vắng", operator="or")) == 2
    assert search("thủ tục chuyển", operator="không rõ") == ["Thủ tục chuyển sinh hoạt đảng"]


def test_common_words_are_pruned_from_questions_but_never_all() -> None:
    plan = plan_any("và của các những bởi", set)
    assert plan is not None
    assert all(len(clause.phrases[0].words) == 2 for clause in plan.branches[0].clauses)
    single = plan_any("và", set)
    assert single is not None
    assert single.branches[0].clauses[0].phrases[0].words == ("va",)


def test_frequencies_count_objects(make_page: MakePage) -> None:
    make_page("đảng đảng", "đảng")
    make_page("dâng")
    assert engine_for().frequencies({"dang", "vang"}).get("dang") == 2


def test_only_the_searched_fields(make_page: MakePage) -> None:
    make_page("Trong tiêu đề: hội nghị", "khác")
    make_page("Khác", "hội nghị")
    assert search("hội nghị", fields=["title"]) == ["Trong tiêu đề: hội nghị"]
    assert len(search("hội nghị", fields=["title", "search_description"])) == 2
    assert search("hội nghị", fields=[]) == []


def test_query_objects(make_page: MakePage) -> None:
    make_page("công tác đảng")
    make_page("đảng công tác")
    make_page("văn nghệ")
    both = {"công tác đảng", "đảng công tác"}
    assert search(Phrase("tác đảng")) == ["công tác đảng"]
    assert set(search(PlainText("đảng") & PlainText("công"))) == both
    assert set(search(PlainText("đảng") | PlainText("nghệ"))) == both | {"văn nghệ"}
    assert search(PlainText("đảng") & ~Phrase("tác đảng")) == ["đảng công tác"]
    others = set(search(~PlainText("đảng")))
    assert "văn nghệ" in others
    assert not both & others
    assert set(search(~PlainText("đảng") | Phrase("tác đảng"))) >= {"văn nghệ", "công tác đảng"}
    assert set(search(~(~PlainText("đảng") & ~PlainText("nghệ")))) == both | {"văn nghệ"}
    assert set(search(Boost(PlainText("đảng"), 2))) == both
    assert set(search(Fuzzy("đảng"))) == both
    assert len(search(MATCH_ALL)) == Page.objects.count()
    assert search(MATCH_NONE) == []
    assert search(parse_query_string('"đảng công" tác')[1]) == ["đảng công tác"]


@pytest.mark.parametrize("typed", ["chu", "chuy", "chuyển đ", "CHUYEN DO", "chuyển đổi", "doi chuy"])
def test_autocomplete(make_page: MakePage, typed: str) -> None:
    make_page("Chuyển đổi số", "thân bài")
    make_page("Thông báo", "chuyển đổi")
    assert titles(Page.objects.autocomplete(typed)) == ["Chuyển đổi số"]


def test_autocomplete_of_symbols_and_y(make_page: MakePage) -> None:
    make_page("Quyết định 845-QĐ/ĐUK")
    make_page("Kyiv và kỳ họp")
    assert titles(Page.objects.autocomplete("845-QĐ/Đ")) == ["Quyết định 845-QĐ/ĐUK"]
    assert titles(Page.objects.autocomplete("ky")) == ["Kyiv và kỳ họp"]
    assert titles(Page.objects.autocomplete("kyi")) == ["Kyiv và kỳ họp"]
    assert titles(Page.objects.autocomplete("quy")) == ["Quyết định 845-QĐ/ĐUK"]


def test_filters_orders_slices_and_counts(make_page: MakePage) -> None:
    pages = [make_page(f"Hội nghị {number}", live=number % 2 == 0) for number in range(10)]
    live = Page.objects.live().search("hội nghị")
    assert live.count() == 5
    assert len(live[1:3]) == 2
    assert live[1:3].count() == 2
    assert titles(live[:2]) + titles(live[2:]) == titles(live)
    assert live[0].title == titles(live)[0]
    by_title = Page.objects.order_by("-title").search("hội nghị", order_by_relevance=False)
    assert titles(by_title[:2]) == ["Hội nghị 9", "Hội nghị 8"]
    assert by_title.count() == 10
    newest_first = Page.objects.order_by().search("hội nghị", order_by_relevance=False)
    assert [page.pk for page in newest_first] == [page.pk for page in reversed(pages)]
    # A filter on something that is not indexed works too: the database itself applies it.
    assert titles(Page.objects.filter(slug=pages[3].slug).search("hội")) == ["Hội nghị 3"]


def test_scores_and_facets(make_page: MakePage) -> None:
    make_page("Hội nghị")
    make_page("Thông báo", "về hội nghị")
    results = Page.objects.search("hội nghị").annotate_score("score")
    scores = [page.score for page in results]
    assert scores == sorted(scores, reverse=True)
    page_type = ContentType.objects.get_for_model(Page)
    assert Page.objects.search("hội nghị").facet("content_type_id") == {page_type.pk: 2}
    with pytest.raises(Exception, match="FilterField"):
        Page.objects.search("hội").facet("seo_title")


def test_index_follows_saves_and_deletions(make_page: MakePage) -> None:
    page = make_page("Tên cũ", "nội dung")
    page.title = "Tên mới"
    page.save()
    assert search("tên cũ") == []
    assert search("tên mới") == ["Tên mới"]
    page.delete()
    assert search("tên mới") == []
    assert not IndexedText.objects.filter(object_id=str(page.pk)).exists()


def test_rebuild_repairs_and_forgets_what_is_gone(make_page: MakePage) -> None:
    page = make_page("Còn lại")
    stale = IndexedText.objects.get(object_id=str(page.pk))
    stale.pk, stale.object_id = None, "987654"
    stale.save()
    FoldedText.objects.filter(entry__object_id=str(page.pk)).update(title="sai")
    call_command("update_index", verbosity=0)
    assert search("còn lại") == ["Còn lại"]
    assert not IndexedText.objects.filter(object_id="987654").exists()
    call_command("update_index", schema_only=True, verbosity=0)
    assert search("còn lại") == ["Còn lại"]


def test_structures_heal_themselves(make_page: MakePage) -> None:
    make_page("Hội nghị")
    engine: Engine = engine_for()
    engine.prepare()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE search_fts_words")
            cursor.execute("DROP TABLE search_fts")
        engine.prepare()
    assert search("hội nghị") == ["Hội nghị"]


def test_saving_costs_the_same_however_much_is_indexed(make_page: MakePage) -> None:
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            get_search_backend().add(page)
        return len(queries)

    page = make_page("Trang")
    first = cost()
    for number in range(5):
        make_page(f"Trang {number}")
    assert cost() == first


def test_long_texts_are_indexed(make_page: MakePage) -> None:
    page = make_page("Dài", " ".join(f"từ{number}" for number in range(90_000)) + " x" * 100)
    assert search("tu17") == ["Dài"]
    assert len(FoldedText.objects.get(entry__object_id=str(page.pk)).body) <= 400_000


@pytest.mark.parametrize(
    "query",
    ["   ", "\x00", '"', "*", "()", "AND", "-", '""', "title:", "{a} : b", "a" * 10_000, "a-" * 5_000, "à " * 5_000],
)
def test_awkward_queries(make_page: MakePage, query: str) -> None:
    make_page("Hội nghị AND OR NOT NEAR title")
    list(Page.objects.search(query))
    list(Page.objects.search(query, operator="or"))
    list(Page.objects.search(Phrase(query)))
    Page.objects.autocomplete(query).count()


# The pages do not change between examples, so one database for all of them is right.
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(st.text(), st.text(alphabet="\"'*():^{}+-&|!<> \\\x00đảngANDORNEAR", max_size=60)),
    st.sampled_from([None, "and", "or"]),
)
@example('dang" OR rowid:1 --', None)
@example("'; DROP TABLE search_fts; --", None)
@example("NEAR(a b, 2)", "or")
def test_no_query_ever_raises(make_page: MakePage, text: str, operator: str | None) -> None:
    if not IndexedText.objects.exists():
        make_page("Hội nghị Đảng", "AND OR NOT NEAR")
    list(Page.objects.search(text, operator=operator)[:5])
    Page.objects.autocomplete(text).count()
    list(Page.objects.search(Phrase(text)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạ0123456789-/.", min_size=1, max_size=30))
def test_every_text_finds_itself(root: Page, make_page: MakePage, text: str) -> None:
    entry = FoldedText.objects.first()
    if entry is None:
        make_page("x")
        entry = FoldedText.objects.get()
    if not fold(text):
        return
    entry.title = index_text(text)
    entry.save()
    assert Page.objects.search(text).count() == 1
    assert Page.objects.search(fold(text)).count() == 1
