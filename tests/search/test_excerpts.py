"""Excerpts from the original text."""

import pytest
from django.utils.html import strip_tags
from hypothesis import given
from hypothesis import strategies as st

from search.highlight import excerpt, highlighted

LONG = "Mở đầu không liên quan. " * 40 + "Đại hội Đảng bộ khối thành công tốt đẹp. " + "Kết thúc bài viết. " * 40


@pytest.mark.parametrize("query", ["đảng bộ", "dang bo", "ĐẢNG BỘ", "Đa\u0309ng bộ"])
def test_hits_are_marked_in_the_original_spelling(query: str) -> None:
    assert "<mark>Đảng bộ</mark>" in excerpt(LONG, query)


def test_excerpt_is_short_and_cut_between_words() -> None:
    cut = excerpt(LONG, "dang bo", length=100)
    assert cut.startswith("…")
    assert cut.endswith("…")
    plain = strip_tags(cut).strip("…")
    assert len(plain) <= 100
    assert f" {plain} " in f" {LONG} "


def test_window_with_the_most_different_words_wins() -> None:
    text = "đảng đảng đảng. " + "khác " * 100 + "đảng bộ khối. " + "khác " * 100
    assert "<mark>đảng bộ khối</mark>" in excerpt(text, "đảng bộ khối", length=80)


def test_exact_spelling_keeps_others_unmarked() -> None:
    assert highlighted("Đảng viên đáng kính", "đảng") == "<mark>Đảng</mark> viên đáng kính"
    assert highlighted("Đảng viên đáng kính", "dang") == "<mark>Đảng</mark> viên <mark>đáng</mark> kính"
    assert highlighted("đáng kính", "đảng") == "<mark>đáng</mark> kính"


def test_everything_is_escaped() -> None:
    assert highlighted("<script>alert('đảng')</script>", "đảng <b>") == (
        "&lt;script&gt;alert(&#x27;<mark>đảng</mark>&#x27;)&lt;/script&gt;"
    )


def test_beginning_when_nothing_is_found() -> None:
    assert excerpt(LONG, "vắng").startswith("Mở đầu")
    assert excerpt("", "đảng") == ""
    assert excerpt("ngắn", "") == "ngắn"


def test_symbols() -> None:
    assert highlighted("Số 845-QĐ/ĐUK ngày", "845 qd duk") == "Số <mark>845-QĐ/ĐUK</mark> ngày"


@given(st.text(), st.text(), st.integers(min_value=1, max_value=300))
def test_never_fails_and_leaks_no_markup(text: str, query: str, length: int) -> None:
    cut = excerpt(text, query, length)
    bare = cut.replace("<mark>", "").replace("</mark>", "")
    assert not {"<", ">"} & set(bare)
    assert cut.count("<mark>") == cut.count("</mark>")
