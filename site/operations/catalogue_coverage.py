"""What is wrong with the Vietnamese of the installed packages as people meet it, each as a sentence.

``catalogue_packages`` gathers the messages; ``STAYS`` names the few that are English on purpose.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from operations.catalogue_checks import BRACES, LEAVES_OUT, PERCENT, margins, placeholders
from operations.catalogue_packages import Said, forms, installed

LETTER = re.compile(r"[^\W\d_]")
TAG = re.compile(r"</?[a-z]\w*")
#: Tone marks stand the old way (hòa, ủy, khóa) in the whole portal; see docs/glossary.md.
NEW_MARK = re.compile(r"(?<!q)(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)", re.IGNORECASE)

_DEBUG = "the page that greets a developer; production never shows it"
#: English messages without Vietnamese, or whose Vietnamese is the same word, each with the reason.
STAYS = {
    "The install worked successfully! Congratulations!": _DEBUG,
    'View <a href="https://docs.djangoproject.com/en/%(version)s/releases/" target="_blank" rel="noopener">release '
    "notes</a> for Django %(version)s": _DEBUG,
    'You are seeing this page because <a href="https://docs.djangoproject.com/en/%(version)s/ref/settings/#debug" '
    'target="_blank" rel="noopener">DEBUG=True</a> is in your settings file and you have not configured any '
    "URLs.": _DEBUG,
    "Django Documentation": _DEBUG,
    "Topics, references, &amp; how-to’s": _DEBUG,
    "Tutorial: A Polling App": _DEBUG,
    "Get started with Django": _DEBUG,
    "Django Community": _DEBUG,
    "Connect, get help, or contribute": _DEBUG,
    "URL": "officials say URL",
    "Email": "officials say email",
    "IPv4": "the name of a protocol",
    "IPv6": "the name of a protocol",
    **dict.fromkeys(("%(size)d byte", "%s KB", "%s MB", "%s GB", "%s TB", "%s PB"), "a unit of measure"),
}


def package_problems() -> list[str]:
    """Return every problem of every message that the installed packages hold; empty when all of it reads Vietnamese."""
    found = []
    for domain in ("django", "djangojs"):
        for message in installed(domain):
            found += [f"{problem}: {message.english!r} ({message.where})" for problem in _problems(message, domain)]
    return found


def _problems(message: Said, domain: str) -> Iterator[str]:
    """Yield what is wrong with the Vietnamese of one message."""
    if message.english in STAYS:
        return
    texts = forms(message, domain)
    if not texts or not all(texts):
        yield "not translated"
    for text in sorted(set(texts)):
        yield from text_problems(message, text)


def text_problems(message: Said, text: str) -> Iterator[str]:
    """Yield what is wrong with ``text`` as the Vietnamese of a message."""
    if text == message.english and LETTER.search(BRACES.sub("", PERCENT.sub("", text))):
        yield "still English"
    if margins(message.english) != margins(text):
        yield f"white space at an end differs from {text!r}"
    # Vietnamese has one form, so it must be able to say what the English plural says.
    if placeholders(text) != placeholders(message.plural or message.english) and message.english not in LEAVES_OUT:
        yield f"placeholders differ from {text!r}"
    if sorted(TAG.findall(text)) != sorted(TAG.findall(message.plural or message.english)):
        yield f"tags differ from {text!r}"
    if text != unicodedata.normalize("NFC", text) or NEW_MARK.search(text):
        yield f"another spelling than the portal's in {text!r}"


def needless_stays() -> list[str]:
    """Return the entries of ``STAYS`` that no installed package says."""
    known = {message.english for message in installed("django")}
    return sorted(set(STAYS) - known)
