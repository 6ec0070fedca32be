"""What can be wrong with a translation, each as a sentence that says where and what."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from django.conf import settings

from operations.catalogue import LOCALE_DIR, OWN, extracted, messages, read, same_message, singular, translation

PERCENT = re.compile(r"%(?:\(\w+\))?[-#0 +]*\d*(?:\.\d+)?[sdrfgix]")
BRACES = re.compile(r"\{\w*(?:![rsa])?(?::[^{}]*)?\}")
SCRIPT_CALL = re.compile(r"\b(?:gettext|ngettext|pgettext)\(")
#: Messages whose Vietnamese leaves out what the code fills in, each with the reason.
LEAVES_OUT = {
    "%(start_index)s-%(end_index)s of %(items_count)s %(model_name)s": "Wagtail's search for pages fills in “None”",
}


def placeholders(text: str) -> list[str]:
    """Return the parts of a message that the code fills in: ``%(name)s``, ``%d``, ``{name}``."""
    return sorted(PERCENT.findall(text.replace("%%", "")) + BRACES.findall(text))


def margins(text: str) -> tuple[str, str]:
    """Return the white space before and after the text."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def message_problems(message: Message) -> Iterator[str]:
    """Yield what is wrong with one message's translation by itself."""
    english = singular(message)
    vietnamese = translation(message)
    if not vietnamese:
        yield f"not translated: {english!r}"
        return
    if message.fuzzy:
        yield f"marked fuzzy: {english!r}"
    if margins(english) != margins(vietnamese):
        yield f"white space at an end differs: {english!r} / {vietnamese!r}"
    # Vietnamese has one form, so it must be able to say what the English plural says.
    asked = placeholders(english if isinstance(message.id, str) else str(message.id[1]))
    if placeholders(vietnamese) != asked and english not in LEAVES_OUT:
        yield f"placeholders differ: {english!r} / {vietnamese!r}"


def catalogue_problems(catalogue: Catalog) -> Iterator[str]:
    """Yield what is wrong with any translation in the catalogue, obsolete entries included."""
    for message in messages(catalogue):
        yield from message_problems(message)
    for message in catalogue.obsolete.values():
        yield f"obsolete entry kept: {singular(message)!r}"


def coverage_problems(catalogue: Catalog, sources: Catalog) -> Iterator[str]:
    """Yield the messages of the sources that the catalogue lacks, and those of the catalogue that no source uses."""
    for message in messages(sources):
        if same_message(catalogue, message) is None:
            yield f"not in the catalogue (run make i18n): {singular(message)!r} in {message.locations[0][0]}"
    for message in messages(catalogue):
        if same_message(sources, message) is None:
            yield f"no source uses it (run make i18n): {singular(message)!r}"


def script_problems(root: Path | None = None) -> Iterator[str]:
    """Yield our scripts that translate by themselves: a script takes its texts from the page's data attributes."""
    root = root or settings.BASE_DIR
    for path in sorted((root / "site" / "static").rglob("*.js")):
        if SCRIPT_CALL.search(path.read_text(encoding="utf-8")):
            yield f"{path.relative_to(root).as_posix()} calls gettext; give it its texts in data attributes"


def problems() -> list[str]:
    """Return every problem of every catalogue under ``site/locale``; empty when Vietnamese is complete and sound."""
    found = [*coverage_problems(read(OWN), extracted()), *script_problems()]
    for path in sorted(LOCALE_DIR.rglob("*.po")):
        where = path.relative_to(LOCALE_DIR).as_posix()
        found += [f"{where}: {problem}" for problem in catalogue_problems(read(path))]
    return found
