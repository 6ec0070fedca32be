"""Vietnamese text: cleaning, folding, codes, slugs and alphabetical order."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.vietnamese import Word, fold, index_text, normalise, person_sort_key, same, slugify, sort_key, words


def shuffled(items: list[str]) -> list[str]:
    return [*items[1::2], *items[::2]][::-1]


VOWELS = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵ"
LETTERS = "bcdđghklmnpqrstvx" + VOWELS
syllables = st.text(alphabet=LETTERS + LETTERS.upper(), min_size=1, max_size=7)
sentences = st.lists(syllables, min_size=1, max_size=12).map(" ".join)


def code(word: str) -> str:
    (found,) = words(normalise(word))
    return found.code


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Đảng ủy", "dang uy"),
        ("ĐẢNG BỘ TỈNH LÂM ĐỒNG", "dang bo tinh lam dong"),
        ("Ðảng", "dang"),  # the Icelandic eth that old fonts left behind
        ("hoà bình, hòa bình", "hoa binh hoa binh"),
        ("quý II/2026", "qui ii 2026"),
        ("kỹ sư lý luận", "ki su li luan"),
        ("thuý, thúi", "thuy thui"),
        ("ngày mây ủy quay", "ngay may uy quay"),
        ("845-QĐ/ĐUK", "845 qd duk"),
        ("845–QĐ / ĐUK", "845 qd duk"),
        ("a\u0301\u0302n", "an"),
        ("", ""),
        ("!?—…\x00", ""),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("hoà", "hòa"),
        ("thuỷ", "thủy"),
        ("khoẻ", "khỏe"),
        ("quý", "quí"),
        ("kỹ", "kĩ"),
        ("ấn", "a\u0301\u0302n"),
        ("Đảng", "đảng"),
    ],
)
def test_spellings_of_one_word_share_a_code(first: str, second: str) -> None:
    assert code(first) == code(second) != ""


@pytest.mark.parametrize(
    ("first", "second"), [("má", "mạ"), ("ma", "mà"), ("đang", "dang"), ("thúy", "thúi"), ("tuân", "tuần")]
)
def test_different_words_have_different_codes(first: str, second: str) -> None:
    assert code(first) != code(second)


def test_same() -> None:
    assert same("UỶ BAN  kiểm tra", "uy ban kiem tra.")
    assert not same("uỷ ban", "uỷ viên")


def test_index_text_is_folded_words_then_codes() -> None:
    assert index_text("Đảng bộ TW") == "dang bo tw đangđ2 bôđ5"


def test_words_stand_where_they_were_found() -> None:
    text = normalise("Nghị quyết số 28-NQ/TW")
    assert [text[word.start : word.end] for word in words(text)] == ["Nghị", "quyết", "số", "28", "NQ", "TW"]


@given(st.text())
def test_folding_any_text_never_fails_and_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(st.text())
def test_index_text_holds_every_folded_word_and_codes_collide_with_none(text: str) -> None:
    indexed = index_text(text).split()
    folded = fold(text).split()
    assert indexed[: len(folded)] == folded
    assert all("đ" in code and len(code) <= 64 for code in indexed[len(folded) :])
    assert not any("đ" in word for word in folded)


@given(sentences)
def test_forms_agree_on_keys(text: str) -> None:
    assert index_text(unicodedata.normalize("NFD", text)) == index_text(text) == index_text(text.upper())
    assert fold(text).isascii()


@given(st.text())
def test_normalise_is_idempotent_composed_and_storable(text: str) -> None:
    clean = normalise(text)
    assert normalise(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    clean.encode()
    assert not any(
        unicodedata.category(character) in {"Cc", "Cf"} for character in clean.replace("\n", "").replace("\t", "")
    )


@given(sentences)
def test_normalise_agrees_on_both_forms(text: str) -> None:
    assert normalise(unicodedata.normalize("NFD", text)) == unicodedata.normalize("NFC", text) == normalise(text)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Đảng\xa0ủy", "Đảng ủy"),
        ("28\u2011NQ\u2010TW", "28-NQ-TW"),
        ("a\u200bb\ufeffc\xadd", "abcd"),
        ("một\r\nhai\rba\u2028bốn", "một\nhai\nba\nbốn"),
        ("\tgiữ\n\x00bỏ\x07", "\tgiữ\nbỏ"),
        ("Ðà Lạt", "Đà Lạt"),
        ("1 – 2 — 3", "1 – 2 — 3"),
        ("lẻ\ud800", "lẻ"),
    ],
)
def test_normalise(text: str, clean: str) -> None:
    assert normalise(text) == clean


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Nghị quyết số 28-NQ/TW về Đảng", "nghi-quyet-so-28-nq-tw-ve-dang"),
        ("Quý II", "quy-ii"),
        ("  Ðường — phố  ", "duong-pho"),
        ("中文", ""),
    ],
)
def test_slugify(text: str, slug: str) -> None:
    assert slugify(text) == slug == slugify(unicodedata.normalize("NFD", text))


def test_slugify_cuts_between_words() -> None:
    assert slugify("một hai ba", max_length=7) == "mot-hai"
    assert slugify("một hai ba", max_length=8) == "mot-hai"
    assert slugify("nghiêng", max_length=3) == "ngh"


@given(st.text(), st.integers(min_value=1, max_value=40))
def test_slugs_are_always_addresses(text: str, longest: int) -> None:
    slug = slugify(text, longest)
    assert len(slug) <= longest
    assert slug == slugify(slug, longest)
    assert set(slug) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_titles_in_dictionary_order() -> None:
    ordered = [
        "2 tháng 9", "10 điều", "an", "An ninh", "an toàn", "àn", "ảnh", "ăn", "ân", "ấn", "ba", "bà", "bả", "bã",
        "bá", "bạ", "ban",
        "Chi bộ 2", "Chi bộ 10", "da", "dương", "đa", "đường", "e", "ê", "o", "ô", "ơ", "u", "ư", "y", "z", "я",
    ]  # fmt: skip
    assert sorted(shuffled(ordered), key=sort_key) == ordered


def test_people_by_given_name() -> None:
    ordered = ["Bùi An", "Trần Văn An", "Nguyễn Thị Ánh", "Lê Văn Ân", "Lê Thị Bình", "Hoàng Sĩ Sơn"]
    assert sorted(shuffled(ordered), key=person_sort_key) == ordered
    assert person_sort_key("") == ""


@given(st.text())
def test_sort_keys_ignore_form_and_case(text: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(text)
    person_sort_key(text)


def test_word_is_a_plain_tuple() -> None:
    assert list(words("bộ")) == [Word("bo", "bôđ5", 0, 2)]
