"""A reader on a phone, scripts off, finds the case that matches theirs and tells its unit what is missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from knowledge.models import FieldOfWork
from tests.browser.desk import SCREENS
from tests.factories.portal import a_portal
from tests.factories.situations import a_public
from units.usefulness.models import ReaderComment, UsefulnessCount

pytestmark = pytest.mark.clause("ND-9.5", "ND-6.2g", "ND-2.1b")

TITLE = "Chuyển sinh hoạt đảng tạm thời"


def test_the_right_case_is_found_and_answered_without_scripts(open_page: Callable[..., Page]) -> None:
    portal = a_portal()
    author, approver = portal.member("contributor", portal.office), portal.member("board", portal.office)
    for title, code in ((TITLE, "to-chuc"), ("Chuyển đảng chính thức", "ket-nap"), ("Kiểm tra chấp hành", "kiem-tra")):
        a_public(portal.office, author, approver, title=title, field=FieldOfWork.objects.get(code=code))
    page = open_page(java_script_enabled=False, **SCREENS["phone"])
    page.goto("/tinh-huong/")
    form = page.get_by_role("search", name="Tìm trong các tình huống")
    form.locator("summary").click()
    form.get_by_label("Lĩnh vực").select_option("to-chuc")
    form.get_by_role("searchbox").fill("chuyen sinh hoat")
    form.get_by_role("button", name="Tìm").click()
    expect(page.locator(".situation-card")).to_have_count(1)
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    page.get_by_role("button", name="Có").click()
    page.locator("textarea").fill("Nên nêu rõ thời hạn.")
    page.get_by_role("button", name="Gửi").click()
    expect(page.get_by_role("status")).to_contain_text(portal.office.name)
    assert page.context.cookies() == []
    assert ReaderComment.objects.get().text == "Nên nêu rõ thời hạn."
    assert UsefulnessCount.objects.get().useful == 1
