"""How people work in the admin with a browser: sign in, write, submit, judge. Nothing here reads our own words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from tests.factories.units import PASSWORD

# Nobody presses a second link while the page still glides to the first.
STILL = {"reduced_motion": "reduce"}
#: The screens that stories are told on.
SCREENS: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 800}, **STILL},
    "phone": {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, **STILL},
}
DECLARATIONS = ("declared_accurate", "declared_not_secret")
SAVING = "#w-autosave-indicator[data-w-autosave-state-value=saving]"
SAVED = "#w-autosave-indicator[data-w-autosave-state-value=saved]"

# Longer than Playwright's own five seconds: autosave, previews and pings keep a small machine busy.
expect.set_options(timeout=15_000)


def sign_in(page: Page, person: Any) -> Page:
    """Sign ``person`` in through the form and arrive on the admin's home page."""
    page.goto(reverse("wagtailadmin_home"))
    page.locator("[name=username]").fill(person.username)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.wait_for_url(f"**{reverse('wagtailadmin_home')}")
    return page


def enter(page: Page, person: Any) -> Page:
    """Let ``person`` in without the form, for tests that are about something else."""
    client = Client()
    client.force_login(person)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "domain": "localhost", "path": "/"}
    page.context.add_cookies([cookie])
    return page


def eventually(page: Page, condition: Callable[[], bool], seconds: float = 10) -> None:
    """Wait until what the browser does in the background has brought ``condition`` about."""
    for _ in range(int(seconds * 10)):
        if condition():
            return
        page.wait_for_timeout(100)
    raise AssertionError("what was waited for did not come about")


class Desk:
    """The editing form of an article as its author sees it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def begin(self, unit: Any) -> None:
        """Press “write an article” for ``unit`` on the admin's home page."""
        self.page.goto(reverse("wagtailadmin_home"))
        address = reverse("wagtailadmin_pages:add", args=["home", "articlepage", unit.page_id])
        self.page.locator(f"a[href='{address}']").click()
        self.wait_until_watched()

    def open(self, article: Any) -> None:
        """Open the form of an article that is there already."""
        self.page.goto(reverse("wagtailadmin_pages:edit", args=[article.pk]))
        self.wait_until_watched()

    @property
    def title(self) -> Locator:
        return self.page.locator("[name=title]")

    @property
    def summary(self) -> Locator:
        return self.page.locator("[name=summary]")

    @property
    def paragraph(self) -> Locator:
        """The first block of rich text."""
        return self.page.locator("[contenteditable=true]").first

    @property
    def defects(self) -> Locator:
        """The entries of the list of what is to be mended."""
        return self.page.locator(".portal-defects li")

    def write_paragraph(self, text: str) -> None:
        """Add a block of rich text, the first that the body offers, and type into it."""
        self.page.locator(".c-sf-add-button").first.click()
        self.page.locator(".w-combobox__option").first.click()
        self.paragraph.click()
        expect(self.paragraph).to_be_focused()
        self.paragraph.press_sequentially(text)
        # The editor hands its text to the form a quarter of a second after the last key.
        expect(self.page.locator("[name=body-0-value]")).to_have_value(re.compile(re.escape(text)))

    def file(self, section: Any, day: str) -> None:
        """Choose the section and the day of the event."""
        self.page.locator(f"[name=sections][value='{section.pk}']").check()
        self.page.locator("[name=event_date]").fill(day)
        self.page.locator("[name=event_date]").press("Escape")

    def declare(self) -> None:
        """Make both declarations."""
        for name in DECLARATIONS:
            self.page.locator(f"[name={name}]").check()

    def wait_until_watched(self) -> None:
        """Wait until Wagtail compares the form with what it was two seconds after it opened."""
        expect(self.page.locator("form[data-edit-form][data-w-unsaved-has-edits-value]")).to_be_attached()

    def wait_for_autosave(self) -> None:
        """Wait until the first thing typed into a form that is watched has been saved in the background."""
        expect(self.page.locator(SAVED)).to_be_attached()
        self.page.wait_for_load_state("networkidle")

    def press_save(self) -> None:
        """Press “save”, whatever comes of it."""
        self.page.locator("button.action-save").click()

    def save(self) -> None:
        """Press “save” and come back to the form."""
        with self.page.expect_navigation():
            self.press_save()

    def go_on_if_asked(self) -> None:
        """Where Wagtail asks whether to replace a newer version, say yes."""
        confirm = self.page.locator("#w-save-confirmation-dialog [data-w-dialog-target=confirm]")
        expect(confirm.or_(self.defects.first).first).to_be_visible()
        if confirm.is_visible():
            with self.page.expect_navigation():
                confirm.click()

    def submit(self) -> None:
        """Send the article to its approvers, once nothing is being saved; the button lies behind the one that saves."""
        expect(self.page.locator(SAVING)).to_have_count(0)
        self.page.locator("footer .w-dropdown__toggle").click()
        with self.page.expect_navigation():
            self.page.locator("button[name=action-submit]").click()
