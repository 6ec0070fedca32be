"""The virus scanner: ClamAV over its socket, or a function of the agency's; without either files say so.

The client that exists for ClamAV comes under the GPL, and the protocol is four lines long.
"""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any, NamedTuple, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

#: A file may take its time; whoever opens the screen does not wait for a scanner that is not there.
SECONDS, SECONDS_FOR_STATE, CHUNK = 20, 3, 64 * 1024
#: The file that every scanner finds and that harms nobody; found here too, so that a drill needs no scanner.
DRILL = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR"

Scanner = Callable[[Any], bool]
"""From an open file to whether it is clean. Raises ``OSError`` where it could not be scanned."""


class Scan(models.TextChoices):
    """What a scanner said of a file."""

    NONE = "none", gettext_lazy("not scanned")
    CLEAN = "clean", gettext_lazy("scanned, nothing found")
    INFECTED = "infected", gettext_lazy("harmful")


class State(NamedTuple):
    """Whether files are scanned, as a sentence."""

    is_well: bool
    sentence: str


def scan(file: Any) -> Scan:
    """What the configured scanner says of an open file; not scanned where none is there or it does not answer."""
    file.seek(0)
    if DRILL in file.read(CHUNK):
        return Scan.INFECTED
    scanner = _scanner()
    if scanner is None:
        return Scan.NONE
    file.seek(0)
    try:
        clean = scanner(file)
    except OSError:
        return Scan.NONE
    finally:
        file.seek(0)
    return Scan.CLEAN if clean else Scan.INFECTED


def state() -> State:
    """Whether a scanner is configured and answers, for whoever looks after security."""
    if settings.PORTAL_CLAMAV:
        try:
            return State(True, _("Files are scanned: %(version)s.") % {"version": _asked(b"zVERSION\0")})
        except OSError:
            return State(False, _("The virus scanner does not answer, so files are taken without being scanned."))
    if settings.PORTAL_FILE_SCANNER:
        return State(True, _("Files are scanned by %(name)s.") % {"name": settings.PORTAL_FILE_SCANNER})
    return State(False, _("No virus scanner is configured (PORTAL_CLAMAV), so files are taken without being scanned."))


def _scanner() -> Scanner | None:
    if settings.PORTAL_CLAMAV:
        return _clean_by_clamav
    return cast(Scanner, import_string(settings.PORTAL_FILE_SCANNER)) if settings.PORTAL_FILE_SCANNER else None


def _clean_by_clamav(file: Any) -> bool:
    """Raises ``OSError`` where the answer is neither "OK" nor "FOUND"."""
    with _connected(SECONDS) as line:
        line.sendall(b"zINSTREAM\0")
        while chunk := file.read(CHUNK):
            line.sendall(struct.pack("!L", len(chunk)) + chunk)
        line.sendall(struct.pack("!L", 0))
        answer = _answer(line)
    if answer.endswith("OK"):
        return True
    if answer.endswith("FOUND"):
        return False
    raise OSError(f"ClamAV: {answer}")


def _asked(command: bytes) -> str:
    with _connected(SECONDS_FOR_STATE) as line:
        line.sendall(command)
        return _answer(line)


@contextmanager
def _connected(seconds: int) -> Iterator[socket.socket]:
    """Raises ``OSError`` for a scanner that is not there."""
    place = urlsplit(settings.PORTAL_CLAMAV)
    if place.scheme == "unix":
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(seconds)
        line.connect(place.path)
    else:
        line = socket.create_connection((place.hostname or "", place.port or 3310), seconds)
    with closing(line):
        yield line


def _answer(line: socket.socket) -> str:
    told = b""
    while not told.endswith(b"\0") and len(told) < CHUNK:
        chunk = line.recv(4096)
        if not chunk:
            break
        told += chunk
    return told.rstrip(b"\0").decode(errors="replace").strip()
