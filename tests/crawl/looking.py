"""A browser looks at the screens of a crawl on a phone and on a wide screen, and keeps a picture of each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings

from home.demonstration.guide_pictures import served, session_of
from tests.browser.reading import CUT_OFF, WIDTHS, wrong_on
from tests.crawl.everything import Crawl

#: A picture shows so much of a long screen.
HIGHEST = 3000


def look(crawl: Crawl, folder: Path) -> Iterator[tuple[str, str, str]]:
    """Yield what is not Vietnamese or does not fit on any screen, as a walk does; the pictures go into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    # The browser's event loop keeps the database from this thread, so everything is asked before it starts.
    ways = [(role, session_of(crawl.people[role]), stops) for role, stops in crawl.screens().items()]
    with served() as (address, browser):
        for role, session, stops in ways:
            for width in WIDTHS:
                context = browser.new_context(
                    base_url=address,
                    locale="vi-VN",
                    timezone_id=settings.TIME_ZONE,
                    viewport={"width": width, "height": 800},
                    reduced_motion="reduce",
                )
                context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}])
                page = context.new_page()
                for stop in stops:
                    name = f"{stop.name}{' of ' if stop.kind else ''}{stop.kind}"
                    for line in _found(page, stop.address, width, crawl.known):
                        yield f"{name}, {role}, {width} px", stop.address, line
                    _keep(page, folder / f"{re.sub(r'[^a-zA-Z0-9]+', '-', name)}-{width}.png", width)
                context.close()


def _found(page: Any, address: str, width: int, known: list[str]) -> list[str]:
    page.goto(address, wait_until="load")
    page.wait_for_timeout(150)
    found: list[str] = page.evaluate(CUT_OFF)
    return found + (wrong_on(page, known) if width == max(WIDTHS) else [])


def _keep(page: Any, path: Path, width: int) -> None:
    height = min(page.evaluate("document.documentElement.scrollHeight"), HIGHEST)
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height})
