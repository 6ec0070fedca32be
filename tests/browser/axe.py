"""Axe, the checker of accessibility rules that comes bundled with its Python package; nothing is fetched."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

LOADER = Axe()
RUN = "([scope, options]) => axe.run(scope, options)"
# Axe is not sure of an element that names another one which is not there; we are.
MISSING_TARGET = "aria-valid-attr-value"
SCHEMES = ("light", "dark")
WIDTHS = (360, 1280)
TOO_WIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"


def violations(page: Page, within: str = "html", without: tuple[str, ...] = ()) -> list[str]:
    """What axe finds wrong on the page at every width and in both colour schemes, and any sideways scrolling."""
    page.evaluate(LOADER.axe_script)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate(TOO_WIDE):
            found.append(f"{width} px: scrolls sideways")
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            found += [f"{width} px, {scheme}: {line}" for line in _run(page, within, without)]
    return found


def _run(page: Page, within: str, without: tuple[str, ...]) -> list[str]:
    scope = {"include": [[within]], "exclude": [[selector] for selector in without]}
    answer: dict[str, Any] = page.evaluate(RUN, [scope, {"resultTypes": ["violations", "incomplete"]}])
    unsure = [rule for rule in answer["incomplete"] if rule["id"] == MISSING_TARGET]
    return [
        f"{rule['id']}: {node['target']} {node['html'][:150]}"
        for rule in [*answer["violations"], *unsure]
        for node in rule["nodes"]
    ]
