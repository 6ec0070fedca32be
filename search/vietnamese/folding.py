"""Words of a text and the two keys each is found by.

The *folded* key has no marks (Đảng: ``dang``) and makes search without diacritics work. The *code* of a marked word
keeps its vowels and moves the tone to the end (``đangđ2``), so that hoà and hòa share one while má and mạ do not; it
only lifts exact matches.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from .marks import LOOKALIKES, QUALITIES, TONES, compose

#: Letters and digits; combining marks that compose with nothing stay inside their word.
_WORD = re.compile("(?:[^\\W_][\u0300-\u036f]*)+")
_LONE_FINAL_Y = re.compile("(?:(?<![aeiouy])|(?<=qu))y$")
#: Long enough for every syllable and symbol, short enough for every engine (PostgreSQL refuses a lexeme over 2 KB).
MAX_KEY = 64
#: Folding never leaves a đ, so a code that holds one cannot be mistaken for a folded word.
CODE_MARK = "đ"


class Word(NamedTuple):
    """A word of a text: its two keys and where it stands in the composed text."""

    folded: str
    code: str
    start: int
    end: int


def words(text: str) -> Iterator[Word]:
    """Yield the words of ``text``, which must be as :func:`~search.vietnamese.normalise` leaves it if positions matter.

    ``code`` is empty for a word without marks. Never raises, whatever the text; linear in its length.
    """
    for match in _WORD.finditer(text):
        folded, code = _keys(match.group())
        if folded:
            yield Word(folded, code, match.start(), match.end())


def fold(text: str) -> str:
    """Return the folded words of ``text``, one blank between them: "Đảng uỷ, Quý II" gives "dang uy qui ii"."""
    return " ".join(word.folded for word in words(compose(text)))


def same(first: str, second: str) -> bool:
    """Say whether two strings agree but for marks, case, punctuation, blanks and spelling of tone or final y."""
    return fold(first) == fold(second)


def index_text(text: str) -> str:
    """Return what an engine indexes for ``text``: its folded words in order, then the codes of its marked words."""
    found = list(words(compose(text)))
    return " ".join([*(word.folded for word in found), *(word.code for word in found if word.code)])


def fold_prefix(word: str) -> tuple[str, ...]:
    """Return the folded forms that a word still being typed may begin with: "ky" may become "kỳ" or "kyiv"."""
    plain = _plain(word)[:MAX_KEY]
    return tuple(dict.fromkeys(form for form in (_final_i(plain), plain) if form))


@lru_cache(maxsize=32_768)
def _keys(word: str) -> tuple[str, str]:
    plain = _plain(word)
    if plain == word.lower():
        return _final_i(plain)[:MAX_KEY], ""
    return _final_i(plain)[:MAX_KEY], _code(word)[:MAX_KEY]


def _plain(word: str) -> str:
    """The word in lower case without marks and without what is neither letter nor digit."""
    decomposed = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word.translate(LOOKALIKES)).casefold())
    return "".join(character for character in decomposed if character.isalnum()).replace("đ", "d")


def _final_i(plain: str) -> str:
    """Quy is qui and kỹ is kĩ, but thuý is not thúi: only a y that is the whole vowel may change."""
    return _LONE_FINAL_Y.sub("i", plain)


def _code(word: str) -> str:
    tone = 0
    letters: list[str] = []
    for character in unicodedata.normalize("NFD", word.translate(LOOKALIKES).casefold()):
        if character in TONES:
            tone = TONES[character]
        elif character.isalnum() or character in QUALITIES:
            letters.append(character)
    spelled = unicodedata.normalize("NFC", "".join(letters))
    return f"{_final_i(spelled)[: MAX_KEY - 2]}{CODE_MARK}{tone}"
