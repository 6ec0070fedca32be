"""The watch over browser tests sees what it is there to see."""

import pytest
from playwright.sync_api import Page
from wagtail.models import Page as WagtailPage

from tests.browser.watching import Watch
from tests.factories.portal import a_portal


def test_the_watch_sees_errors_and_other_hosts(page: Page, watch: Watch) -> None:
    watch.expect("404")
    page.goto("/static/portal/khong-co.css")
    page.set_content("<script>console.error('to the console')</script><script>throw new Error('thrown')</script>")
    page.set_content("<img src='http://other.invalid/x.png' alt=''>")
    page.wait_for_load_state("networkidle")
    # The policy of readers' pages is enforced, and what it forbids is seen: no other browser test runs into it.
    a_portal()
    page.goto("/")
    page.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    assert page.evaluate("window.ran") is None
    page.wait_for_timeout(100)
    found = "\n".join(watch.found())
    assert "to the console" in found
    assert "thrown" in found
    assert "script-src 'self'" in found
    assert "style-src 'self'" in found
    assert "request to another host: http://other.invalid/x.png" in found
    assert "404" not in found
    watch.problems.clear()


def test_the_portal_serves_its_styles_to_a_phone(phone: Page, watch: Watch) -> None:
    watch.expect("favicon.ico")  # A page without a head asks for it; the portal's own pages name their icon.
    response = phone.goto("/static/portal/css/portal.css")
    assert response is not None
    assert response.status == 200
    assert phone.evaluate("[screen.width, navigator.maxTouchPoints > 0]") == [360, True]


@pytest.mark.parametrize("time", ["first", "second"])
def test_the_rows_of_migrations_are_there_every_time(page: Page, time: str) -> None:
    assert WagtailPage.objects.filter(depth=1).exists()
