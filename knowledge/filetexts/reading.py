"""Reading the text of a file by the program :mod:`knowledge.filetexts.reader`, within bounds, whatever the file is."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from knowledge.filetexts import reader
from knowledge.filetexts.reader import Passage
from search.vietnamese import legacy
from search.vietnamese.legacy import from_tcvn3, from_vni

#: The kinds of file whose text is read, by their endings.
READ = frozenset(reader.READERS)
#: Larger files are not read; no form takes one either.
MAX_BYTES = 100 * 1024 * 1024
#: Seconds after which whoever reads is stopped, however little the processor had to do.
SECONDS = 2 * reader.SECONDS
#: So many characters show in which encoding a text was typed.
SAMPLE = 20_000


class State(models.TextChoices):
    """What became of reading a file."""

    WAITING = "waiting", _("its text has still to be read")
    WHOLE = "whole", _("all of its text can be searched")
    CUT = "cut", _("only the beginning of its text can be searched: it is very long")
    EMPTY = "empty", _("it holds pictures of pages and no text: a scan")
    LOCKED = "locked", _("it is locked with a password")
    BROKEN = "broken", _("its text cannot be read: it is damaged or unusual")
    OTHER = "other", _("the text of this kind of file is not searched")


#: What helps readers to find such a file by what it says.
ADVICE = {
    State.WAITING: _("Nothing has to be done: it is read in the coming night at the latest."),
    State.CUT: _("Offer it in several files, such as one a chapter."),
    State.EMPTY: _(
        "Save it as PDF from the program that it was written in, or have its text recognised; upload that, put it into "
        "the page and submit the page for approval."
    ),
    State.LOCKED: _("Upload a copy without a password, put it into the page and submit the page for approval."),
    State.BROKEN: _(
        "Save it anew in the program that made it; upload that, put it into the page and submit the page for approval."
    ),
}


@dataclass(frozen=True)
class Reading:
    """The passages of a file with their places (page, heading) and what became of reading it."""

    state: State
    passages: list[Passage] = field(default_factory=list)


def read(file: IO[bytes], kind: str, seconds: float = SECONDS) -> Reading:
    """Read an open ``file`` whose ending is ``kind``, for so many ``seconds``. Never raises because of what is in it.

    One that takes longer waits for somebody with more time, where ``seconds`` are fewer than anybody has.
    """
    if kind not in READ:
        return Reading(State.OTHER)
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as told:
        size = 0
        while chunk := file.read(1024 * 1024):
            size += given.write(chunk)
            if size > MAX_BYTES:
                return Reading(State.BROKEN)
        given.seek(0)
        in_time = _run(kind, given, told, seconds)
        if not in_time and seconds < SECONDS:
            return Reading(State.WAITING)
        told.seek(0)
        passages, end = _told(told)
    if not any(text.strip() for _place, text in passages):
        return Reading(State.EMPTY if end == "whole" else State(end))
    return Reading(State.WHOLE if end == "whole" else State.CUT, _in_unicode(passages))


def _run(kind: str, given: IO[bytes], told: IO[bytes], seconds: float) -> bool:
    """Let the program read what is ``given`` and write it to ``told``; whether it ended, well or not, in time."""
    program = [sys.executable, "-P", str(Path(reader.__file__)), kind]
    try:
        subprocess.run(program, stdin=given, stdout=told, stderr=subprocess.DEVNULL, timeout=seconds, check=False)  # noqa: S603 - our own program
    except subprocess.TimeoutExpired:
        return False
    return True


def _told(told: IO[bytes]) -> tuple[list[Passage], str]:
    """What the program wrote before it ended, well or not; a line that was cut off was not written."""
    passages: list[Passage] = []
    for line in told:
        try:
            found: Any = json.loads(line)
        except ValueError:
            break
        if isinstance(found, str):
            return passages, found
        passages.append((found[0], found[1]))
    return passages, State.BROKEN


def _in_unicode(passages: list[Passage]) -> list[Passage]:
    """``passages`` with their text converted where all of it was typed for the fonts of TCVN3 or VNI."""
    conversion = legacy("\n".join(text for _place, text in passages)[:SAMPLE])
    if conversion is None:
        return passages
    converted: Callable[[str], str] = {"TCVN3": from_tcvn3, "VNI": from_vni}[conversion.encoding]
    return [(converted(place), converted(text)) for place, text in passages]
