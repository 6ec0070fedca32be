"""An agency's situation of the quarter: drafted, returned, mended, approved, found by a reader, counted as its duty."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from knowledge.models import FieldOfWork, Situation
from tests.browser.approver import Approver
from tests.browser.desk import SCREENS, enter
from tests.browser.regulations import a_nam_dinh, person, unit
from tests.browser.watching import Watch

TITLE = "Chuyển sinh hoạt đảng khi thất lạc hồ sơ"
WITHOUT_MARKS = "that lac ho so"
CONTEXT = "Đảng viên chuyển công tác nhưng hồ sơ gốc bị thất lạc khi bàn giao."
AT_ISSUE = "Chi bộ nơi đến có tiếp nhận đảng viên không?"
LACKING = "Bổ sung thời hạn báo cáo."
MENDED = "Chi bộ nơi đến có tiếp nhận không và phải báo cáo trong mấy ngày?"
RESOLVED = "Chi bộ lập biên bản."
WRONG_SYMBOL, RIGHT_SYMBOL = "Quy định 24", "24-QĐ/TW"


@pytest.mark.clause("ND-9.5", "ND-6.2g", "ND-5.5c", "ND-10.3")
def test_the_quarter_turns_green_for_the_agency_that_wrote_and_for_no_other(
    open_page: Callable[..., Page], watch: Watch
) -> None:
    # Autosave is refused while the symbol is no symbol.
    watch.expect("400 (Bad Request)")
    people = a_nam_dinh()
    agency, other = unit("btcduk"), unit("ubktduk")
    writer = person("contributor", agency, "Trần Thị Mai")
    leader = person("leader", agency, "Phạm Văn Long")
    desk, reading = open_page(**SCREENS["desktop"]), open_page(**SCREENS["phone"])

    def at_the_desk(somebody: Any) -> Page:
        return enter(desk, somebody)

    situation = write_and_submit(at_the_desk(writer))
    finds_nothing(reading)
    Approver(at_the_desk(leader), situation).find().send_back("other", LACKING)
    mend_and_submit(at_the_desk(writer), situation)
    Approver(at_the_desk(leader), situation).find().approve()
    finds_nothing(reading)
    expect(state_of(at_the_desk(people.office), agency)).to_have_class(re.compile("pending"))

    editor = Approver(at_the_desk(people.editor), situation).find()
    editor.tick_checklist()
    editor.check_source("document", "good")
    editor.approve()
    Approver(at_the_desk(people.secretary), situation).find().approve()
    Approver(at_the_desk(people.webmaster), situation).find().approve()

    finds(reading, situation)
    expect(state_of(at_the_desk(people.office), agency)).to_have_class(re.compile("fulfilled"))
    expect(state_of(desk, other)).to_have_class(re.compile("pending"))


def write_and_submit(page: Page) -> Situation:
    """A situation that says everything; its legal basis is refused until it is a symbol, and nothing typed is lost."""
    page.goto(reverse("wagtailsnippets_knowledge_situation:add"))
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=field]").select_option(str(FieldOfWork.objects.get(code="chuyen-sinh-hoat-dang").pk))
    page.locator("[name=context]").fill(CONTEXT)
    page.locator("[name=question]").fill(AT_ISSUE)
    page.locator("#id_legal_bases-ADD").click()
    page.locator("[name=legal_bases-0-symbol]").fill(WRONG_SYMBOL)
    page.locator("[name=legal_bases-0-title]").fill("Quy định thi hành Điều lệ Đảng")
    page.locator(".c-sf-add-button").first.click()
    page.locator(".w-combobox__option").first.click()
    text = page.locator("[contenteditable=true]").first
    text.click()
    text.press_sequentially(RESOLVED)
    expect(page.locator("[name=resolution-0-value]")).to_have_value(re.compile(re.escape(RESOLVED)))
    declare_and_submit(page)
    expect(page.locator("main")).to_contain_text(RIGHT_SYMBOL)
    expect(page.locator("[name=context]")).to_have_value(CONTEXT)
    page.locator("[name=legal_bases-0-symbol]").fill(RIGHT_SYMBOL)
    declare_and_submit(page)
    return Situation.objects.get()


def mend_and_submit(page: Page, situation: Situation) -> None:
    """The author finds what came back and why, and answers it."""
    page.goto(reverse("approval:my_work"))
    expect(page.locator("main")).to_contain_text(LACKING)
    page.goto(reverse("wagtailsnippets_knowledge_situation:edit", args=[situation.pk]))
    page.locator("[name=question]").fill(MENDED)
    declare_and_submit(page)


def declare_and_submit(page: Page) -> None:
    """Answer for the text and press “submit”, which lies behind the button that saves."""
    page.wait_for_load_state("networkidle")
    for name in ("declared_accurate", "declared_not_secret"):
        page.locator(f"[name={name}]").check()
    page.locator("footer .w-dropdown__toggle").click()
    with page.expect_navigation():
        page.locator("button[name=action-submit], button[name=action-restart-workflow]").first.click()


def finds_nothing(page: Page) -> None:
    """What nobody has approved to the end is nowhere."""
    for address in ("/tinh-huong/", f"/tinh-huong/?q={WITHOUT_MARKS}", f"{reverse('search')}?q={WITHOUT_MARKS}"):
        answer = page.request.get(address)
        assert answer.ok, address
        assert TITLE not in answer.text(), address


def finds(page: Page, situation: Situation) -> None:
    """A reader types what they remember, without marks, and reads the case."""
    page.goto(reverse("search"))
    page.locator("main [name=q]").fill(WITHOUT_MARKS)
    page.locator("main [name=q]").press("Enter")
    page.get_by_role("main").get_by_role("link", name=TITLE).first.click()
    page.wait_for_url(f"**{situation.url}")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    for said in (MENDED, RESOLVED, RIGHT_SYMBOL):
        expect(page.locator("main")).to_contain_text(said)


def state_of(page: Page, of: Any) -> Locator:
    """How the unit stands in the matrix, in the quarter of today: the last that is shown."""
    page.goto(reverse("duties:matrix"))
    return page.locator("tr", has=page.get_by_role("rowheader", name=of.name)).locator(".duty-state").last
