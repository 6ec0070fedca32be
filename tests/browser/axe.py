"""Axe, the checker of accessibility rules that comes bundled with its Python package; nothing is fetched."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LOADER = Axe()
RUN = "([scope, options]) => axe.run(scope, options)"
# Axe is not sure of an element that names another one which is not there; we are.
MISSING_TARGET = "aria-valid-attr-value"
# What the colour scheme can change; the other rules are asked once for each width.
COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}
#: The rules that are asked in each colour scheme.
SCHEMES: dict[str, dict[str, Any]] = {"light": {}, "dark": COLOURS}
WIDTHS = (360, 1280)
# A message that still fades in has the colours of no moment that anybody reads.
SETTLE = "document.getAnimations().forEach((a) => { try { a.finish(); } catch { a.cancel(); } })"
# Wagtail's admin cuts off what is wider than its main element; a wide table scrolls in a region of its own.
FITS = "[document.documentElement, ...document.querySelectorAll('main')].every((e) => e.scrollWidth <= e.clientWidth)"


def violations(
    page: Page, within: str = "html", without: tuple[str, ...] = (), schemes: tuple[str, ...] = tuple(SCHEMES)
) -> list[str]:
    """What axe finds wrong within part of the page at every width and in the colour schemes."""
    page.evaluate(LOADER.axe_script)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme in schemes:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.evaluate(SETTLE)
            found += [f"{width} px, {scheme}: {line}" for line in _run(page, within, without, SCHEMES[scheme])]
    return found


def too_wide(page: Page) -> list[str]:
    """One line for each window that the page does not fit."""
    return [f"{width} px: wider than the window" for width in WIDTHS if not _fits(page, width)]


def _fits(page: Page, width: int) -> bool:
    page.set_viewport_size({"width": width, "height": 800})
    # Wagtail takes its time to move its sidebar and margins. Playwright's own waiting would need eval.
    for _again in range(20):
        if page.evaluate(FITS):
            return True
        page.wait_for_timeout(100)
    return False


def _run(page: Page, within: str, without: tuple[str, ...], options: dict[str, Any]) -> list[str]:
    scope = {"include": [[within]], "exclude": [[selector] for selector in without]}
    answer: dict[str, Any] = page.evaluate(RUN, [scope, {"resultTypes": ["violations", "incomplete"], **options}])
    unsure = [rule for rule in answer["incomplete"] if rule["id"] == MISSING_TARGET]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:150]}"
        for rule in [*answer["violations"], *unsure]
        for node in rule["nodes"]
    ]
