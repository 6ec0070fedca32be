"""Wrong content's whole way: reported on a phone, taken, the page held, the Standing Board told, the sender told."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from qa.feedback.models import Feedback, Outcome, State
from qa.intake import proof
from tests.browser.axe import violations
from tests.browser.desk import SCREENS, enter
from tests.factories.articles import a_public
from tests.factories.feedback import FOLLOW, WRONG, a_key, a_leader, an_officer
from tests.factories.portal import a_portal
from tests.factories.units import MembershipFactory
from units.approval.holding import open_hold
from units.models import Role

REPORTED = "Bài ghi chi bộ họp ngày 5, thực ra là ngày 3."
PHONE_NUMBER = "0912345678"
WHY = "Cần hỏi thêm người phản ánh về ngày họp."
OUTCOME = "Cảm ơn bạn. Bài viết đã được tạm dừng để sửa ngày họp."


@pytest.fixture
def opened(open_page: Callable[..., Page]) -> Callable[..., Page]:
    """A phone for each person, signed in where there is one."""
    return lambda person=None: enter(open_page(**SCREENS["phone"]), person) if person else open_page(**SCREENS["phone"])


@pytest.mark.clause("ND-13.2", "ND-5.4a", "ND-5.4c", "ND-6.2i", "ND-4.6", "ND-12.1")
def test_wrong_content_goes_from_a_phone_to_a_held_page_and_an_outcome(opened, monkeypatch):
    monkeypatch.setattr(proof, "MAX_NUMBER", 2000)
    portal = a_portal()
    officer, colleague, leader = an_officer(portal), an_officer(portal), a_leader(portal)
    MembershipFactory(user=officer, role=Role.objects.get(code="overseer"), unit=None)
    _key, shares = a_key(officer, colleague)
    author, board = (portal.member(role, portal.office) for role in ("contributor", "board"))
    article = a_public(portal.office, author, board)

    sender = opened()
    code = report(sender, article)
    feedback = Feedback.objects.get()
    assert feedback.about_revision == article.live_revision

    desk = opened(officer)
    desk.goto(reverse("approval:my_work"))
    record = reverse("feedback:record", args=[feedback.pk])
    desk.locator(f"#feedback a[href='{record}']").click()
    expect(desk.locator(".question-text").first).to_contain_text(REPORTED)
    assert violations(desk) == []
    desk.locator("form:has([name=verb][value=take]) button").click()
    act(desk, record, "hold")
    article.refresh_from_db()
    assert open_hold(article).by == officer

    board_member = opened(leader)
    board_member.goto(reverse("messages:index"))
    expect(board_member.locator("main")).to_contain_text(str(feedback.pk))
    board_member.goto(reverse("feedback:index"))
    expect(board_member.locator(f"a[href='{record}']")).to_be_visible()
    assert violations(board_member) == []

    open_who_sent_it(desk, opened(colleague), record, shares, (officer, colleague))
    act(desk, record, "close", outcome=Outcome.CORRECTED, told=OUTCOME)
    feedback.refresh_from_db()
    assert feedback.state == State.CLOSED

    sender.goto(FOLLOW)
    assert violations(sender) == []
    sender.locator("[name=code]").fill(code)
    sender.locator("main form button[type=submit]").click()
    expect(sender.locator("#ket-qua + p")).to_have_text(OUTCOME)
    expect(sender.locator("body")).not_to_contain_text(REPORTED)
    sender.locator("button[name=wish][value=erase]").click()
    expect(sender.locator("#yeu-cau")).to_be_visible()
    assert violations(sender) == []
    desk.goto(reverse("data_requests:index"))
    expect(desk.locator("button[name=grant]")).to_be_visible()
    assert violations(desk) == []


def report(page: Page, article) -> str:
    """Go from the article's foot to the form, fill it in, send; the code that is shown."""
    page.goto(article.url)
    page.locator(f"footer a[href^='{WRONG}']").click()
    expect(page.locator(".ask-form__shown")).to_contain_text(article.title)
    assert violations(page) == []
    page.locator("[name=text]").fill(REPORTED)
    page.locator("[name=phone]").fill(PHONE_NUMBER)
    page.locator("[name=consent]").check()
    expect(page.locator("[data-proof]")).not_to_have_value("")
    page.locator("form[data-ask] button[type=submit]").click()
    code = page.locator(".tracking-code__code").inner_text()
    assert violations(page) == []
    return code


def act(page: Page, record: str, verb: str, **said: str) -> None:
    """Unfold one act of the record, fill in its form and press its button."""
    page.goto(record)
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


def open_who_sent_it(first: Page, second: Page, record: str, shares: dict, people: tuple) -> None:
    """One asks, the other agrees and says the word, the first opens; the sender is shown once."""
    asking, agreeing = people
    step(first, record, "ask", reason=WHY)
    step(second, record, "agree", share=shares[agreeing])
    assert violations(second) == []
    word = second.locator(".feedback-word").inner_text()
    step(first, record, "open", share=shares[asking], word=word)
    expect(first.locator("[aria-labelledby=identity-heading]")).to_contain_text(PHONE_NUMBER)
    first.goto(record)
    expect(first.locator("body")).not_to_contain_text(PHONE_NUMBER)


def step(page: Page, record: str, name: str, **said: str) -> None:
    """Take one step of opening an identity."""
    page.goto(record)
    form = page.locator(f"details:has([name=step][value={name}])")
    form.locator("summary").click()
    for field, value in said.items():
        form.locator(f"[name={name}-{field}]").fill(value)
    form.locator("button[type=submit]").click()
    expect(page).to_have_url(re.compile("nguoi-gui"))
    page.wait_for_load_state()
