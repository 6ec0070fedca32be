"""From a blank form to a line in the office's report: one article's whole way, on a desktop and on a small phone."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import openpyxl
import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from home.models import ArticlePage
from tests.browser.desk import SCREENS, Desk, sign_in
from tests.browser.watching import Watch
from tests.factories.portal import Portal, a_portal
from units.calendar import today

TITLE = "Đảng bộ thành phố Đà Lạt sơ kết công tác dân vận"
WITHOUT_MARKS = "dang bo da lat so ket cong tac dan van"
SUMMARY = "Sáng nay Thành ủy Đà Lạt sơ kết công tác dân vận sáu tháng và bàn việc của quý sau."
TEXT = "Hội nghị nghe báo cáo của mười hai phường, xã."
MENDED = "Sáng nay Thành ủy Đà Lạt sơ kết công tác dân vận sáu tháng; chủ trì là đồng chí Bí thư Thành ủy."
REASON = "Bổ sung người chủ trì hội nghị."


@pytest.fixture(params=SCREENS.values(), ids=SCREENS)
def desk_of(request: pytest.FixtureRequest, open_page: Callable[..., Page]) -> Callable[..., Page]:
    """A page of their own for each person, on one of the screens."""
    return lambda person=None: sign_in(open_page(**request.param), person) if person else open_page(**request.param)


@pytest.mark.clause("LD-1.2c", "LD-4.3", "LD-5.1a", "LD-5.1b", "LD-6.1a", "ND-5.5c", "ND-9.1", "ND-10.2a", "ND-10.3")
def test_an_article_goes_from_a_blank_form_to_the_report(desk_of: Callable[..., Page], watch: Watch) -> None:
    portal = a_portal()
    author, approver = (portal.member(role, portal.city) for role in ("contributor", "board"))
    office, writing, reading = desk_of(portal.member("office")), desk_of(author), desk_of()
    counted = number_of_unit(office, portal)

    article = write_and_submit(writing, portal)
    nothing_public(reading, portal)

    judging = desk_of(approver)
    open_from_inboxes(judging, article)
    expect(judging.frame_locator("iframe").locator("h1")).to_have_text(TITLE)
    expect(judging.frame_locator("iframe").locator(".article-body")).to_contain_text(TEXT)
    decide(judging, "return", REASON)
    nothing_public(reading, portal)

    mend_and_resubmit(writing, article)
    open_from_inboxes(judging, article)
    expect(judging.frame_locator("iframe").locator(".article-head__summary")).to_have_text(MENDED)
    decide(judging, "approve")

    found_by_readers(reading, portal)
    assert number_of_unit(office, portal) == counted + 1
    behind_the_number(office, portal)
    assert number_in_spreadsheet(office, portal) == counted + 1
    # Autosave made neither a second page nor another version of what was approved.
    published = ArticlePage.objects.get()
    assert (published.live, published.live_revision_id) == (True, published.latest_revision_id)


def write_and_submit(page: Page, portal: Portal) -> ArticlePage:
    """Write; submit without the declarations, read what is missing and find all that was typed; declare and submit."""
    desk = Desk(page)
    desk.begin(portal.city)
    desk.title.fill(TITLE)
    desk.summary.fill(SUMMARY)
    desk.write_paragraph(TEXT)
    desk.file(portal.news, f"{today():%d/%m/%Y}")
    desk.submit()
    expect(desk.defects).to_have_count(2)
    for link in desk.defects.get_by_role("link").all():
        leads_to_its_field(page, link)
    expect(desk.title).to_have_value(TITLE)
    expect(desk.summary).to_have_value(SUMMARY)
    expect(desk.paragraph).to_have_text(TEXT)
    expect(page.locator(f"[name=sections][value='{portal.news.pk}']")).to_be_checked()
    expect(page.locator("[name=event_date]")).to_have_value(f"{today():%d/%m/%Y}")
    desk.declare()
    desk.submit()
    expect(desk.defects).to_have_count(0)
    return ArticlePage.objects.get()


def leads_to_its_field(page: Page, link: Locator) -> None:
    """Pressing an entry of the list of defects puts the reader into the field."""
    target = (link.get_attribute("href") or "").removeprefix("#")
    link.click()
    expect(page.locator(f"[id='{target}']")).to_be_in_viewport()
    expect(page.locator(f"[id='{target}']")).to_be_focused()


def open_from_inboxes(page: Page, article: ArticlePage) -> None:
    """Find the article on the admin's home page and in the inbox, and open it for review."""
    address = reverse("approval:review", args=[article.pk])
    page.goto(reverse("wagtailadmin_home"))
    expect(page.locator(f"main a[href='{address}']")).to_have_text(TITLE)
    page.goto(reverse("approval:my_work"))
    page.locator(f"#waiting a[href='{address}']").click()
    page.wait_for_url(f"**{address}")


def decide(page: Page, verb: str, comment: str = "") -> None:
    """Give the verdict and come back to the inbox, where the article no longer waits."""
    if verb == "return":
        page.locator("[name=return-reasons]").first.check()
    page.locator(f"[name={verb}-comment]").fill(comment)
    page.locator(f"button[name=verb][value={verb}]").click()
    page.wait_for_url(f"**{reverse('approval:my_work')}")
    expect(page.locator("#waiting .portal-worklist__item")).to_have_count(0)


def mend_and_resubmit(page: Page, article: ArticlePage) -> None:
    """Find the article among what came back, read why, mend it and submit it again."""
    page.goto(reverse("wagtailadmin_home"))
    returned = page.locator("section[aria-labelledby=panel-returned]")
    expect(returned).to_contain_text(REASON)
    returned.get_by_role("link").click()
    expect(page.locator("[aria-labelledby=timeline-heading] .portal-timeline__return")).to_contain_text(REASON)
    page.locator(f"a.button[href='{reverse('wagtailadmin_pages:edit', args=[article.pk])}']").click()
    desk = Desk(page)
    desk.wait_until_watched()
    desk.summary.fill(MENDED)
    # Whoever writes slowly has autosave save a version between opening the form and submitting it.
    desk.wait_for_autosave()
    desk.declare()
    desk.submit()
    expect(desk.defects).to_have_count(0)


def nothing_public(page: Page, portal: Portal) -> None:
    """A reader finds no trace of the article."""
    for address in public_faces(portal):
        page.goto(address)
        expect(page.locator("main")).to_be_visible()
        expect(page.get_by_role("link", name=TITLE)).to_have_count(0)


def found_by_readers(page: Page, portal: Portal) -> None:
    """A reader without an account meets the article everywhere and reads the text that was approved."""
    for address in public_faces(portal):
        page.goto(address)
        expect(page.get_by_role("link", name=TITLE).first).to_be_visible()
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.locator("main")).to_contain_text(MENDED)
    expect(page.locator("main")).to_contain_text(TEXT)


def public_faces(portal: Portal) -> Iterator[str]:
    """Home page, section, unit's page and a search without diacritics."""
    yield from ("/", portal.news.url, portal.city.page.url, f"{reverse('search')}?q={quote(WITHOUT_MARKS)}")


def number_of_unit(page: Page, portal: Portal) -> int:
    """The unit's total in this month's report."""
    page.goto(reverse("contributions:index"))
    return int(total_of_unit(page, portal).inner_text())


def total_of_unit(page: Page, portal: Portal) -> Locator:
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=portal.city.name))
    return row.locator(".is-total a")


def behind_the_number(page: Page, portal: Portal) -> None:
    """The number opens the list of what was counted; the list opens the article."""
    total_of_unit(page, portal).click()
    page.wait_for_url(f"**{reverse('contributions:items')}**")
    expect(page.get_by_role("rowheader")).to_contain_text([TITLE])
    page.go_back()


def number_in_spreadsheet(page: Page, portal: Portal) -> int:
    """The unit's total in the downloaded spreadsheet."""
    with page.expect_download() as download:
        page.locator("a[href*='export=xlsx']").click()
    sheet: Any = openpyxl.load_workbook(io.BytesIO(Path(download.value.path()).read_bytes())).worksheets[0]
    return next(row[-1] for row in sheet.iter_rows(values_only=True) if row[0] == portal.city.name)
