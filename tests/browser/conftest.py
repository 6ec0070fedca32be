"""A real browser against the running portal: Debian's Chromium, driven by Playwright.

A page that logs an error, raises one, or asks another host for anything fails its test. On a machine without
Chromium these tests are skipped with a sentence; with PORTAL_REQUIRE_BROWSER=1 (as in CI) they fail instead.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.browser.watching import Watch

# Where Django keeps the rows that migrations made, for serialized rollback.
ROWS = "_test_serialized_contents"
HERE = Path(__file__).parent
#: Debian's Chromium without windows first: the same browser for a quarter less of a processor's time.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    # A page lives for a second: code that is compiled twice for speed never earns it back.
    "--js-flags=--no-opt",
    # No name but the portal's own resolves: a page that needs another host shows it here.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
]
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
HOW_TO_GET_IT = (
    "Chromium was not found, so pages are not tried in a browser; install it (apt install chromium-headless-shell) "
    "or name it in PORTAL_CHROMIUM."
)


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark the tests of this folder."""
    if HERE in item.path.parents:
        item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Browser]:
    """Chromium, started once a session."""
    path = os.environ.get("PORTAL_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        if os.environ.get("PORTAL_REQUIRE_BROWSER") == "1":
            pytest.fail(HOW_TO_GET_IT)
        pytest.skip(HOW_TO_GET_IT)
    rows = {connection.alias: getattr(connection, ROWS, "") for connection in connections.all()}
    # Playwright's synchronous interface keeps an event loop in this thread, and Django would refuse its database there.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        # Beside that loop Django opens other connections to the same databases; they need the rows to bring back too.
        with django_db_blocker.unblock():
            for connection in connections.all():
                setattr(connection, ROWS, rows[connection.alias])
        chromium = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def live_server(browser: Browser) -> Iterator[LiveServer]:
    """The running portal. It starts after the browser, so that it shares the connections that the tests use."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture
def watch(live_server: LiveServer) -> Iterator[Watch]:
    """The watch over every page of the test; what it found fails the test at the end."""
    watching = Watch(own_host=urlsplit(live_server.url).netloc)
    yield watching
    assert not watching.found(), "\n".join(watching.found())


@pytest.fixture
def open_page(
    browser: Browser, live_server: LiveServer, watch: Watch, django_db_serialized_rollback: None
) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page in a context of its own (other cookies); ``page.goto("/")`` is the home page.

    Options are those of Playwright's ``new_context``: viewport, java_script_enabled, color_scheme, reduced_motion.
    The serialized rollback brings back the rows that migrations make (Wagtail's root page), which a live server's
    test would otherwise leave flushed for the next one.
    """
    contexts: list[BrowserContext] = []

    def open_(**options: Any) -> Page:
        settings = {"locale": "vi-VN", "timezone_id": "Asia/Ho_Chi_Minh", "viewport": DESKTOP, **options}
        context = browser.new_context(base_url=live_server.url, **settings)
        context.set_default_timeout(15_000)
        watch.follow(context)
        contexts.append(context)
        return context.new_page()

    yield open_
    for context in contexts:
        context.close()
    wait_for_the_server()


def wait_for_the_server() -> None:
    """Let the server finish what pages sent while they closed, before the database is emptied under it."""
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=5)


@pytest.fixture
def page(open_page: Callable[..., Page], request: pytest.FixtureRequest) -> Page:
    """A desktop page; ``parametrize("page", [{"width": 768, "height": 1024}], indirect=True)`` sets its viewport."""
    return open_page(viewport=getattr(request, "param", DESKTOP))


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """A page on a small phone with a touch screen."""
    return open_page(viewport=PHONE, has_touch=True, is_mobile=True, device_scale_factor=2)
