"""Every file passes here: images, documents and films of the administration, and what the public forms take (ND-13.6d).

A file is what its content says, never what its name or the sender's browser says. What is refused is refused with a
sentence, and logged.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from units import events
from units.uploads import archives, pictures, scanning, sniffing
from units.uploads.scanning import Scan

if TYPE_CHECKING:
    from accounts.models import User

NAME_SHOWN = 120


@dataclass(frozen=True)
class Taken:
    """A file that may be kept: the file itself, made anew if it is a picture, and what it is."""

    file: UploadedFile[Any]
    ending: str
    scan: str


@dataclass(frozen=True)
class Wanted:
    """What is taken: ``endings`` of kinds ("jpg", "docx"), which ``kinds`` names for people, up to ``most_bytes``.

    Where ``keeps_name``, the name of a file has to say the truth about its content.
    """

    endings: Collection[str]
    kinds: str
    most_bytes: int
    keeps_name: bool = True


def take(upload: UploadedFile[Any], wanted: Wanted, by: User | None = None) -> Taken:
    """What may be kept of ``upload``; ``by`` stands in the log of refusals.

    Raises ``ValidationError`` with a sentence that says what is wrong and what to do.
    """
    name = (upload.name or "")[-NAME_SHOWN:]
    try:
        return _judged(upload, wanted, name)
    except ValidationError as refusal:
        events.note("upload_refused", user=by, file=name, why=" ".join(refusal.messages))
        raise
    finally:
        upload.seek(0)


def _judged(upload: UploadedFile[Any], wanted: Wanted, name: str) -> Taken:
    if (upload.size or 0) > wanted.most_bytes:
        sentence = _("“%(name)s” is larger than %(most)s MB; send a smaller copy, such as a photo of lower resolution.")
        raise ValidationError(sentence % {"name": name, "most": wanted.most_bytes // 1_000_000})
    found = _ending(upload, wanted, name)
    archives.refuse_harmful(upload, found, name)
    # Before a picture is made anew: what is harmful is to be found, not to be lost.
    scan = scanning.scan(upload)
    if scan == Scan.INFECTED:
        sentence = _("The scanner found “%(name)s” to be harmful, so it was not kept. Have your computer checked.")
        raise ValidationError(sentence % {"name": name})
    if found in pictures.FORMATS:
        upload, found = pictures.made_anew(upload, found, name)
    return Taken(upload, found, scan)


def _ending(upload: UploadedFile[Any], wanted: Wanted, name: str) -> str:
    claimed = sniffing.plain_ending(name.rpartition(".")[2].lower())
    found = sniffing.ending_of(upload)
    if found == "txt" and claimed == "csv":
        found = "csv"
    if found is None or found not in {sniffing.plain_ending(ending.lower()) for ending in wanted.endings}:
        sentence = _("“%(name)s” is not %(kinds)s; send one of these.")
        raise ValidationError(sentence % {"name": name, "kinds": wanted.kinds})
    if wanted.keeps_name and claimed != found:
        sentence = _("“%(name)s” is in truth a file of the kind %(found)s; give it the right ending and send it again.")
        raise ValidationError(sentence % {"name": name, "found": found.upper()})
    return found
