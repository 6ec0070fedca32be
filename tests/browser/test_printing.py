"""A screen of the administration, the guide above all, prints as what it says, without what only a screen needs."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser.desk import SCREENS, enter
from tests.factories.portal import a_portal

ONLY_ON_SCREEN = (".sidebar-main-menu", ".portal-help", ".guide-contents")
#: As wide as the paper's text, A4 less its margins.
PAPER = {"width": 680, "height": 1000}


@pytest.mark.clause("LD-4.2c")
def test_the_guide_prints_without_the_menu(transactional_db: None, open_page: Callable[..., Page]) -> None:
    portal = a_portal()
    page = enter(open_page(**SCREENS["desktop"]), portal.member("contributor", portal.city))
    for address in (reverse("guide:index"), reverse("guide:part", args=["can-bo-cap-nhat"])):
        page.set_viewport_size(SCREENS["desktop"]["viewport"])
        page.emulate_media(media="screen")
        page.goto(address, wait_until="load")
        expect(page.locator(".sidebar-main-menu")).to_be_visible()
        page.set_viewport_size(PAPER)
        page.emulate_media(media="print")
        for name in ONLY_ON_SCREEN:
            assert not any(found.is_visible() for found in page.locator(name).all()), f"{name} of {address}"
        text = page.locator("main h1, main h2").first.bounding_box()
        assert text is not None
        assert text["x"] < 40, "what the menu took is left white"
        assert page.evaluate("document.documentElement.scrollWidth") <= PAPER["width"]
