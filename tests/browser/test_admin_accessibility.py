"""The screens of approval keep the rules of WCAG on a phone and on a desktop (ND-5.5a)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.backstage import Backstage, review_of
from tests.browser.desk import enter
from tests.browser.regulations import a_nam_dinh
from tests.browser.test_accessibility import CHROME
from tests.browser.watching import Watch


@pytest.mark.clause("ND-5.5a", "ND-10.2a")
def test_every_screen_of_approval_keeps_the_rules(open_page: Callable[..., Page], watch: Watch) -> None:
    watch.expect("422 (Unprocessable Entity)")
    backstage = Backstage(a_nam_dinh())
    page, found = open_page(), []
    for person, addresses in backstage.screens().items():
        enter(page, person)
        for address in addresses:
            answer = page.goto(address)
            assert answer is not None
            assert answer.status == 200, f"{person}: {address}"
            if address == review_of(backstage.at_team):
                page.locator("button[name=verb][value=approve]").click()
                expect(page.locator("#id_approve-grade_error")).to_be_visible()
            wrong = axe.violations(page, within="main", without=CHROME, schemes=("light",)) + axe.too_wide(page)
            found += [f"{person}, {address}: {line}" for line in wrong]
    assert not found, "\n".join(found)
