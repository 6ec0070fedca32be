"""What a file is by its content."""

from __future__ import annotations

from typing import Any

import filetype
from django.core.files.uploadedfile import UploadedFile

from units.uploads import archives

HEAD = 8192
ALIKE = {"jpeg": "jpg", "apng": "png", "m4v": "mp4", "heif": "heic"}
PACKED = {"zip", "docx", "xlsx", "pptx", "odt", "ods", "odp", "epub"}
#: How text begins that a browser or a shell would run.
RUNNABLE = (b"<!doctype", b"<html", b"<head", b"<body", b"<svg", b"<script", b"<?", b"#!", b"%!ps")
#: What no text holds.
CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f"))


def plain_ending(ending: str) -> str:
    """One spelling of an ending that has several."""
    return ALIKE.get(ending, ending)


def ending_of(upload: UploadedFile[Any]) -> str | None:
    """The ending that the content bears, "txt" for plain text of any kind; None for what is not known."""
    upload.seek(0)
    head: bytes = upload.read(HEAD)
    upload.seek(0)
    found = filetype.guess(head)
    if found is None:
        return "txt" if _is_text(upload, head) else None
    if found.extension in PACKED:
        return archives.family_of(upload)
    return plain_ending(found.extension)


def _is_text(upload: UploadedFile[Any], head: bytes) -> bool:
    """Whether it is text in any of the encodings that offices here have used, and nothing that would be run."""
    if not head or head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(RUNNABLE):
        return False
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decodes(upload, "utf-16")
    upload.seek(0)
    clean = all(not chunk.translate(None, bytes(set(range(256)) - set(CONTROLS))) for chunk in upload.chunks())
    upload.seek(0)
    return clean


def _decodes(upload: UploadedFile[Any], encoding: str) -> bool:
    upload.seek(0)
    try:
        text = upload.read().decode(encoding)
    except UnicodeDecodeError:
        return False
    finally:
        upload.seek(0)
    return not text.lstrip("\ufeff \t\r\n").lower().startswith(tuple(each.decode() for each in RUNNABLE))
