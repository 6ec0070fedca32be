"""The glossary of ``docs/glossary.md`` as rules, and the translations that break one.

The glossary's tables are written for people; the code spans under its heading "Checked" name the English terms whose
Vietnamese can be looked for in every translation that has the term in its English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from django.conf import settings

from operations.catalogue import LOCALE_DIR, messages, read, singular, translation

GLOSSARY = settings.BASE_DIR / "docs" / "glossary.md"
#: What stands in an English message but is no word of it: what the code fills in, tags, entities.
FILLED = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|<[^>]*>|&\w+;|\[[\w-]+\]")
QUOTED = re.compile(r'"([^"]+)"')
BRACKETED = re.compile(r"\s*\([^)]*\)")
TERM = re.compile(r"`([a-z ]+)`")

#: English messages that use a term in another sense than the glossary's, each with what it says there.
OTHERWISE = {
    "Section": "a group of keyboard shortcuts",
    "Toggle section": "a part of a form",
    "Use proper heading tags": "HTML",
    "title tag": "HTML",
    "Say by what permission it is reused, for example an agreement or a letter.": "a letter that allows something",
    "permission to reuse it": "a letter that allows something",
    "Used by permission: %(permission)s": "a letter that allows something",
    "Document file": "the whole document",
    "document file": "the whole document",
    "document files": "the whole document",
    "File size: (low to high)": "size alone is clear there",
    "File size: (high to low)": "size alone is clear there",
    "Edit account avatar": "the picture alone is clear there",
    "No stage of the approval route applies to this item, so nobody could approve it; tell the office.": "the stage",
    "Unpublish scheduled draft": "what was scheduled goes down",
    "Unpublished scheduled draft": "what was scheduled went down",
    'If you are using the <meta name="referrer" content="no-referrer"> tag or including the “Referrer-Policy: '
    "no-referrer” header, please remove them. The CSRF protection requires the “Referer” header to do strict referer "
    'checking. If you’re concerned about privacy, use alternatives like <a rel="noreferrer" …> for links to '
    "third-party sites.": "HTML",
    "ManagementForm data is missing or has been tampered with. Missing fields: %(field_names)s. You may need to file a "
    "bug report if the issue persists.": "to file is to hand in",
    "There may only be one in progress or needs changes workflow state per page/snippet.": "one way through it",
}


@cache
def terms() -> dict[str, tuple[str, ...]]:
    """Return every English term of the glossary with the Vietnamese that may stand for it, in lower case."""
    found: dict[str, tuple[str, ...]] = {}
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 3 and not cells[0].startswith(("-", "English")):
            found.update(_row(*cells))
    return found


def _row(english: str, vietnamese: str, note: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the terms of one row; where both cells list as many, each belongs to the one at its place."""
    also = tuple(QUOTED.findall(note.lower()))
    for separator in (";", ","):
        words, meanings = (_parts(cell, separator) for cell in (english, vietnamese))
        if len(words) > 1 and len(words) == len(meanings):
            yield from ((word, (meaning, *also)) for word, meaning in zip(words, meanings, strict=True))
            return
    for word in _parts(english, "[;,]"):
        yield word, (*_parts(vietnamese, "[;,]"), *also)


def _parts(cell: str, separator: str) -> list[str]:
    """Return what a cell lists, in lower case and without what stands in brackets."""
    return [part.strip().lower() for part in re.split(separator, BRACKETED.sub("", cell))]


@cache
def checked() -> tuple[str, ...]:
    """Return the terms that the glossary has checked, the longest first."""
    text = GLOSSARY.read_text(encoding="utf-8").partition("## Checked")[2].partition("\n## ")[0]
    return tuple(sorted(TERM.findall(text), key=len, reverse=True))


def breaches(english: str, vietnamese: str) -> Iterator[str]:
    """Yield the checked terms of an English message that its translation renders in other words."""
    left = FILLED.sub(" ", english).lower()
    for term in checked():
        left, count = re.subn(rf"\b{re.escape(term)}(?:s|es)?\b", " ", left)
        if count and not any(_holds(vietnamese.lower(), meaning) for meaning in terms()[term]):
            yield f"“{term}” is “{' / '.join(terms()[term])}”: {english!r} / {vietnamese!r}"


def _holds(text: str, meaning: str) -> bool:
    """Say whether the words of a rendering stand in the text in their order: gỡ trang này xuống."""
    return re.search(r"\b" + r"\b.*\b".join(map(re.escape, meaning.split())) + r"\b", text, re.DOTALL) is not None


def glossary_problems() -> list[str]:
    """Return every translation of our catalogues that breaks the glossary; empty when one word is one word."""
    found = [f"checked, but in no table of the glossary: {term!r}" for term in checked() if term not in terms()]
    if found:
        return found
    for path in sorted(LOCALE_DIR.rglob("*.po")):
        for message in messages(read(path)):
            if singular(message) not in OTHERWISE:
                where = path.relative_to(LOCALE_DIR).as_posix()
                found += [f"{where}: {breach}" for breach in breaches(singular(message), translation(message))]
    return found
