"""Whether what a person sees or hears is Vietnamese: the texts and names in a page, and what in them is English.

A word of plain letters that no Vietnamese syllable is spelt like gives itself away; English words that could be
syllables ("to", "on") are found by the message they belong to. Names of products and formats are ``NAMES``; addresses,
names of files and accounts are no words.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache
from html.parser import HTMLParser

from operations.catalogue import OWN, messages, read, singular, translation
from operations.catalogue_packages import forms, installed
from search.vietnamese.syllables import is_syllable

#: Attributes that are read out or shown.
SPOKEN = ("aria-label", "aria-description", "title", "alt", "placeholder")
SILENT = {"script", "style", "svg"}
BUTTONS = {"submit", "button", "reset"}
#: Words that stay as they are, and why.
NAMES = {
    **dict.fromkeys(("wagtail", "django", "embedly", "facebook", "zalo", "javascript"), "a product's name"),
    **dict.fromkeys(("chrome", "firefox", "safari", "edge", "linux", "windows", "android"), "a browser or system"),
    **dict.fromkeys(("ctrl", "shift", "esc", "alt", "enter", "tab"), "a key"),
    **dict.fromkeys(
        ("email", "video", "audio", "internet", "website", "web", "menu", "cookie"), "a loanword in official use"
    ),
    **dict.fromkeys(("pdf", "png", "jpeg", "jpg", "webp", "gif", "svg", "avif", "csv", "xlsx", "html"), "a format"),
    **dict.fromkeys(("docx", "odt", "rtf", "txt", "zip", "pptx", "webm"), "a format"),
    **dict.fromkeys(
        ("url", "http", "https", "id", "seo", "rss", "kb", "mb", "gb", "byte", "pixel", "km"), "a technical term"
    ),
}
#: Texts that stay English because nobody reads them, and why.
UNREAD = {
    "None": "an empty counter of Wagtail's side panels, hidden",
    "Search": "the button of Wagtail's older search forms, which admin.css hides from everybody",
    "Save Selected": "a button of the date picker that it shows only when asked to",
    "Welcome to your new Wagtail site!": "the title of the page that the home page replaced, in a history",
    "Must upload a file": "an answer to a script that has sent no file",
}
#: Addresses, mail addresses, file names, codes and tags are no words.
NO_WORDS = re.compile(r"\S*(?:[/@#<>=]|\.\w|\d)\S*")
PATH = re.compile(r"""(?<!\S)['"]?/\S+""")
WORD = re.compile(r"[^\W\d_]+", re.UNICODE)
#: Where a text was shortened, its last word may have lost letters.
SHORTENED = re.compile(r"\w+…")
#: Dates, times and numbers as English or machines write them.
FOREIGN_FORMS = re.compile(
    r"\b\d{4}-\d{2}-\d{2}\b|\b\d{1,2}:\d{2}\s*[ap]\.?m\b|\b(?:0?\d|1[0-2])/(?:1[3-9]|2\d|3[01])/\d{4}\b|\b\d{1,3},\d{3}\b"
)


class Reader(HTMLParser):
    """Gathers what a page shows and what a screen reader says of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent += 1
        given = dict(attrs)
        self.found += [given[name] or "" for name in SPOKEN if given.get(name)]
        if tag == "input" and given.get("type") in BUTTONS and given.get("value"):
            self.found.append(given["value"] or "")
        if tag == "optgroup" and given.get("label"):
            self.found.append(given["label"] or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)

    def handle_data(self, data: str) -> None:
        if not self._silent and not data.isspace():
            self.found.append(data)


def texts(page: str) -> Iterator[str]:
    """Yield every visible text and accessible name of an HTML page, white space collapsed."""
    reader = Reader()
    reader.feed(page)
    for found in reader.found:
        text = " ".join(found.split())
        if text:
            yield text


@cache
def english() -> frozenset[str]:
    """Return the English messages that read otherwise in Vietnamese, without those that the code fills in."""
    ours = {singular(message): translation(message) for message in messages(read(OWN))}
    theirs = {said.english: forms(said, domain) for domain in ("django", "djangojs") for said in installed(domain)}
    known = {**{text: [vietnamese] for text, vietnamese in ours.items()}, **theirs}
    return frozenset(" ".join(text.split()).lower() for text, says in known.items() if says and text not in says)


@cache
def wrong(text: str) -> str:
    """Return what in a text is not Vietnamese; empty when nothing is."""
    foreign = FOREIGN_FORMS.search(text)
    if foreign:
        return foreign.group()
    if text.strip(" :.…").lower() in english() and text.isascii() and not _all_known(text):
        return text
    for word in WORD.findall(NO_WORDS.sub(" ", SHORTENED.sub(" ", text))):
        if word.isascii() and len(word) > 1 and not word.isupper() and not _known(word):
            return word
    return ""


def _known(word: str) -> bool:
    return word.lower() in NAMES or is_syllable(word)


def _all_known(text: str) -> bool:
    """Whether a message is made of names only, such as “Email”."""
    return all(word.lower() in NAMES for word in WORD.findall(text))


def _without(text: str, content: Collection[str]) -> str:
    for known in content:
        if known in text:
            text = re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", " ", text)
    return " ".join(text.split())


def wrong_besides(text: str, content: Collection[str]) -> str:
    """Return what in a text is not Vietnamese, apart from what people put in."""
    # An address goes as a whole, before a code that is part of it leaves its rest behind.
    return wrong(_without(PATH.sub(" ", text), content))


def wrong_in(page: str, content: Collection[str] = ()) -> list[str]:
    """Return the texts of a page that are not Vietnamese, each with what is wrong in it, apart from ``content``."""
    found = {text: wrong_besides(text, content) for text in texts(page)}
    return sorted(f"{word!r} in {text[:120]!r}" for text, word in found.items() if word and text not in UNREAD)
