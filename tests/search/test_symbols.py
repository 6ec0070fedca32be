"""Document symbols and abbreviations."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.vietnamese import fold, symbol_key, symbols
from search.vietnamese.abbreviations import ABBREVIATIONS, groups_of, known


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quyết định số 845-QĐ/ĐUK ngày 01/02/2024", ["845-QĐ/ĐUK"]),
        ("theo 12/2024/NĐ-CP và 05-NQ/TW.", ["12/2024/NĐ-CP", "05-NQ/TW"]),
        ("Kết luận 21 - KL/TW (khóa XIII)", ["21 - KL/TW"]),
        ("ngày 30-4, tỷ lệ 3/4, a-b", []),
        ("", []),
    ],
)
def test_symbols_in_a_text(text: str, found: list[str]) -> None:
    assert symbols(text) == found


@pytest.mark.parametrize("spelt", ["05-NQ/TW", "5-NQ/TW", "5 nq tw", "05NQ/TW", "5–nq/tw", "05/NQ-TW"])
def test_one_key_for_every_spelling(spelt: str) -> None:
    assert symbol_key(spelt) == "5 nq tw"


def test_different_symbols_have_different_keys() -> None:
    assert len({symbol_key(one) for one in ("5-NQ/TW", "15-NQ/TW", "5-QĐ/TW", "5-NQ/TU", "50-NQ/TW")}) == 5


@given(st.text())
def test_any_text_will_do(text: str) -> None:
    symbols(text)
    assert symbol_key(symbol_key(text)) == symbol_key(text)


def test_abbreviations_work_both_ways() -> None:
    for names in ABBREVIATIONS:
        for name in names:
            others = {tuple(fold(other).split()) for other in names} - {tuple(fold(name).split())}
            assert others <= set(known()[tuple(fold(name).split())])


def test_groups_of_one_name_are_joined() -> None:
    groups = groups_of([("a", "b"), ("a", "c"), ("", " ")])
    assert groups[("a",)] == (("b",), ("c",))
    assert () not in groups
