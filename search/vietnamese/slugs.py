"""Addresses made from Vietnamese titles."""

import re
import unicodedata

from .marks import LOOKALIKES, compose

_OTHERS = re.compile("[^a-z0-9]+")


def slugify(text: str, max_length: int = 255) -> str:
    """Return ``text`` as a slug: "Nghị quyết số 28-NQ/TW về Đảng" gives "nghi-quyet-so-28-nq-tw-ve-dang".

    Cut at a word where one ends within ``max_length`` characters. Empty when the text holds no Latin letter or digit.
    """
    spelled = compose(text).translate(LOOKALIKES).lower().replace("đ", "d")
    ascii_only = unicodedata.normalize("NFKD", spelled)
    ascii_only = "".join(character for character in ascii_only if not unicodedata.combining(character))
    slug = _OTHERS.sub("-", ascii_only.lower()).strip("-")
    if len(slug) <= max_length:
        return slug
    whole_words, hyphen, _rest = slug[: max_length + 1].rpartition("-")
    return whole_words if hyphen else slug[:max_length]
