"""The regulation of Lâm Đồng as it is laid: the unit's own board, then any or all of the section's lead units.

People write at a desk and mend and approve on their phones, one lead at a desk as well.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from home.models import ArticlePage, SectionPage
from home.models.sections import LeadsApprove
from tests.browser.approver import Approver
from tests.browser.desk import SCREENS, Desk, enter
from tests.browser.reader import Reader
from tests.browser.regulations import LamDong, a_lam_dong
from tests.factories.articles import a_waiting
from units.approval import actions
from units.approval.checklist import Question
from units.approval.models import StageState
from units.calendar import today

TITLE = "Thành ủy Đà Lạt củng cố chi bộ tổ dân phố"
QUESTION = "da lat cung co chi bo to dan pho"
SUMMARY = "Thành ủy Đà Lạt kiểm tra việc củng cố chi bộ tổ dân phố ở hai phường."
MENDED = "Thành ủy Đà Lạt kiểm tra việc củng cố chi bộ tổ dân phố ở Phường 1 và Phường 2."
TEXT = "Các chi bộ đã kiện toàn cấp ủy."
REASON = "Nêu tên hai phường."


@pytest.fixture
def on_phone(open_page: Callable[..., Page]) -> Callable[[Any], Page]:
    """Let one person after the other work on a phone."""
    page = open_page(**SCREENS["phone"])
    return lambda person: enter(page, person)


@pytest.fixture
def at_desk(open_page: Callable[..., Page]) -> Callable[[Any], Page]:
    """Let one person after the other work at a desk."""
    page = open_page(**SCREENS["desktop"])
    return lambda person: enter(page, person)


@pytest.mark.clause("LD-1.2c", "LD-3.4", "LD-5.1a", "ND-7.3c", "ND-10.2a", "ND-10.2c")
def test_own_board_and_any_lead_of_the_section_approve(
    open_page: Callable[..., Page], on_phone: Callable[[Any], Page], at_desk: Callable[[Any], Page]
) -> None:
    people, reading = a_lam_dong(), open_page(**SCREENS["desktop"])
    reader = Reader(reading, TITLE, QUESTION, [people.section.url, people.city.page.url])

    article = write_and_submit(at_desk(people.writer), people)
    board = Approver(on_phone(people.board), article).find()
    board.send_back("wording", REASON)
    reader.finds_nothing(article.url)

    told_and_mended(on_phone(people.writer), article)
    board = Approver(on_phone(people.board), article).find()
    expect(board.page.locator(".portal-differences")).to_contain_text("Phường 1 và Phường 2")
    board.tick_checklist()
    board.approve()
    reader.finds_nothing(article.url)

    for lead in (people.organiser, people.mobiliser):
        waits_overdue(on_phone(lead), article)
    Approver(on_phone(people.mobiliser), article).find().approve()
    reader.finds(MENDED, TEXT, people.mass.name)
    # The other lead has nothing left to decide.
    page = at_desk(people.organiser)
    page.goto(reverse("approval:my_work"))
    expect(Approver(page, article).waiting).to_have_count(0)


@pytest.mark.clause("LD-3.4", "LD-5.1a")
def test_where_all_leads_are_asked_one_approval_is_not_enough(
    open_page: Callable[..., Page], on_phone: Callable[[Any], Page], at_desk: Callable[[Any], Page]
) -> None:
    people, reading = a_lam_dong(), open_page(**SCREENS["phone"])
    SectionPage.objects.filter(pk=people.section.pk).update(leads_approve=LeadsApprove.ALL)
    article = a_waiting(people.city, people.writer, title=TITLE, sections=[people.section])
    actions.approve(article, people.board, checklist=list(Question.values))
    reader = Reader(reading, TITLE, QUESTION, [people.section.url, people.city.page.url])

    Approver(at_desk(people.organiser), article).find().approve()
    reader.finds_nothing(article.url)
    Approver(on_phone(people.mobiliser), article).find().approve()
    reader.finds(people.organisers.name, people.mass.name)


def write_and_submit(page: Page, people: LamDong) -> ArticlePage:
    """The contributor of the city writes for a section that others lead."""
    desk = Desk(page)
    desk.begin(people.city)
    desk.title.fill(TITLE)
    desk.summary.fill(SUMMARY)
    desk.write_paragraph(TEXT)
    desk.file(people.section, f"{today():%d/%m/%Y}")
    desk.wait_for_autosave()
    desk.declare()
    desk.submit()
    expect(desk.defects).to_have_count(0)
    return ArticlePage.objects.get()


def told_and_mended(page: Page, article: ArticlePage) -> None:
    """The bell tells the author, its message opens the item, whose timeline says why; the author mends it."""
    review = Approver(page, article)
    page.goto(reverse("messages:index"))
    unread = page.locator(".portal-worklist__item", has=page.locator("strong"))
    expect(unread).to_have_count(1)
    unread.get_by_role("link").click()
    page.wait_for_url(f"**{review.address}")
    expect(review.timeline.locator(".portal-timeline__return")).to_contain_text(REASON)
    page.goto(reverse("messages:index"))
    expect(unread).to_have_count(0)

    desk = Desk(page)
    desk.open(article)
    desk.summary.fill(MENDED)
    desk.wait_for_autosave()
    desk.declare()
    desk.submit()
    expect(desk.defects).to_have_count(0)


def waits_overdue(page: Page, article: ArticlePage) -> None:
    """What waits too long says so in the inbox and on its own page."""
    StageState.objects.waiting().of(article).update(due_at=timezone.now() - timedelta(days=3))
    review = Approver(page, article)
    page.goto(reverse("approval:my_work"))
    expect(page.locator("#waiting .portal-sign--overdue")).to_have_text("quá hạn 3 ngày")
    review.find()
    expect(page.locator(".portal-facts .portal-sign--overdue").first).to_have_text("quá hạn 3 ngày")
