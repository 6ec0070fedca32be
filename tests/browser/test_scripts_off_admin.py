"""Whoever approves needs no script either: verdict, measure, delegation and sending are plain forms (ND-10.2a)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from home.models import ArticlePage
from tests.browser.approver import Approver
from tests.browser.desk import DECLARATIONS, SCREENS, enter
from tests.browser.regulations import NamDinh, a_nam_dinh
from tests.browser.watching import Watch
from units.approval.models import Delegation
from units.calendar import today


@pytest.mark.clause("ND-5.1", "ND-5.4b", "ND-10.2a", "ND-10.2b", "ND-10.3")
def test_people_send_decide_delegate_and_hold_without_scripts(open_page: Callable[..., Page], watch: Watch) -> None:
    watch.expect("422 (Unprocessable Entity)")
    people = a_nam_dinh()
    page = open_page(java_script_enabled=False, **SCREENS["phone"])
    article = send(enter(page, people.writer), people)

    leader = Approver(enter(page, people.leader), article).find()
    leader.send_back("wording", "Nêu rõ số đảng viên dự.")
    mend(enter(page, people.writer), article)
    Approver(enter(page, people.leader), article).find().approve()

    team = Approver(enter(page, people.editor), article).find()
    team.press_approve()
    expect(page.locator("#id_approve-grade_error")).to_be_visible()
    team.tick_checklist()
    team.check_source("confirmed", "fair")
    team.approve()

    delegate(enter(page, people.secretary), people)
    Approver(enter(page, people.deputy), article).find().approve()
    Approver(enter(page, people.webmaster), article).find().approve()
    assert ArticlePage.objects.get().live
    Approver(enter(page, people.propaganda), article).take("hold", "Chờ xác minh.")
    assert not ArticlePage.objects.get().live


def send(page: Page, people: NamDinh) -> ArticlePage:
    """Send an item with the short form; refused for what is missing, nothing typed is lost."""
    page.goto(reverse("sending:send"))
    page.locator("[name=title]").fill("Chi bộ Kế toán họp thường kỳ")
    page.locator("[name=text]").fill("Chi bộ Kế toán họp thường kỳ và bàn việc tháng tới.")
    with page.expect_navigation():
        page.locator("button[name=send]").click()
    expect(page.locator("[name=title]")).to_have_value("Chi bộ Kế toán họp thường kỳ")
    page.locator("[name=section]").select_option(str(people.section.pk))
    page.locator("[name=event_date]").fill(f"{today():%Y-%m-%d}")
    return sent(page)


def mend(page: Page, article: ArticlePage) -> None:
    """Mend what came back with the same form."""
    page.goto(reverse("sending:mend", args=[article.pk]))
    page.locator("[name=text]").fill("Chi bộ Kế toán họp thường kỳ, có 12 đảng viên dự.")
    sent(page)


def sent(page: Page) -> ArticlePage:
    """Declare, send and read what becomes of the item."""
    for name in DECLARATIONS:
        page.locator(f"[name={name}]").check()
    page.locator("button[name=send]").click()
    article = ArticlePage.objects.get()
    page.wait_for_url(f"**{reverse('sending:fate', args=[article.pk])}")
    return article


def delegate(page: Page, people: NamDinh) -> None:
    """Give the seat away for today."""
    page.goto(reverse("approval:delegate"))
    page.locator("[name=delegate]").select_option(str(people.deputy.pk))
    page.locator("[name=valid_to]").fill(f"{today():%d/%m/%Y}")
    page.locator("[name=reason]").fill("Đi công tác")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url(f"**{reverse('approval:delegations')}")
    assert Delegation.objects.get().delegate == people.deputy
