"""What scripts put on an editor's screens is Vietnamese, and no label is cut off on a phone or on a wide screen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.desk import enter
from tests.factories.articles import a_draft
from tests.factories.portal import Portal, a_portal
from tests.house.language import UNREAD, wrong

pytestmark = pytest.mark.clause("LD-4.2c", "ND-12.1")

WIDTHS = (360, 1440)
#: What is shown or read out, scripts' work included: texts, names, labels of buttons.
SAID = """() => {
  const said = new Set();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest('script, style, template, [contenteditable=true]')) said.add(walker.currentNode.data);
  }
  for (const element of document.body.querySelectorAll('*')) {
    for (const name of ['aria-label', 'aria-description', 'title', 'alt', 'placeholder']) {
      if (element.hasAttribute(name)) said.add(element.getAttribute(name));
    }
    if (element.matches('input[type=submit], input[type=button]')) said.add(element.value);
  }
  return [...said].map((text) => text.replace(/\\s+/g, ' ').trim()).filter(Boolean);
}"""
#: Labels whose words reach out of their box or out of the window; icons, what is only read out and people's own
#: words in a block's heading do not count.
CUT_OFF = """() => {
  const labels = 'button, .button, label, legend, h1, h2, h3, th, [role=tab], .menuitem-label, .portal-help a';
  const cut = [];
  for (const element of document.body.querySelectorAll(labels)) {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const unseen = element.closest('.w-sr-only, [hidden], [aria-hidden=true], .sidebar--slim, .sidebar--hidden');
    if (box.width < 4 || box.height < 4 || unseen || style.visibility === 'hidden' || style.opacity === '0') continue;
    const scrolls = element.closest('[tabindex="0"], .w-overflow-x-auto, .w-overflow-auto, [role=tablist], table');
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (!node.data.trim() || node.parentElement.closest('.w-sr-only, [hidden], svg, .c-sf-block__title')) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const words = range.getBoundingClientRect();
      const spills = words.width > 4 && (words.right > box.right + 2 || words.left < box.left - 2);
      const outside = !scrolls && words.right > document.documentElement.clientWidth + 1;
      const what = spills ? 'spills' : 'outside';
      if (spills || outside) cut.push(`${node.data.trim().slice(0, 60)} (${element.tagName.toLowerCase()}, ${what})`);
    }
  }
  return cut;
}"""


@pytest.fixture
def portal(transactional_db: None, open_page: Callable[..., Page]) -> Portal:
    return a_portal()


def screens(draft: Any) -> list[str]:
    return [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_pages:edit", args=[draft.pk]),
        reverse("wagtailadmin_explore", args=[draft.get_parent().pk]),
        reverse("wagtailimages:add_multiple"),
        reverse("approval:my_work"),
        reverse("sending:send"),
        reverse("guide:part", args=["can-bo-cap-nhat"]),
    ]


def test_scripts_speak_vietnamese_and_no_label_is_cut_off(open_page: Callable[..., Page], portal: Portal) -> None:
    author = portal.member("board", portal.city)
    addresses = screens(a_draft(portal.city, author, sections=[portal.news]))
    wrongs, cut = set(), set()
    for width in WIDTHS:
        page = enter(open_page(viewport={"width": width, "height": 800}), author)
        for address in addresses:
            page.goto(address, wait_until="load")
            page.locator(".sidebar-main-menu, .sidebar").first.wait_for(state="attached")
            cut |= {f"{address}, {width} px: {line}" for line in page.evaluate(CUT_OFF)}
            if width == max(WIDTHS):
                open_up(page)
                said = [text for text in page.evaluate(SAID) if text not in UNREAD]
                wrongs |= {f"{address}: {wrong(text)!r} in {text[:100]!r}" for text in said if wrong(text)}
    assert not wrongs, "\n".join(sorted(wrongs))
    assert not cut, "\n".join(sorted(cut))


def open_up(page: Page) -> None:
    """Open what an editor opens: the side panels, the list of blocks and the chooser of images."""
    for opener in (".form-side__toggle, [data-side-panel-toggle]", "[data-streamfield-list-add]"):
        buttons = page.locator(opener)
        for number in range(min(buttons.count(), 3)):
            if buttons.nth(number).is_visible():
                buttons.nth(number).click()
    chooser = page.locator("[data-chooser-action-choose]:visible")
    if chooser.count():
        chooser.first.click()
        page.locator(".modal-content").wait_for()
