"""Old encodings: recognised and converted, and never where the text is good."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.demonstration.endless import endless
from search.vietnamese import legacy, normalise
from search.vietnamese.legacy import _TCVN3
from search.vietnamese.syllables import is_syllable

TO_TCVN3 = {letter: sign for sign, letter in _TCVN3.items()}


def in_tcvn3(text: str) -> str:
    return "".join(TO_TCVN3.get(character, character) for character in text)


@pytest.mark.parametrize(
    ("encoding", "typed", "meant"),
    [
        ("TCVN3", "§¶ng uû khèi tæ chøc héi nghÞ s¬ kÕt", "Đảng uỷ khối tổ chức hội nghị sơ kết"),
        ("TCVN3", "NghÞ quyÕt ®­îc th«ng qua.", "Nghị quyết được thông qua."),
        ("TCVN3", "§¶NG Uû KHèI HäP", "ĐẢNG Uỷ KHỐI HỌP"),
        ("VNI", "Ñaûng uûy khoái toå chöùc hoäi nghò sô keát", "Đảng ủy khối tổ chức hội nghị sơ kết"),
        ("VNI", "ÑAÛNG UÛY ñöôïc", "ĐẢNG ỦY được"),
    ],
)
def test_converted(encoding: str, typed: str, meant: str) -> None:
    found = legacy(typed)
    assert found is not None
    assert (found.encoding, found.text) == (encoding, meant)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Đảng uỷ khối",
        "Tôi là cán bộ",
        "cà phê và áo dài",
        "café crème brûlée à la carte, où êtes-vous né",
        "Straße, für, Österreich",
        "São Paulo, não, coração",
        "giá 5 ± 2 µm © 2026 § 12 ® «trích»",
        "Đảng uỷ nhắc tới tệp “§¶ng uû” cũ",
        "中文 Привет 😀",
        "uû",
    ],
)
def test_good_text_is_left_alone(text: str) -> None:
    assert legacy(text) is None
    assert legacy(unicodedata.normalize("NFD", text)) is None


@given(st.integers(min_value=0, max_value=10_000), st.sampled_from(["NFC", "NFD"]))
def test_no_article_is_ever_touched(seed: int, form: str) -> None:
    article = next(endless(seed))
    for text in (article.title, article.summary, *article.paragraphs):
        assert legacy(unicodedata.normalize(form, text)) is None  # type: ignore[arg-type]


@given(st.text(alphabet="aàáảãạăằắẳẵặâầấẩẫậeèéẻẽẹêềếểễệiìíỉĩịoòóỏõọôồốổỗộơờớởỡợuùúủũụưừứửữựyỳýỷỹỵbcdđghklmn ,."))
def test_good_letters_are_never_touched_whatever_they_spell(text: str) -> None:
    found = legacy(text)
    assert found is None or max(text) <= "\xff"


@given(st.integers(min_value=0, max_value=10_000))
def test_every_article_comes_back_from_tcvn3(seed: int) -> None:
    text = normalise(" ".join(next(endless(seed)).paragraphs))
    found = legacy(in_tcvn3(text))
    assert found is not None
    assert found.encoding == "TCVN3"
    assert found.text == text


@given(st.text())
def test_never_fails(text: str) -> None:
    legacy(text)


@pytest.mark.parametrize("word", ["nghiêng", "Quyết", "ủy", "uỷ", "ý", "khuỷu", "gì", "giếng", "xoong", "yêu", "rượu"])
def test_syllables(word: str) -> None:
    assert is_syllable(word)
    assert not is_syllable(f"{word}z")
