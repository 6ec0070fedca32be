"""The words by which a Vietnamese question asks, as data: what answers it holds the other words.

"Đảng phí là gì?" is answered by what says what Party dues are, and that rarely says "gì".
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from .folding import words

#: Words in a row that ask. Without marks "nao" may be "não" and "gi" "gỉ", so alone they ask only with marks.
ASKING: tuple[str, ...] = (
    "nghĩa là gì",
    "là gì",
    "làm gì",
    "gồm gì",
    "những gì",
    "cái gì",
    "điều gì",
    "gì",
    "là ai",
    "ai là",
    "như thế nào",
    "thế nào",
    "nào",
    "ra sao",
    "làm sao",
    "tại sao",
    "vì sao",
    "ở đâu",
    "tại đâu",
    "từ đâu",
    "khi nào",
    "lúc nào",
    "bao giờ",
    "bao lâu",
    "bao nhiêu",
    "có phải",
    "phải không",
    "hay không",
    "được không",
)
_ONLY_MARKED = frozenset({"gì", "nào"})

#: A word as a query has it: its folded key and its code, empty where it was typed without marks.
Keys = tuple[str, str]


def asking(typed: Sequence[Keys]) -> set[int]:
    """Return the places of the words in ``typed`` that only ask; a word typed with marks has to have the right ones."""
    found: set[int] = set()
    for phrase, needs_marks in _phrases():
        size = len(phrase)
        for start in range(len(typed) - size + 1):
            part = typed[start : start + size]
            if all(_is(word, wanted, needs_marks) for word, wanted in zip(part, phrase, strict=True)):
                found |= set(range(start, start + size))
    return found


def _is(typed: Keys, wanted: Keys, needs_marks: bool) -> bool:
    folded, code = typed
    return code == wanted[1] if code or needs_marks else folded == wanted[0]


@lru_cache(maxsize=1)
def _phrases() -> tuple[tuple[tuple[Keys, ...], bool], ...]:
    return tuple(
        (tuple((word.folded, word.code) for word in words(phrase)), phrase in _ONLY_MARKED) for phrase in ASKING
    )
