"""Numbers and symbols of documents: what is one, in whichever way it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.vietnamese import is_symbol, tidy_symbol
from search.vietnamese.symbols import EXAMPLES

SYMBOLS = [
    *EXAMPLES,
    "05-HD/VPTW",
    "27-NQ/TW",
    "232-QĐ/TW",
    "12-HD/BTCTW",
    "02-HD/UBKTTW",
    "1155-QĐ/BTGTU",
    "15/2025/TT-BNV",
    "01/2020/TTLT-BNV-BTC",
    "999/2019/UBTVQH14",
    "1234/QĐ-TTg",
    "45/KH-UBND",
    "36-HD/BTCTW",
    "10a-KL/TW",
]
OTHERS = [
    "",
    "24",
    "24 TW",
    "QĐ-24/TW",
    "24-QĐ",
    "Quyết định 24-QĐ/TW",
    "01/24/NĐ-CP",
    "80/2015",
    "24-qđ/tw",
    "24--QĐ/TW",
]


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_what_the_party_and_the_state_write_is_a_symbol(symbol):
    assert is_symbol(tidy_symbol(symbol))


@pytest.mark.parametrize("text", OTHERS)
def test_anything_else_is_none(text):
    assert not is_symbol(tidy_symbol(text))


def test_spaces_and_dashes_are_put_right():
    assert tidy_symbol(" 24 – QÐ / TW ") == "24-QĐ/TW"


@given(st.text(max_size=80))
def test_tidying_never_fails_and_settles_at_once(text):
    tidied = tidy_symbol(text)
    assert tidy_symbol(tidied) == tidied
    is_symbol(tidied)
