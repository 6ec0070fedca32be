"""The editing form under Wagtail's autosave: nobody's words are lost, doubled or replaced in silence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from home.article_form import ONLY_FOR
from home.models import ArticlePage
from tests.browser.desk import Desk, enter, eventually
from tests.browser.watching import Watch
from tests.factories.articles import a_draft
from tests.factories.portal import Portal, a_portal

OF_THE_FIRST = "Người thứ nhất đã sửa tóm tắt này và lưu lại trước."
OF_THE_SECOND = "Người thứ hai viết một tóm tắt khác trong lúc ấy."
# Wagtail answers an autosave over a newer version with this status, and the browser notes it.
AUTOSAVE_REFUSED = "400 (Bad Request)"
NEWER_VERSION = ".portal-defects[data-newer-version]"


@pytest.fixture
def portal(transactional_db: None, open_page: Callable[..., Page]) -> Portal:
    return a_portal()


def at_a_desk(open_page: Callable[..., Page], person: Any) -> Desk:
    return Desk(enter(open_page(), person))


def summary_of_latest(article: ArticlePage) -> str:
    return str(ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object().summary)


def test_the_second_to_save_is_told_and_keeps_what_they_typed(
    open_page: Callable[..., Page], portal: Portal, watch: Watch
) -> None:
    watch.expect(AUTOSAVE_REFUSED)
    author, colleague = portal.member("contributor", portal.city), portal.member("board", portal.city)
    article = a_draft(portal.city, author, sections=[portal.news])
    first, second = at_a_desk(open_page, author), at_a_desk(open_page, colleague)
    first.open(article)
    second.open(article)

    first.summary.fill(OF_THE_FIRST)
    first.wait_for_autosave()
    first.save()
    expect(first.summary).to_have_value(OF_THE_FIRST)
    expect(first.defects).to_have_count(0)

    second.summary.fill(OF_THE_SECOND)
    second.press_save()
    # Wagtail asks first when it has noticed the newer version; whoever goes on is told by the form who saved and when.
    second.go_on_if_asked()
    expect(second.page.locator(NEWER_VERSION)).to_contain_text(author.get_full_name())
    expect(second.summary).to_have_value(OF_THE_SECOND)
    second.page.wait_for_timeout(2_500)
    assert summary_of_latest(article) == OF_THE_FIRST, "autosave replaced the newer version before anybody pressed save"

    second.save()
    expect(second.defects).to_have_count(0)
    assert summary_of_latest(article) == OF_THE_SECOND
    assert OF_THE_FIRST in [revision.as_object().summary for revision in article.revisions.all()]


def test_a_version_that_autosave_writes_into_is_a_newer_one(
    open_page: Callable[..., Page], portal: Portal, watch: Watch
) -> None:
    watch.expect(AUTOSAVE_REFUSED)
    author, colleague = portal.member("contributor", portal.city), portal.member("board", portal.city)
    first = at_a_desk(open_page, author)
    first.begin(portal.city)
    first.title.fill("Chi bộ Văn phòng họp thường kỳ")
    first.wait_for_autosave()
    article = ArticlePage.objects.get()
    second = at_a_desk(open_page, colleague)
    second.open(article)
    opened = article.latest_revision_id

    first.summary.fill(OF_THE_FIRST)
    eventually(first.page, lambda: summary_of_latest(article) == OF_THE_FIRST)
    assert ArticlePage.objects.get().latest_revision_id == opened, "autosave goes on writing into its own version"

    second.summary.fill(OF_THE_SECOND)
    second.press_save()
    second.go_on_if_asked()
    expect(second.page.locator(NEWER_VERSION)).to_be_visible()
    expect(second.summary).to_have_value(OF_THE_SECOND)


def test_whoever_writes_alone_is_never_warned(open_page: Callable[..., Page], portal: Portal) -> None:
    author = portal.member("contributor", portal.city)
    article = a_draft(portal.city, author, sections=[portal.news])
    desk = at_a_desk(open_page, author)
    desk.open(article)
    desk.summary.fill(OF_THE_FIRST)
    desk.wait_for_autosave()
    desk.save()
    expect(desk.defects).to_have_count(0)
    desk.wait_until_watched()
    desk.summary.fill(OF_THE_SECOND)
    desk.save()
    expect(desk.defects).to_have_count(0)
    assert summary_of_latest(article) == OF_THE_SECOND


def test_saving_while_autosave_is_under_way_makes_one_page(open_page: Callable[..., Page], portal: Portal) -> None:
    desk = at_a_desk(open_page, portal.member("contributor", portal.city))
    desk.begin(portal.city)
    with desk.page.expect_request(lambda request: request.method == "POST"):
        desk.title.fill("Chi bộ Văn phòng họp thường kỳ")
    desk.save()
    desk.wait_until_watched()
    desk.page.wait_for_timeout(2_000)
    assert ArticlePage.objects.count() == 1


@pytest.mark.clause("ND-6.2b")
def test_each_kind_shows_the_fields_that_it_needs(open_page: Callable[..., Page], portal: Portal) -> None:
    desk = at_a_desk(open_page, portal.member("contributor", portal.city))
    desk.begin(portal.city)
    for kind in ArticlePage._meta.get_field("kind").choices:
        desk.page.locator("[name=kind]").select_option(kind[0])
        for owner, fields in ONLY_FOR.items():
            for field in fields:
                expect(of_field(desk, field)).to_be_visible(visible=owner == kind[0])
    desk.page.goto(reverse("wagtailadmin_home"))


def of_field(desk: Desk, name: str) -> Locator:
    return desk.page.locator(f"[name={name}]")
