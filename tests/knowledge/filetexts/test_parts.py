"""Parts of a text: nothing lost, none too long, and every place where the index will look for it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from knowledge.filetexts.parts import parts_of, place_at
from search.vietnamese import normalise

PASSAGES = st.lists(st.tuples(st.text("123", min_size=1), st.text("aằ\u0301\x00\xad b\n", max_size=60)), max_size=8)


@given(PASSAGES, st.integers(5, 40))
def test_parts_hold_all_of_the_text_in_order(passages: list[tuple[str, str]], longest: int) -> None:
    parts = list(parts_of(passages, longest))
    whole = "".join(normalise(text) for _place, text in passages)
    assert "".join("".join(part.text for part in parts).split()) == "".join(whole.split())
    for part in parts:
        assert 0 < len(part.text) <= longest
        # The index normalises the text once more, and no place may move.
        assert part.text == " ".join(normalise(part.text).split())


def test_pages_are_joined_while_there_is_room_and_found_again() -> None:
    first, second = parts_of([("1", "một hai"), ("2", "ba"), ("3", " "), ("4", "bốn năm sáu"), ("5", "bảy")], 18)
    assert first.text == "một hai ba"
    assert [place_at(first.places, first.text.index(word)) for word in ("một", "hai", "ba")] == ["1", "1", "2"]
    assert second.text == "bốn năm sáu bảy"
    assert [place_at(second.places, second.text.index(word)) for word in ("sáu", "bảy")] == ["4", "5"]
    assert place_at([], 3) == ""


def test_a_page_longer_than_a_part_goes_on_in_the_next() -> None:
    parts = list(parts_of([("1", "a " * 30), ("2", "b")], 20))
    assert [place for part in parts for _start, place in part.places] == ["1", "1", "1", "2"]


def test_lines_to_write_on_take_no_room() -> None:
    (part,) = parts_of([("1", "Họ và tên: ........................ Đơn vị:\n… … … … … …\n________ v.v... 1.2.3.4.5.")])
    assert part.text == "Họ và tên: … Đơn vị: … v.v... 1.2.3.4.5."
