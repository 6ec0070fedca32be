"""What a reader finds of an article, and how the result reads."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.utils.timezone import localtime
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from home.models import ArticleAuthor, ArticlePage
from search import sources
from search.finding import Question, find
from search.suggesting import suggest
from tests.factories.articles import a_draft, a_public
from tests.factories.portal import a_portal
from units.models import FormerName

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    portal = a_portal()
    return portal, portal.member("contributor", portal.office), portal.member("board", portal.office)


@pytest.mark.clause("ND-5.5c")
@pytest.mark.parametrize("words", ["Hội nghị học tập", "hoi nghi hoc tap", "HỘI NGHỊ HỌC TẬP"])
def test_an_article_is_found_with_and_without_marks(people, words, client: Client):
    portal, author, approver = people
    article = a_public(portal.office, author, approver, title="Hội nghị học tập Nghị quyết")
    a_draft(portal.office, author, title="Hội nghị học tập còn là bản nháp")
    page = client.get("/tim-kiem/", {"q": words}).content.decode()
    assert article.url in page
    assert "bản nháp" not in page


def test_an_excerpt_leaves_out_what_is_empty(people, client: Client):
    portal, author, approver = people
    image = get_image_model().objects.create(title="Ảnh", file=get_test_image_file())
    picture = {"image": image, "alt_text": "Toàn cảnh hội trường", "caption": "", "credit": ""}
    body = [("image", picture), ("paragraph", "<p>Đại biểu thảo luận sôi nổi.</p>")]
    a_public(portal.office, author, approver, title="Hội nghị", summary="Hội nghị họp tại hội trường.", body=body)
    page = client.get("/tim-kiem/", {"q": "hội trường"}).content.decode()
    assert ", ," not in page
    assert "họp tại" in page


@pytest.mark.clause("ND-5.5c")
def test_a_result_says_kind_unit_and_day_as_soon_as_it_is_public(people, client: Client):
    portal, author, approver = people
    article = a_public(portal.office, author, approver, title="Hội nghị học tập Nghị quyết", sections=[portal.news])
    found = client.get("/tim-kiem/", {"q": "hoi nghi hoc tap"}).context
    (result,) = found["results"]
    assert (result.kind, result.unit) == ("Tin", portal.office.name)
    assert result.date == ArticlePage.objects.get(pk=article.pk).published_at
    year = f"{result.date:%Y}"
    narrowed = client.get(
        "/tim-kiem/", {"q": "hoi nghi", "year": year, "section": portal.news.code, "unit": portal.office.pk}
    )
    assert narrowed.context["total"] == 1
    assert [choice.label for choice in narrowed.context["chosen"]] == [portal.office.name, portal.news.title, year]


def test_results_are_counted_by_kind_unit_section_and_year(people, rf):
    portal, author, approver = people
    article = a_public(portal.office, author, approver, title="Hội nghị sơ kết", sections=[portal.news])
    found = find(rf.get("/tim-kiem/"), Question("hội nghị sơ kết"))
    assert [hit.item for hit in found.hits] == [article]
    assert found.facets == {
        "kinds": [("news", 1)],
        "units": [(portal.office.pk, 1)],
        "sections": [(portal.news.code, 1)],
        "years": [(localtime(article.published_at).year, 1)],
    }
    assert sources.labels_of("units", [portal.office.pk]) == {portal.office.pk: portal.office.name}
    assert sources.labels_of("sections", [portal.news.code, "gone"]) == {portal.news.code: portal.news.title}
    assert sources.labels_of("kinds", ["news", "section"]) == {"news": "Tin", "section": "Chuyên mục"}


def test_what_is_withdrawn_is_gone_at_once(people, rf):
    portal, author, approver = people
    article = a_public(portal.office, author, approver, title="Hội nghị zqrút")
    assert find(rf.get("/"), Question("zqrut")).total == 1
    ArticlePage.objects.filter(pk=article.pk).update(live=False)
    assert find(rf.get("/"), Question("zqrut")).total == 0
    assert suggest(rf.get("/"), "hội nghị zq") == []


def test_a_moved_article_counts_for_its_new_unit(people, rf):
    portal, author, approver = people
    article = a_public(portal.office, author, approver, title="Hội nghị zqdời")
    Page.objects.get(pk=article.pk).move(Page.objects.get(pk=portal.city.page_id), pos="last-child", user=None)
    assert find(rf.get("/"), Question("zqdoi")).facets["units"] == [(portal.city.pk, 1)]


@pytest.mark.clause("ND-5.5c")
def test_an_article_is_found_by_who_wrote_it(people, rf):
    portal, author, approver = people
    a_draft(portal.office, author, title="Một ngày khác", authors=[ArticleAuthor(name="Nguyễn Thị Zqánh")])
    assert find(rf.get("/"), Question("zqanh")).total == 0
    named = [ArticleAuthor(name="Nguyễn Thị Zqánh")]
    article = a_public(portal.office, author, approver, title="Một ngày ở cơ sở", authors=named)
    assert [hit.item.pk for hit in find(rf.get("/"), Question('"nguyen thi zqanh"')).hits] == [article.pk]


@pytest.mark.clause("ND-5.5c")
def test_a_unit_is_found_by_each_of_its_names(people, rf):
    portal, _author, _approver = people
    unit = portal.city
    unit.name, unit.short_name = "Đảng bộ phường Zqhương", "ĐBP zqhg"
    unit.save()
    former = FormerName.objects.create(
        unit=unit, name="Thành ủy Zqlạt", valid_from=date(2000, 1, 1), valid_to=date(2025, 6, 30)
    )
    for typed in ("zqhuong", "zqhg", "zqlat"):
        assert [hit.item.pk for hit in find(rf.get("/"), Question(typed)).hits] == [unit.page_id], typed
    assert [each.item.pk for each in suggest(rf.get("/"), "đbp zq")] == [unit.page_id]
    former.delete()
    assert find(rf.get("/"), Question("zqlat")).total == 0
