"""Archives and the documents that are archives: no bomb, no macro, no way out of the folder, nothing that runs."""

from __future__ import annotations

import re
import zipfile
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

#: A document never holds so many parts, nor unfolds to so much; a bomb does.
MAX_PARTS, MAX_UNFOLDED = 2000, 200_000_000
#: The part by which each kind is known.
MAIN_PARTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/presentation.xml"}
OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.text"
MACROS = re.compile(r"vba|activex|^basic/|^scripts/|macrosheets|dialogsheets", re.IGNORECASE)
#: What an archive for readers never holds: programs, scripts, pages that run scripts, and further archives.
RUNS = set(
    (  # noqa: SIM905  (words are read more easily than a list of them)
        "apk bat bin chm cmd com cpl dll docm dotm exe hta htm html inf iso jar js jse lnk msi msp pif pptm ps1 py reg "
        "scr sh svg svgz swf vb vbe vbs wsf xhtml xlsm xltm xml zip rar 7z gz tar cab"
    ).split()
)
#: A template or an object that Word would fetch from elsewhere as it opens the document.
FETCHED = re.compile(
    rb"(attachedTemplate|oleObject|/frame)\"[^>]*TargetMode=\"External\""
    rb"|TargetMode=\"External\"[^>]*(attachedTemplate|oleObject|/frame)\"",
    re.IGNORECASE,
)
OBJECT_IN_RTF = re.compile(rb"\\obj(data|update|autlink)|\\\*\\template", re.IGNORECASE)
LONGEST_PART = 2_000_000


def family_of(upload: UploadedFile[Any]) -> str | None:
    """Which document a ZIP archive is, "zip" for one that is none; None for a broken one."""
    try:
        with zipfile.ZipFile(upload) as archive:
            names = set(archive.namelist())
            told = archive.read("mimetype")[:200] if _is_small(archive, "mimetype") else b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return None
    finally:
        upload.seek(0)
    if told.startswith(OPEN_DOCUMENT):
        return "odt"
    return next((ending for ending, part in MAIN_PARTS.items() if part in names), "zip")


def refuse_harmful(upload: UploadedFile[Any], ending: str, name: str) -> None:
    """Look into ``upload``. Raises ``ValidationError`` with a sentence for what an archive or document may not hold."""
    sentence = ""
    if ending in {*MAIN_PARTS, "odt", "zip"}:
        sentence = _fault_of_archive(upload, ending)
    elif ending == "rtf":
        sentence = _fault_of_rtf(upload)
    elif ending == "pdf" and zipfile.is_zipfile(upload):
        sentence = _("“%(name)s” is two kinds of file at once; save it anew from the program that made it.")
    upload.seek(0)
    if sentence:
        raise ValidationError(sentence % {"name": name})


def _fault_of_archive(upload: UploadedFile[Any], ending: str) -> str:
    damaged = _("“%(name)s” is damaged; save it anew from the program that made it.")
    try:
        with zipfile.ZipFile(upload) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNFOLDED:
                return _("“%(name)s” unfolds to far more than it is; send what is in it one by one.")
            if any(part.flag_bits & 1 for part in parts):
                return _("“%(name)s” is locked with a password, so nobody can check it; send it without one.")
            if any(_leaves_folder(part.filename) for part in parts):
                return _("“%(name)s” would write outside its folder when it is unpacked; pack it anew.")
            # Reading everything once shows sizes and checksums that lie.
            if archive.testzip() is not None:
                return damaged
            return _fault_of_zip(parts) if ending == "zip" else _fault_of_document(archive, parts)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return damaged


def _fault_of_zip(parts: list[zipfile.ZipInfo]) -> str:
    if any(PurePosixPath(part.filename.lower()).suffix.lstrip(".") in RUNS for part in parts):
        return _("“%(name)s” holds programs, web pages or further archives; send documents and pictures alone.")
    return ""


def _fault_of_document(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> str:
    types = archive.read("[Content_Types].xml") if _is_small(archive, "[Content_Types].xml") else b""
    if any(MACROS.search(part.filename) for part in parts) or b"macroenabled" in types.lower():
        return _("“%(name)s” holds macros; save it without them and send it again.")
    links = [part.filename for part in parts if part.filename.endswith(".rels") and part.file_size <= LONGEST_PART]
    if any(FETCHED.search(archive.read(link)) for link in links):
        return _("“%(name)s” fetches parts of itself from elsewhere; save it as a plain document and send it again.")
    return ""


def _fault_of_rtf(upload: UploadedFile[Any]) -> str:
    upload.seek(0)
    if OBJECT_IN_RTF.search(upload.read()):
        return _("“%(name)s” holds embedded objects; save it as DOCX or PDF and send that.")
    return ""


def _is_small(archive: zipfile.ZipFile, part: str) -> bool:
    return part in archive.namelist() and archive.getinfo(part).file_size <= LONGEST_PART


def _leaves_folder(name: str) -> bool:
    path = name.replace("\\", "/")
    return path.startswith("/") or ".." in path.split("/") or ":" in path or "\0" in path
