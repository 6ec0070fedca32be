"""The answer to what was asked, page by page, and what comes nearest where there is none."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.paginator import Page as PaginatedPage
from django.core.paginator import Paginator
from django.http import HttpRequest

from .asking import Asked
from .finding import Finding, Hit, Question, find

PER_PAGE = 20
NEAREST = 5
#: With one of these the reader has said how the words belong together.
OPERATORS = frozenset('"“”„«»*')


@dataclass(frozen=True)
class Answer:
    """The answer and the one page of it that is shown."""

    finding: Finding
    page: PaginatedPage[int]

    @property
    def first(self) -> int:
        """The place of the first result shown, from 1."""
        return (self.page.number - 1) * PER_PAGE + 1


def answer(request: HttpRequest, asked: Asked, number: str | None) -> Answer:
    """Answer ``asked`` with its page ``number`` as typed: the last where there are fewer, the first for no number."""
    wanted = int(number) if number and number.isascii() and number.isdecimal() and len(number) < 7 else 1
    finding = _page_of(request, asked.question, wanted)
    page = Paginator(range(finding.total), PER_PAGE).get_page(number if number and len(number) < 7 else 1)
    if page.number != wanted:
        finding = _page_of(request, asked.question, page.number)
    return Answer(finding, page)


def nearest(request: HttpRequest, asked: Asked) -> list[Hit]:
    """A few results that hold some of the words, where none holds them all; nothing for a question with operators."""
    words = asked.text.split()
    if len(words) < 2 or OPERATORS & set(asked.text) or any(word.startswith("-") for word in words):
        return []
    found = find(request, Question(" OR ".join(words)), 0, NEAREST)
    # A guess at the spelling is offered as such or not at all.
    return [] if found.spelling else found.hits


def _page_of(request: HttpRequest, question: Question, number: int) -> Finding:
    start = (max(number, 1) - 1) * PER_PAGE
    return find(request, question, start, start + PER_PAGE)
