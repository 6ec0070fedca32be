"""The contract of misspelling, for any engine: one edit is forgiven and said, where nothing was found as typed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.http import HttpRequest
from wagtail.models import Page

from search.engines import base
from search.finding import Finding, Question, find

MakePage = Callable[..., Page]

pytestmark = [pytest.mark.usefixtures("engine"), pytest.mark.clause("ND-5.5c")]


@pytest.mark.parametrize(
    ("query", "spelling"),
    [
        ("chuyễn dổi", None),
        ("chuyeen doi", "chuyển doi"),
        ("nghhị quyết", "nghị quyết"),
        ("nghi quyt", "nghi quyết"),
        ("nghi queyt", "nghi quyết"),
        ('"nghij quyet"', '"nghị quyet"'),
    ],
)
def test_one_edit_is_forgiven_and_said(
    make_page: MakePage, reader: HttpRequest, query: str, spelling: str | None
) -> None:
    make_page("Nghị quyết chuyển đổi số")
    found = find(reader, Question(query))
    assert found.total == 1
    assert found.spelling == spelling


def test_a_spelling_is_read_from_what_may_be_read_however_old(
    make_page: MakePage, reader: HttpRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "NEWEST", 3)
    make_page("Nghị quyết về phòng, chống lãng phí; văn phong; văn phòng")
    for number in range(5):
        make_page(f"Nghi quyêt {number}", "van phong", live=False)
    assert find(reader, Question("nghhị quyết")).spelling == "nghị quyết"
    assert find(reader, Question("văn phòngg")).spelling == "văn phòng"
    make_page("Khen")
    assert find(reader, Question("nghhị khenn")) == Finding()


def test_a_word_that_stands_somewhere_was_meant(make_page: MakePage, reader: HttpRequest) -> None:
    make_page("Nghị quyết về tổ chức")
    for number in range(3):
        make_page(f"Đề nghị cơ quan có quyền {number}", "Có thẩm quyền, kiến nghị và đề nghị")
    assert find(reader, Question("nghii quyet")).spelling == "nghị quyet"
    # Each of these stands somewhere, but not both together.
    assert find(reader, Question("thẩm quyết")).spelling == "thẩm quyền"


@pytest.mark.parametrize("query", ["xyz", "hop", "nghiiii quyet", "zzzz zzzz", "quyet xx"])
def test_more_than_one_edit_is_not(make_page: MakePage, reader: HttpRequest, query: str) -> None:
    make_page("Nghị quyết họ")
    assert find(reader, Question(query)) == Finding()


def test_nothing_is_respelt_where_something_is_found(make_page: MakePage, reader: HttpRequest) -> None:
    make_page("Khoán mười")
    make_page("Khoản mười, khoản mười")
    make_page("Khoang tàu")
    assert {hit.item.title for hit in find(reader, Question("khoan")).hits} == {"Khoản mười, khoản mười", "Khoán mười"}
    assert find(reader, Question("khoan")).spelling is None
