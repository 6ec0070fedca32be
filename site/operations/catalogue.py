"""The Vietnamese message catalogue: kept without the system's gettext, by Babel, from the project's own folders.

``manage.py catalogue`` is the command; ``docs/glossary.md`` says how to work with it.
"""

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

LOCALE_DIR: Path = settings.SITE_DIR / "locale"
OWN = LOCALE_DIR / "vi" / "LC_MESSAGES" / "django.po"
FOLDERS = ("home", "knowledge", "qa", "search", "site/accounts", "site/config", "site/operations", "templates", "units")
SKIPPED = {"migrations", "__pycache__"}
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml"}
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
# One date for ever: a catalogue that is written again without a new message is the same file.
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)


def source_files(root: Path | None = None) -> Iterator[Path]:
    """Yield the project's Python files and templates that may hold messages, in a stable order."""
    root = root or settings.BASE_DIR
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            parts = set(path.relative_to(root).parts)
            wanted = path.suffix == ".py" or (path.suffix in TEMPLATE_SUFFIXES and "templates" in parts)
            if wanted and not SKIPPED & parts:
                yield path


def _python_like(path: Path) -> str:
    """Return the file as text that Python's tokenizer reads: a template's messages become gettext calls."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    # A template's indentation means nothing, but the tokenizer would stumble over it.
    return "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))


def extracted(paths: Iterable[Path] | None = None, root: Path | None = None) -> Catalog:
    """Return a catalogue of every message in the sources, with its files and its translators' comments.

    Raises ``SyntaxError`` when a template's translation block holds another block tag.
    """
    root = root or settings.BASE_DIR
    catalogue = empty()
    for path in paths if paths is not None else source_files(root):
        source = io.BytesIO(_python_like(path).encode())
        where = path.relative_to(root).as_posix()
        for line, message, comments, context in extract(
            "python", source, keywords=KEYWORDS, comment_tags=["Translators"], options={"encoding": "utf-8"}
        ):
            catalogue.add(message, locations=[(where, line)], auto_comments=comments, context=context)
    return catalogue


def empty() -> Catalog:
    """Return a Vietnamese catalogue without a message."""
    return Catalog(
        locale="vi",
        domain="django",
        project="Party Portal",
        version="1",
        header_comment="# Vietnamese messages of Party Portal. Kept by `make i18n`; see docs/glossary.md.",
        msgid_bugs_address="",
        last_translator="Party Portal contributors",
        language_team="Party Portal contributors",
        creation_date=EPOCH,
        revision_date=EPOCH,
        fuzzy=False,
    )


def read(path: Path) -> Catalog:
    """Return the catalogue in ``path``; an absent file reads as an empty catalogue.

    Raises ``babel.messages.pofile.PoFileError`` when the file is not in PO syntax.
    """
    if not path.exists():
        return empty()
    with path.open("rb") as file:
        return read_po(file, locale="vi", abort_invalid=True)


def write(catalogue: Catalog, path: Path = OWN) -> None:
    """Write the catalogue so that a later writing differs only where messages differ: sorted, without line numbers."""
    path.parent.mkdir(parents=True, exist_ok=True)
    target = io.BytesIO()
    write_po(target, catalogue, width=120, sort_by_file=True, include_lineno=False, ignore_obsolete=True)
    path.write_bytes(target.getvalue())


def messages(catalogue: Catalog) -> Iterator[Message]:
    """Yield the catalogue's messages without its header."""
    return (message for message in catalogue if message.id)


def translation(message: Message | None) -> str:
    """Return the one Vietnamese form of a message, empty when there is none."""
    if message is None or not message.string:
        return ""
    return message.string if isinstance(message.string, str) else str(message.string[0])


def translate(message: Message, text: str) -> None:
    """Give a message its one Vietnamese form, plural or not."""
    message.string = (text,) if message.pluralizable else text


def same_message(catalogue: Catalog, message: Message) -> Message | None:
    """Return the catalogue's message with the same (singular) id and context."""
    return catalogue.get(message.id, message.context)


def refreshed(current: Catalog, sources: Catalog) -> tuple[Catalog, list[str]]:
    """Carry the translations of ``current`` over to the messages of ``sources``.

    Returns the catalogue and the ids of ``current`` that no source uses any more.
    """
    for message in messages(sources):
        known = same_message(current, message)
        if known is not None:
            translate(message, translation(known))
            message.user_comments = list(known.user_comments)
            if known.fuzzy:
                message.flags.add("fuzzy")
    gone = [singular(message) for message in messages(current) if same_message(sources, message) is None]
    return sources, gone


def singular(message: Message) -> str:
    """Return the message's English text, the singular when it has two."""
    return message.id if isinstance(message.id, str) else str(message.id[0])


def compiled_path(path: Path) -> Path:
    """Return where the compiled form of a catalogue stands: beside it."""
    return path.with_suffix(".mo")


def compile_all() -> list[Path]:
    """Compile every catalogue under ``site/locale`` and return the files written. Fuzzy messages stay English."""
    written = []
    for path in sorted(LOCALE_DIR.rglob("*.po")):
        target = compiled_path(path)
        with target.open("wb") as file:
            write_mo(file, read(path))
        written.append(target)
    return written
