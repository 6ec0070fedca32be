"""A question's whole way: asked on a phone, routed, consulted on, answered, approved, public, told to its asker."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from qa.intake import proof
from qa.models import AnswerPage, Consultation, Question, State
from tests.browser.axe import violations
from tests.browser.desk import SCREENS, Desk, enter
from tests.factories.questions import an_answering_portal
from units import calendar

ASKED = "Đảng viên dự bị chuyển sinh hoạt đảng thì thời gian dự bị được tính như thế nào?"
ANSWER = "Thời gian dự bị được tính liên tục, kể từ ngày chi bộ kết nạp."
OPINION = "Nhất trí, theo Điều lệ Đảng."


@pytest.fixture
def opened(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """A phone for each person, signed in where there is one."""
    return lambda person=None: enter(open_page(**SCREENS["phone"]), person) if person else open_page(**SCREENS["phone"])


@pytest.mark.clause("ND-9.4b", "ND-11.1a", "ND-11.1b", "ND-11.1c", "ND-12.1", "LD-3.7")
def test_a_question_goes_from_a_phone_to_its_public_answer(opened, monkeypatch):
    monkeypatch.setattr(proof, "MAX_NUMBER", 2000)
    portal = an_answering_portal()
    officer, colleague = portal.member("contributor", portal.propaganda), portal.member("contributor", portal.city)
    leader, office = portal.member("leader", portal.propaganda), portal.member("office")

    asker = opened()
    code = ask(asker)
    question = Question.objects.get()

    coordinator = opened(office)
    act(coordinator, question, "route", unit=str(portal.propaganda.pk), reason="Đúng lĩnh vực tổ chức.")

    desk = opened(officer)
    desk.goto(reverse("approval:my_work"))
    desk.locator(f"#questions a[href='{reverse('questions:question', args=[question.pk])}']").click()
    desk.locator("form:has([name=verb][value=accept]) button").click()
    until = f"{calendar.today() + timedelta(days=3):%Y-%m-%d}"
    act(desk, question, "consult", units=str(portal.city.pk), request="Ý kiến của Thành ủy?", until=until)

    advising = opened(colleague)
    advising.goto(reverse("questions:opinion", args=[Consultation.objects.get().pk]))
    advising.locator("[name=opinion]").fill(OPINION)
    advising.locator("form[method=post] button[type=submit]").last.click()
    advising.wait_for_url(f"**{reverse('questions:index')}")

    write_answer(desk, question)
    approve(opened(leader), question)

    page = AnswerPage.objects.live().get()
    asker.goto(reverse("qa:follow"))
    asker.locator("[name=code]").fill(code)
    asker.locator("main form button[type=submit]").click()
    asker.locator(f".notice a[href='{page.url}']").click()
    expect(asker.locator("h1")).to_have_text(page.title)
    expect(asker.locator(".article-body")).to_contain_text(ANSWER)
    expect(asker.locator("body")).not_to_contain_text(OPINION)
    assert violations(asker) == []
    asker.goto("/hoi-dap/")
    expect(asker.locator(".answer-line a")).to_have_text(page.title)
    assert violations(asker) == []


def ask(page: Page) -> str:
    """Fill in the form as somebody would, wait for the proof of work, send; the code that is shown."""
    page.goto("/hoi-dap/")
    page.locator(f"a[href='{reverse('qa:ask')}']").first.click()
    assert violations(page) == []
    page.locator("[name=text]").fill(ASKED)
    page.locator("[name=consent]").check()
    expect(page.locator("[data-proof]")).not_to_have_value("")
    page.locator("form[data-ask] button[type=submit]").click()
    code = page.locator(".tracking-code__code").inner_text()
    assert violations(page) == []
    return code


def act(page: Page, question: Question, verb: str, **said: str) -> None:
    """Open the question, unfold one act, fill in its form and press its button."""
    page.goto(reverse("questions:question", args=[question.pk]))
    form = page.locator(f"details:has([name=verb][value={verb}])")
    form.locator("summary").click()
    for name, value in said.items():
        field = form.locator(f"[name={verb}-{name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    form.locator("button[type=submit]").click()
    page.wait_for_load_state()
    expect(page.locator(".messages .success")).to_be_visible()


def write_answer(page: Page, question: Question) -> None:
    """Draft the answer in the editor and submit it."""
    page.goto(reverse("questions:question", args=[question.pk]))
    page.locator(f"form[action='{reverse('questions:draft', args=[question.pk])}'] button").click()
    editor = Desk(page)
    editor.wait_until_watched()
    editor.paragraph.click()
    editor.paragraph.press_sequentially(ANSWER)
    expect(page.locator("[name=answer]")).to_have_value(re.compile(re.escape(ANSWER)))
    editor.declare()
    editor.wait_for_autosave()
    editor.submit()
    question.refresh_from_db()
    assert question.state == State.AWAITING


def approve(page: Page, question: Question) -> None:
    """Approve the answer on its review page."""
    question.refresh_from_db()
    page.goto(reverse("approval:review", args=[question.page_id]))
    page.locator("button[name=verb][value=approve]").click()
    page.wait_for_url(f"**{reverse('approval:my_work')}")
    question.refresh_from_db()
    assert question.state == State.ANSWERED
