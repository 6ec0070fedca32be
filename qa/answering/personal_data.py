"""Personal data in a text that is about to be public, flagged for whoever edits it (ND-11.1c, N-9)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

#: What is looked for, most telling first; a place that one has taken is not named again by the next.
PATTERNS: tuple[tuple[str | Promise, re.Pattern[str]], ...] = (
    (_("e-mail address"), re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    (
        _("identity card number"),
        re.compile(r"(?<![\w/.-])(?:\d{12}|\d{3}[ .]\d{3}[ .]\d{3}[ .]\d{3}|\d{9})(?![\w/-]|[.,]\d)"),
    ),
    (_("telephone number"), re.compile(r"(?<![\w/])(?:\+84[ .-]?|\(?0)[\d)](?:[ .-]?\d){7,9}(?![\w/])")),
    (
        _("postal address"),
        re.compile(
            r"\b(?:số nhà|nhà số|số|ngõ|ngách|hẻm|kiệt|căn hộ)\s+\d+\w*(?:/\d+)*\s*,?\s*"
            r"(?:ngõ|ngách|hẻm|đường|phố|thôn|tổ|khu phố|ấp|buôn|chung cư)\b[^.;\n]{0,60}"
            r"|\b(?:tổ|thôn|ấp|buôn|xóm)\s+[\w ]{1,30},\s*(?:xã|phường|thị trấn)\s+\w+(?:\s\w+)?",
            re.IGNORECASE,
        ),
    ),
)


@dataclass(frozen=True)
class Place:
    """A place in a text: what sort of data it looks like, and what stands there."""

    kind: str
    words: str


def found_in(text: str) -> list[Place]:
    """The places of ``text`` that look like somebody's data, in the order of the text."""
    taken: list[tuple[int, int]] = []
    places: list[tuple[int, Place]] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            begin, end = match.span()
            if any(begin < other_end and other_begin < end for other_begin, other_end in taken):
                continue
            taken.append((begin, end))
            places.append((begin, Place(str(kind), match[0].strip())))
    return [place for _begin, place in sorted(places, key=lambda pair: pair[0])]
