"""Everybody can read and work: rules of WCAG by axe, small screens, large text, keyboard alone (ND-5.5a)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from playwright.sync_api import Page, Route, expect

from operations import incidents
from tests.browser import axe
from tests.browser.desk import Desk, enter
from tests.browser.showcase import a_showcase
from tests.browser.watching import Watch
from tests.factories.articles import a_draft, a_returned, a_waiting
from tests.factories.portal import a_portal
from units.models import Membership

pytestmark = pytest.mark.clause("ND-5.5a")

LARGE_TEXT = "document.documentElement.style.fontSize = '200%'"
FOCUS = """() => {
  const element = document.activeElement, style = getComputedStyle(element);
  if (element === document.body) return null;
  return [element.outerHTML.slice(0, 120), style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2];
}"""
PALE = "<p style='color: #ccc; background: #fff'>Chữ mờ trên nền trắng</p>"
UNREADABLE = f"<html lang='vi'><title>Thử</title><main><h1>Thử</h1>{PALE}<img src='data:,'></main></html>"
# Wagtail's own markup names elements that are not there: the summary on its home page, and fields with errors since
# Django describes those itself.
CHROME = (".w-summary", ".w-field__input [aria-invalid]")


def test_the_checker_sees_what_it_is_there_to_see(page: Page) -> None:
    page.set_content(UNREADABLE)
    found = "\n".join(axe.violations(page))
    assert "360 px, light: color-contrast" in found
    assert "1280 px, light: image-alt" in found
    assert "1280 px, dark: color-contrast" in found
    page.set_content("<main style='inline-size: 900px'>x</main>")
    assert axe.too_wide(page) == ["360 px: wider than the window"]


def test_every_public_page_keeps_the_rules(open_page: Callable[..., Page], watch: Watch) -> None:
    watch.expect("404 (Not Found)")
    page, showcase = open_page(), a_showcase()
    found = []
    for name, address in showcase.addresses.items():
        page.goto(address)
        found += [f"{name}: {line}" for line in [*axe.violations(page), *axe.too_wide(page), *with_large_text(page)]]
    assert not found, "\n".join(found)


def with_large_text(page: Page) -> list[str]:
    """One line for each window that the page does not fit when its text is twice as large."""
    page.evaluate(LARGE_TEXT)
    return [f"text at 200 %, {line}" for line in axe.too_wide(page)]


@pytest.mark.parametrize(
    ("status", "view"), [(403, lambda request: incidents.forbidden(request, Exception())), (500, incidents.failure)]
)
def test_pages_of_errors_keep_the_rules(
    page: Page, watch: Watch, status: int, view: Callable[..., HttpResponse]
) -> None:
    watch.expect(str(status))
    a_portal()
    body = view(RequestFactory().get("/loi/")).content.decode()

    def answer(route: Route) -> None:
        route.fulfill(status=status, body=body, content_type="text/html; charset=utf-8")

    page.route("**/loi/", answer)
    page.goto("/loi/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert [*axe.violations(page), *axe.too_wide(page)] == []


def test_the_keyboard_reaches_everything_and_shows_where_it_is(page: Page) -> None:
    showcase = a_showcase()
    for name in ("home", "article, feature"):
        page.goto(showcase.addresses[name])
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip-link"
        assert_focus_shows(page, name)
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def assert_focus_shows(page: Page, name: str) -> None:
    """Go through the whole page with the tabulator; every stop has an outline."""
    stops = 0
    while (focus := page.evaluate(FOCUS)) is not None:
        element, visible = focus
        assert visible, f"{name}: {element}"
        page.keyboard.press("Tab")
        stops += 1
    links = page.locator("a:visible").count()
    assert stops >= links, f"{name}: the tabulator stopped at {stops} elements, but there are {links} links"


def review_of(article: Any) -> str:
    return reverse("approval:review", args=[article.pk])


def test_our_screens_of_the_admin_keep_the_rules(open_page: Callable[..., Page], watch: Watch) -> None:
    watch.expect("422 (Unprocessable Entity)")
    portal = a_portal()
    author, approver = portal.member("contributor", portal.city), portal.member("board", portal.city)
    manager, office = portal.member("unit_admin", portal.city), portal.member("office")
    waiting = a_waiting(portal.city, author)
    returned = a_returned(portal.city, author, approver)
    ending = Membership.objects.get(user=author)
    home, mine = reverse("wagtailadmin_home"), reverse("approval:my_work")
    figures, items = reverse("contributions:index"), reverse("contributions:items")
    screens = {
        author: [home, mine, review_of(returned)],
        approver: [home, mine, review_of(waiting)],
        manager: [reverse("members:index"), reverse("members:add"), reverse("members:end", args=[ending.pk])],
        office: [figures, items, f"{figures}?span=month&month=13"],
    }
    found = []
    for person, addresses in screens.items():
        page = enter(open_page(), person)
        for address in addresses:
            page.goto(address)
            if address == review_of(waiting):
                page.locator("button[name=verb][value=return]").click()
                expect(page.locator("[name=return-comment][aria-invalid=true]")).to_be_visible()
            wrong = [*axe.violations(page, within="main", without=CHROME), *axe.too_wide(page)]
            found += [f"{address}: {line}" for line in wrong]
    assert not found, "\n".join(found)


def test_the_list_of_defects_keeps_the_rules(open_page: Callable[..., Page]) -> None:
    portal = a_portal()
    author = portal.member("contributor", portal.city)
    portal.member("board", portal.city)
    desk = Desk(enter(open_page(), author))
    desk.open(a_draft(portal.city, author))
    desk.submit()
    expect(desk.defects).to_have_count(3)
    assert axe.violations(desk.page, within=".portal-defects") == []
