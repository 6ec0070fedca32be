"""The combining marks of Vietnamese and what each one does to a letter."""

import unicodedata

#: Marks that make another vowel (â ă ơ), as against tones, which only sing it.
QUALITIES = "\u0302\u0306\u031b"

#: Tone marks in dictionary order after the level tone 0: huyền 1, hỏi 2, ngã 3, sắc 4, nặng 5.
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}

#: Foreign letters that stand in for đ in text from old keyboards and fonts: eth and African d.
LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})


def compose(text: str) -> str:
    """Return ``text`` in NFC with vowel marks before tone marks, so that á + ^ becomes ấ as a + ^ + ´ does.

    Unicode keeps marks of one class in the order they were typed, so plain NFC would leave the two spellings apart.
    """
    text = unicodedata.normalize("NFC", text)
    if not any("\u0300" <= character <= "\u036f" for character in text):
        return text
    ordered: list[str] = []
    cluster: list[str] = []
    for character in unicodedata.normalize("NFD", text):
        if unicodedata.combining(character):
            cluster.append(character)
            continue
        ordered += sorted(cluster, key=_typing_order)
        cluster.clear()
        ordered.append(character)
    return unicodedata.normalize("NFC", "".join(ordered + sorted(cluster, key=_typing_order)))


def _typing_order(mark: str) -> int:
    return 0 if mark in QUALITIES else 1
