"""What a browser shows of a screen once scripts have worked: every text and name, and the labels that do not fit."""

from __future__ import annotations

from collections.abc import Collection

from playwright.sync_api import Page

from tests.house.language import UNREAD, wrong_besides

#: The narrowest and the widest screen that people work on.
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
#: Labels whose words reach out of their box or out of the window, end in dots, or lie upon another label's words; and
#: a page that is wider than the window. Icons, what is only read out, what stays in place while the page moves, and
#: people's own words in a block's heading do not count.
CUT_OFF = """() => {
  const labels = 'button, .button, label, legend, h1, h2, h3, th, [role=tab], .menuitem-label, .portal-help a,'
    + ' .w-breadcrumbs li:last-child a, .w-status';
  const width = document.documentElement.clientWidth;
  const cut = [];
  const places = [];
  const wide = document.scrollingElement.scrollWidth;
  if (wide > width + 1) cut.push(`the page is ${wide} px wide`);
  for (const element of document.body.querySelectorAll(labels)) {
    const box = element.getBoundingClientRect();
    const unseen = element.closest('.w-sr-only, [hidden], [aria-hidden=true], .sidebar--slim, .sidebar--hidden');
    const shown = element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
    if (box.width < 4 || box.height < 4 || unseen || !shown) continue;
    const scrolls = element.closest('[tabindex="0"], .w-overflow-x-auto, .w-overflow-auto, [role=tablist], table');
    let stays = false;
    let edge = Infinity;
    for (let above = element; above; above = above.parentElement) {
      const style = getComputedStyle(above);
      stays ||= ['fixed', 'sticky', 'absolute'].includes(style.position);
      if (style.overflowX === 'hidden') edge = Math.min(edge, above.getBoundingClientRect().right);
    }
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const parent = node.parentElement;
      const unread = '.w-sr-only, .visually-hidden, [hidden], svg, .c-sf-block__title';
      if (!node.data.trim() || parent.closest(unread)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const words = range.getBoundingClientRect();
      const spills = words.width > 4 && (words.right > box.right + 2 || words.left < box.left - 2);
      const outside = !scrolls && words.right > width + 1;
      const dots = getComputedStyle(parent).textOverflow === 'ellipsis' && parent.scrollWidth > parent.clientWidth + 1;
      const hidden = !scrolls && words.right > edge + 2;
      const what = spills ? 'spills' : outside ? 'outside' : dots ? 'dots' : hidden ? 'hidden' : '';
      const said = `${node.data.trim().slice(0, 60)} (${element.tagName.toLowerCase()}`;
      if (what) cut.push(`${said}, ${what})`);
      if (stays || words.width < 5) continue;
      for (const other of places) {
        const over = Math.min(words.right, other.words.right) - Math.max(words.left, other.words.left);
        const under = Math.min(words.bottom, other.words.bottom) - Math.max(words.top, other.words.top);
        const apart = !other.element.contains(element) && !element.contains(other.element);
        if (apart && over > 3 && under > 3) cut.push(`${said}, upon ${other.said})`);
      }
      places.push({ element, words, said: node.data.trim().slice(0, 60) });
    }
  }
  return cut;
}"""


def wrong_on(page: Page, content: Collection[str] = ()) -> list[str]:
    """What on the screen is not Vietnamese, apart from what people put in."""
    found = {text: wrong_besides(text, content) for text in page.evaluate(SAID) if text not in UNREAD}
    return [f"{word!r} in {text[:100]!r}" for text, word in found.items() if word]


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
