"""Which words of a query only ask, by table."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.vietnamese import asking, normalise, words

pytestmark = pytest.mark.clause("ND-5.5c")


def asked_by(text: str) -> str:
    typed = list(words(normalise(text)))
    places = asking([(word.folded, word.code) for word in typed])
    return " ".join(word.folded for place, word in enumerate(typed) if place in places)


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("Đảng phí là gì?", "la gi"),
        ("dang phi la gi", "la gi"),
        ("Lạp thể nghĩa là gì", "nghia la gi"),
        ("Nộp hồ sơ ở đâu", "o dau"),
        ("ở đầu nhiệm kỳ", ""),
        ("Bao nhiêu tuổi thì được kết nạp", "bao nhieu"),
        ("Cơ quan nào giải quyết", "nao"),
        ("bo nao", ""),
        ("bộ não", ""),
        ("Đi lại như thế nào", "nhu the nao"),
        ("Từ đầu năm, khi nao", "khi nao"),
        ("", ""),
    ],
)
def test_what_only_asks(text: str, asks: str) -> None:
    assert asked_by(text) == asks


@given(st.text())
def test_any_text_has_places_of_its_own(text: str) -> None:
    typed = [(word.folded, word.code) for word in words(normalise(text))]
    assert asking(typed) <= set(range(len(typed)))
