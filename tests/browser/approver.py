"""The review page of an item as people who decide on it use it. Nothing here reads our own words."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import Desk
from units.approval.items import review_url


class Approver:
    """One person before one item."""

    def __init__(self, page: Page, item: Any) -> None:
        self.page = page
        self.item = item
        self.address = review_url(item)

    def find(self) -> Approver:
        """Find the item among what waits in the inbox, and open it."""
        self.page.goto(reverse("approval:my_work"))
        self.waiting.click()
        self.page.wait_for_url(f"**{self.address}")
        return self

    def open(self) -> Approver:
        """Open the review page by its address."""
        self.page.goto(self.address)
        return self

    @property
    def waiting(self) -> Locator:
        """The item among what waits in the inbox."""
        return self.page.locator(f"#waiting a[href='{self.address}']")

    @property
    def text(self) -> Any:
        """The item as readers will see it."""
        return self.page.frame_locator("iframe")

    @property
    def timeline(self) -> Locator:
        return self.page.locator("section[aria-labelledby=timeline-heading]")

    @property
    def responsibility(self) -> Locator:
        return self.page.locator("section[aria-labelledby=responsibility-heading]")

    def button(self, verb: str) -> Locator:
        return self.page.locator(f"button[name=verb][value={verb}]")

    def tick_checklist(self) -> None:
        """Answer every point of the checklist with yes."""
        for box in self.page.locator("[name=approve-checklist]").all():
            box.check()

    def check_source(self, how: str, grade: str) -> None:
        """Say how the source was checked and grade the quality."""
        self.page.locator(f"[name=approve-source_checked][value={how}]").check()
        self.page.locator(f"[name=approve-grade][value={grade}]").check()

    def remark(self, comment: str) -> None:
        self.page.locator("[name=approve-comment]").fill(comment)

    def press_approve(self) -> None:
        """Press “approve”, whatever comes of it."""
        with self.page.expect_navigation():
            self.button("approve").click()

    def approve(self, comment: str = "") -> None:
        """Approve and come back to the inbox, where the item no longer waits."""
        if comment:
            self.remark(comment)
        self.button("approve").click()
        self._done()

    def send_back(self, reason: str, comment: str) -> None:
        """Return the item for one of the reasons of the list and come back to the inbox."""
        self.page.locator(f"[name=return-reasons][value={reason}]").check()
        self.page.locator("[name=return-comment]").fill(comment)
        self.button("return").click()
        self._done()

    def edit(self, summary: str) -> None:
        """Open the item for editing at the stage, write another summary and save it."""
        self.button("edit").click()
        self.page.wait_for_url(f"**{reverse('wagtailadmin_pages:edit', args=[self.item.pk])}")
        desk = Desk(self.page)
        desk.wait_until_watched()
        desk.summary.fill(summary)
        desk.save()

    def hand_over(self, comment: str) -> None:
        """Give the edited text to somebody else at the stage."""
        self.open()
        self.page.locator("[name=hand_over-comment]").fill(comment)
        self.button("hand_over").click()
        self._done()

    def take(self, verb: str, reason: str, **said: str) -> None:
        """Take a measure from the review page; ``said`` fills its other fields, a radio group by its value."""
        self.open()
        address = reverse(f"approval:{verb}", args=[self.item.pk])
        self.page.locator(f"a[href='{address}']").click()
        self.page.wait_for_url(f"**{address}")
        for name, value in said.items():
            choice = self.page.locator(f"[name={name}][value='{value}']")
            if choice.count():
                choice.check()
            else:
                self.page.locator(f"[name={name}]").fill(value)
        self.page.locator("[name=reason]").fill(reason)
        self.page.locator("main form button[type=submit]").last.click()
        self.page.wait_for_url(f"**{reverse('approval:my_work')}")

    def _done(self) -> None:
        self.page.wait_for_url(f"**{reverse('approval:my_work')}")
        expect(self.waiting).to_have_count(0)
