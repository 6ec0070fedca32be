"""A reader without an account, who meets an article on every public face or on none."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from django.urls import reverse
from playwright.sync_api import Page, expect


class Reader:
    """Looks for ``title`` on home page, section, unit's page and in the search."""

    def __init__(self, page: Page, title: str, question: str, addresses: Iterable[str]) -> None:
        self.page = page
        self.title = title
        self.faces = ("/", *addresses, f"{reverse('search')}?q={quote(question)}")

    def finds_nothing(self, own_address: str = "") -> None:
        """No face names the article, and its own address answers that there is nothing."""
        for address in self.faces:
            answer = self.page.request.get(address)
            assert answer.ok, address
            assert self.title not in answer.text(), address
        if own_address:
            assert self.page.request.get(own_address).status == 404

    def finds(self, *texts: str) -> None:
        """Every face leads to the article, which says ``texts``."""
        for address in self.faces:
            self.page.goto(address)
            expect(self.page.get_by_role("link", name=self.title).first).to_be_visible()
        self.page.get_by_role("link", name=self.title).first.click()
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.title)
        for text in texts:
            expect(self.page.locator("main")).to_contain_text(text)
