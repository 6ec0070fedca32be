"""What scripts put on an editor's screens is Vietnamese, and no label is cut off on a phone or on a wide screen.

``make crawl`` looks at all the other screens in the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from tests.browser.desk import enter
from tests.browser.reading import CUT_OFF, WIDTHS, open_up, wrong_on
from tests.factories.articles import a_draft
from tests.factories.portal import Portal, a_portal

pytestmark = pytest.mark.clause("LD-4.2c", "ND-12.1")


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
                wrongs |= {f"{address}: {line}" for line in wrong_on(page)}
    assert not wrongs, "\n".join(sorted(wrongs))
    assert not cut, "\n".join(sorted(cut))
