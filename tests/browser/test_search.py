"""Searching with a browser: the box that suggests, by keyboard, by touch and without scripts; what is opened counts."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from search.log.models import ClickCount, Missed
from tests.browser import axe
from tests.browser.desk import SCREENS, eventually
from tests.browser.showcase import a_showcase

pytestmark = pytest.mark.clause("ND-5.5a", "ND-5.5c")

WORDS = "nghi quyet"


def suggested(page: Page) -> tuple[Locator, Locator]:
    """The box of the search page with ``WORDS`` in it, and the options that it opens."""
    page.goto("/tim-kiem/")
    box = page.locator("main").get_by_role("combobox")
    box.press_sequentially(WORDS)
    options = page.locator("main").get_by_role("option")
    expect(options.first).to_be_visible()
    return box, options


def opened(place: int) -> bool:
    """Whether the result at ``place`` was counted as opened."""
    return ClickCount.objects.filter(key=WORDS, position=place, clicks=1).exists()


def test_the_box_suggests_by_keyboard_and_by_touch(page: Page, phone: Page) -> None:
    a_showcase()
    box, options = suggested(page)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.locator("main").get_by_role("status")).to_contain_text(f"{options.count()} gợi ý")
    assert axe.violations(page, "main") == []

    box.press("ArrowDown")
    first = options.first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "?")
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    expect(box).to_have_value(WORDS)
    expect(box).to_be_focused()

    box.press("Escape")
    expect(first).to_be_hidden()
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value(WORDS)
    box.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    title = first.locator("span").first.inner_text()
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)

    box, options = suggested(page)
    box.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=nghi+quyet")
    assert axe.violations(page, "main") == []
    page.locator(".search-results li a").nth(1).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    eventually(page, lambda: opened(2))

    box, options = suggested(phone)
    box.blur()
    expect(options.first).to_be_hidden()
    box, options = suggested(phone)
    title = options.first.locator("span").first.inner_text()
    options.first.tap()
    expect(phone.get_by_role("heading", level=1)).to_have_text(title)


def test_a_reader_without_scripts_narrows_opens_and_says_what_is_missing(open_page: Callable[..., Page]) -> None:
    a_showcase()
    page = open_page(java_script_enabled=False, **SCREENS["phone"])
    page.goto(f"/tim-kiem/?q={WORDS}")
    page.locator(".search-page__jump").click()
    page.locator(".search-facet__choice").first.click()
    page.wait_for_url("**kind=*")
    expect(page.locator(".search-results li").first).to_be_visible()
    page.locator(".search-chosen__off").first.click()
    page.wait_for_url(lambda url: "kind=" not in url)
    page.locator(".search-missing summary").click()
    page.locator("[name=note]").fill("Cần nghị quyết năm 2025.")
    page.locator(".search-missed button").click()
    expect(page.get_by_role("status")).to_be_visible()
    assert Missed.objects.get().query == WORDS
    page.goto(f"/tim-kiem/?q={WORDS}")
    assert axe.too_wide(page) == []
    page.locator(".search-results li a").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    eventually(page, lambda: opened(1))
    assert page.context.cookies() == []
