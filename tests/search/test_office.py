"""What the office enters: what is refused and why, what holds on which day, and what a pin never opens."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction

from search import sources
from search.office import models
from search.office.models import PinnedResult, SynonymGroup
from search.office.pins import pinned_for
from search.office.synonyms import groups_in_force
from tests.factories.units import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-5.5c")]

TODAY = timezone.localdate


@pytest.fixture(autouse=True)
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what the rooms above find: all live pages without a restriction."""
    monkeypatch.setattr(sources, "_sources", {})


def a_pin(page: Page, query: str = "lịch công tác", **fields: object) -> PinnedResult:
    pin = PinnedResult(page=page, query=query, made_by=UserFactory(), **fields)
    pin.full_clean()
    pin.save()
    return pin


def a_group(words: str, **fields: object) -> SynonymGroup:
    group = SynonymGroup(words=words, made_by=UserFactory(), **fields)
    group.full_clean()
    group.save()
    return group


def pinned(query: str = "lịch công tác") -> list[str]:
    return [page.title for page in pinned_for(RequestFactory().get("/"), query)]


def test_a_page_is_pinned_for_exactly_its_query(make_page: Callable[..., Page]) -> None:
    a_pin(make_page("Chương trình công tác tuần"))
    assert pinned("lịch công tác") == pinned("LICH cong-tac!") == ["Chương trình công tác tuần"]
    assert pinned("lịch") == pinned("lịch công tác tuần") == pinned("") == pinned("?!") == []


def test_pins_stand_in_their_order_and_are_few(make_page: Callable[..., Page]) -> None:
    pages = [make_page(f"Trang {number}") for number in range(4)]
    for order, page in zip((3, 1, 2), pages, strict=False):
        a_pin(page, order=order)
    assert pinned() == ["Trang 1", "Trang 2", "Trang 0"]
    with pytest.raises(ValidationError, match="3"):
        a_pin(pages[3])
    with pytest.raises(ValidationError) as twice:
        a_pin(pages[0], query="Lịch công tác")
    assert "page" in twice.value.error_dict


@pytest.mark.parametrize("days", [(-5, -1), (1, 5)])
def test_a_pin_holds_in_its_days_only(make_page: Callable[..., Page], days: tuple[int, int]) -> None:
    first, last = (TODAY() + timedelta(days=number) for number in days)
    page = make_page("Trang")
    a_pin(page, valid_from=first, valid_to=last)
    assert pinned() == []
    a_pin(page, valid_from=TODAY(), valid_to=TODAY())
    assert pinned() == ["Trang"]


@pytest.mark.clause("ND-9.1", "LD-4.1a")
def test_a_pin_never_shows_what_the_reader_may_not_read(make_page: Callable[..., Page]) -> None:
    draft, private, open_ = make_page("Nháp", live=False), make_page("Nội bộ"), make_page("Công khai")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    for page in (draft, private, open_):
        a_pin(page)
    assert pinned() == ["Công khai"]
    open_.unpublish()
    assert pinned() == []


@pytest.mark.parametrize("query", ["", "  ", "!?…"])
def test_a_pin_needs_words(make_page: Callable[..., Page], query: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        a_pin(make_page("Trang"), query=query)
    assert "query" in wrong.value.error_dict


def test_days_do_not_run_backwards(make_page: Callable[..., Page]) -> None:
    for enter in (lambda **days: a_pin(make_page("Trang"), **days), lambda **days: a_group("a1\nb1", **days)):
        with pytest.raises(ValidationError) as wrong:
            enter(valid_to=TODAY() - timedelta(days=1))
        assert "valid_to" in wrong.value.error_dict


def test_synonyms_hold_in_their_days_and_are_kept_clean() -> None:
    group = a_group("  BTV \n\nBan  Thường vụ\r\n")
    a_group("cũ\nxưa", valid_from=TODAY() - timedelta(days=9), valid_to=TODAY() - timedelta(days=1))
    assert group.words == "BTV\nBan Thường vụ"
    assert str(group) == "BTV = Ban Thường vụ"
    assert groups_in_force() == [("BTV", "Ban Thường vụ")]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "một mình",
        "Đảng uỷ\nđảng ủy",
        "a\n!?",
        "ngắn\n" + "dài " * 9,
        "ngắn\n" + "x" * 101,
        "\n".join(f"từ {number}" for number in range(21)),
    ],
)
def test_a_group_that_says_nothing_is_refused_with_a_sentence(words: str) -> None:
    with pytest.raises(ValidationError) as wrong:
        a_group(words)
    assert "words" in wrong.value.error_dict
    assert not SynonymGroup.objects.exists()


def test_a_word_stands_in_one_group_of_its_days(monkeypatch: pytest.MonkeyPatch) -> None:
    first = a_group("BTV\nBan Thường vụ")
    with pytest.raises(ValidationError, match="ban thuong vu"):
        a_group("ban thuong vu\nThường vụ")
    first.words += "\nThường vụ"
    first.full_clean()
    a_group("btv\nbiên tập viên", valid_from=TODAY() - timedelta(days=9), valid_to=TODAY() - timedelta(days=1))
    monkeypatch.setattr(models, "MOST_GROUPS", 1)
    with pytest.raises(ValidationError, match="1"):
        a_group("khác\nkhác nữa")
