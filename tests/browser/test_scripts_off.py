"""Readers need no script, no cookie and no other host; with scripts on, no page breaks its own policy."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.desk import SCREENS
from tests.browser.showcase import a_showcase
from tests.browser.watching import Watch

#: Readers' pages that are no pages of the tree: forms, and what is counted.
ELSEWHERE = (
    *("qa:ask", "qa:follow", "feedback_form:send", "feedback_form:wrong", "feedback_form:follow"),
    *("statistics:index", "commended:index", "search-missed", "wagtailadmin_login", "wagtailadmin_password_reset"),
)
LISTEN = "window.refused = []; addEventListener('securitypolicyviolation', (e) => refused.push(e.violatedDirective))"


@pytest.mark.clause("LD-1.2a", "ND-5.5a", "ND-5.5b")
def test_every_page_reads_without_scripts(open_page: Callable[..., Page], watch: Watch) -> None:
    watch.expect("404 (Not Found)")
    showcase = a_showcase()
    page = open_page(java_script_enabled=False, **SCREENS["phone"])
    for name, address in showcase.addresses.items():
        response = page.goto(address)
        assert response is not None
        assert response.status == (404 if name == "not found" else 200), name
        expect(page.get_by_role("heading", level=1).first, name).to_be_attached()
        expect(page.locator("main"), name).not_to_be_empty()
        assert page.locator("main").inner_text().strip(), name
    assert page.context.cookies() == []


@pytest.mark.clause("ND-5.5c")
def test_menu_and_search_work_without_scripts(open_page: Callable[..., Page]) -> None:
    showcase = a_showcase()
    page = open_page(java_script_enabled=False, **SCREENS["phone"])
    page.goto("/")
    menu = page.locator(".site-nav__menu")
    link = menu.locator(f"a[href$='{showcase.portal.news.url}']")
    expect(link).to_be_hidden()
    menu.locator("summary").click()
    link.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(showcase.portal.news.title)
    page.locator("a[rel=next]").click()
    page.wait_for_url("**?page=2")
    page.locator("header [name=q]").fill("nghi quyet lien tich")
    page.locator("header [name=q]").press("Enter")
    expect(page.locator(".search-results li").first).to_be_visible()


@pytest.mark.clause("LD-1.2a")
def test_no_page_breaks_its_policy_or_leaves_a_trace(open_page: Callable[..., Page], watch: Watch) -> None:
    watch.expect("404 (Not Found)")
    showcase = a_showcase()
    page = open_page()
    page.context.add_init_script(LISTEN)

    def keeps_its_policy(address: str) -> None:
        page.goto(address)
        assert page.evaluate("window.refused") == [], address
        assert not watch.found(), address

    for address in showcase.addresses.values():
        keeps_its_policy(address)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    for name in ELSEWHERE:
        keeps_its_policy(reverse(name))
