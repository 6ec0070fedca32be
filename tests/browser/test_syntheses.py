"""The screens of a synthesis keep the rules of WCAG on a phone and on a desktop, and hand out its files (LD-3.1c)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from qa.feedback.models import SynthesisAct
from qa.feedback.synthesising import directing, writing
from tests.browser import axe
from tests.browser.desk import enter
from tests.browser.test_accessibility import CHROME
from tests.factories.feedback import a_leader, a_synthesis, an_officer, sent
from tests.factories.portal import a_portal
from units import calendar


@pytest.mark.clause("LD-3.1c", "ND-5.5a", "ND-12.1")
def test_a_synthesis_is_written_read_and_taken_away(open_page: Callable[..., Page]) -> None:
    portal = a_portal()
    officer, leader = an_officer(portal), a_leader(portal)
    record = sent()
    draft, put = a_synthesis(officer, record), a_synthesis(officer, record)
    writing.summarise(put.pk, officer, {record.pk: "Đường vào chi bộ thôn hỏng đã ba tháng."})
    writing.submit(put.pk, officer)
    directing.direct(put.pk, leader, "Kiểm tra ngay.", calendar.today() + timedelta(days=6))
    page, found = enter(open_page(), officer), []
    for name, keys in (("index", []), ("write", [draft.pk]), ("summaries", [draft.pk]), ("synthesis", [put.pk])):
        page.goto(reverse(f"syntheses:{name}", args=keys))
        for folded in page.locator("details > summary").all():
            folded.click()
        wrong = axe.violations(page, within="main", without=CHROME, schemes=("light",)) + axe.too_wide(page)
        found += [f"{name}: {line}" for line in wrong]
    assert not found, "\n".join(found)
    for form, begins in (("docx", b"PK"), ("pdf", b"%PDF-")):
        with page.expect_download() as waited:
            page.locator(f"form[action$='/tep/{form}/'] button").click()
        assert Path(waited.value.path()).read_bytes().startswith(begins)
    page.reload()
    expect(page.locator(".portal-timeline li")).to_have_count(7)
    assert put.steps.filter(act=SynthesisAct.DOWNLOADED, by=officer).count() == 2
