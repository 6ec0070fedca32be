"""What the installed packages say to a person, and whether Django has Vietnamese for it at run time.

The packages are found through ``INSTALLED_APPS``: one that is added, or an upgrade that brings new texts, is looked
at without being named here.
"""

from __future__ import annotations

import ast
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import django
import django_filters
import modelsearch
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.utils.translation.template import templatize
from django.utils.translation.trans_real import CONTEXT_SEPARATOR, DjangoTranslation

from operations.catalogue import KEYWORDS, TEMPLATE_SUFFIXES

#: Libraries whose texts reach people although no setting names them.
LIBRARIES = (Path(django.__file__).parent, Path(django_filters.__file__).parent, Path(modelsearch.__file__).parent)
#: Of Django itself only what is in use: the parts that its applications do not hold.
SKIPPED = {"tests", "test", "migrations", "contrib", "styleguide", "management", "node_modules", "__pycache__"}
GETTEXT = re.compile(r"gettext|\b_\(|translat|\btrans\b")


@dataclass(frozen=True)
class Said:
    """One message of a package: its English, its plural where it has one, its context, and where it is said."""

    english: str
    plural: str | None
    context: str | None
    where: str

    @property
    def key(self) -> str:
        """Return the message as gettext looks it up."""
        return f"{self.context}{CONTEXT_SEPARATOR}{self.english}" if self.context else self.english


def folders() -> Iterator[Path]:
    """Yield the folder of every installed application that is not ours, and of the libraries beneath them."""
    yield from LIBRARIES
    for config in apps.get_app_configs():
        folder = Path(config.path)
        if settings.BASE_DIR not in folder.parents or "site-packages" in folder.parts:
            yield folder


@cache
def installed(domain: str) -> tuple[Said, ...]:
    """Return every message of the installed packages in ``domain`` (``django`` or ``djangojs``), each once."""
    found: dict[tuple[str, str | None], Said] = {}
    for message in said(domain, set(folders())):
        found.setdefault((message.key, message.plural), message)
    return tuple(found.values())


def said(domain: str, places: set[Path]) -> Iterator[Said]:
    """Yield every message that the packages in ``places`` hold, by their English catalogue and by their code.

    An English catalogue is trusted to be whole for its scripts; for Python and templates the sources are read as well,
    since several packages ship none, or one that lags behind.
    """
    for folder in sorted(places):
        yield from _of_catalogues(folder, domain)
        if domain == "django":
            yield from _of_sources(folder, places)


def _of_catalogues(folder: Path, domain: str) -> Iterator[Said]:
    """Yield the messages of a package's own English catalogue."""
    places = [folder / "locale", folder / "conf" / "locale"]
    for path in (place / "en" / "LC_MESSAGES" / f"{domain}.po" for place in places):
        if path.exists():
            with path.open("rb") as file:
                for message in read_po(file):
                    if message.id:
                        yield _said(message.id, message.context, _name(path))


def _of_sources(folder: Path, inner: set[Path]) -> Iterator[Said]:
    """Yield the messages of a package's modules and templates, without those of applications inside it."""
    for path in sorted(folder.rglob("*")):
        if SKIPPED & set(path.relative_to(folder).parts[:-1]) or path.suffix not in {".py", *TEMPLATE_SUFFIXES}:
            continue
        if any(other != folder and folder in other.parents and other in path.parents for other in inner):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        if GETTEXT.search(text):
            for message, context in _messages(path, text):
                yield _said(message, context, _name(path))


def _messages(path: Path, text: str) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Yield the messages of one file."""
    if path.suffix == ".py":
        yield from _of_calls(ast.parse(text))
        return
    lines = "\n".join(line.lstrip() for line in templatize(text, origin=str(path)).split("\n"))
    for _line, message, _comments, context in extract("python", io.BytesIO(lines.encode()), keywords=KEYWORDS):
        yield message, context


def _of_calls(tree: ast.AST) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Yield the messages of the gettext calls in a module; calls with anything but plain strings are none."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
            if name not in KEYWORDS and name.removesuffix("_noop") not in KEYWORDS:
                continue
            context = texts.pop(0) if "pgettext" in name and texts else None
            plural = name.startswith(("ngettext", "npgettext"))
            if len(texts) > plural:
                yield (tuple(texts[:2]) if plural else texts[0]), context


def _said(message: str | tuple[str, ...] | list[str], context: str | None, where: str) -> Said:
    singular, plural = (message, None) if isinstance(message, str) else (message[0], message[1])
    return Said(singular, plural, context, where)


def _name(path: Path) -> str:
    """Return a path without what is before ``site-packages``."""
    parts = path.parts
    return "/".join(parts[parts.index("site-packages") + 1 :]) if "site-packages" in parts else path.name


@cache
def vietnamese(domain: str) -> DjangoTranslation:
    """Return the merged Vietnamese catalogue as Django uses it, without the fallback to English."""
    if domain == "django":
        merged = DjangoTranslation("vi", domain=domain)
    else:
        places = [str(Path(config.path) / "locale") for config in apps.get_app_configs()]
        merged = DjangoTranslation("vi", domain=domain, localedirs=[place for place in places if Path(place).is_dir()])
    merged._fallback = None  # type: ignore[attr-defined]
    return merged


def forms(message: Said, domain: str) -> list[str]:
    """Return the Vietnamese that a person may meet for the message: one text, or one for each of several numbers."""
    known = vietnamese(domain)._catalog  # type: ignore[attr-defined]
    if message.plural is None:
        return [known[message.key]] if known.get(message.key) else []
    try:
        return [known.plural(message.key, number) for number in (0, 1, 2, 11)]
    except KeyError:
        return []
