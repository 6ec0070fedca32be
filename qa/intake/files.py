"""Files from the public: known by their content, renamed, kept where no address leads, handed out to staff alone."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from typing import Any

import filetype
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
from django.http import FileResponse
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from qa.intake import scanning
from qa.models.files import IntakeFile
from qa.models.forms import PublicForm

#: What a file may be, by its content: ending and media type. Nothing that a browser would run.
KINDS = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
HEAD = 4096
#: A document of a few megabytes never holds so many parts, nor unfolds to so much; a bomb does.
MAX_PARTS, MAX_UNFOLDED = 2000, 200_000_000
NAME_LENGTH = 80

_signer = Signer(salt="qa.intake.file")


def check(upload: UploadedFile[Any], terms: PublicForm) -> str:
    """The ending that the content of ``upload`` bears. Raises ``ValidationError`` with a sentence for all else."""
    name = upload.name or ""
    if (upload.size or 0) > terms.max_file_bytes:
        raise ValidationError(
            _("“%(name)s” is larger than %(most)s MB; send a smaller copy, such as a photo of lower resolution.")
            % {"name": name, "most": terms.max_file_bytes // 1_000_000}
        )
    ending = _ending(upload)
    if ending is None:
        raise ValidationError(
            _("“%(name)s” is not a picture (JPEG, PNG, WebP), a PDF or a Word document (DOCX); send one of these.")
            % {"name": name}
        )
    return ending


def keep(upload: UploadedFile[Any], terms: PublicForm, ending: str) -> IntakeFile:
    """Store a checked ``upload`` under a random name; it belongs to nothing until its form is taken."""
    upload.seek(0)
    state = scanning.scan(upload)
    stem = get_valid_filename((upload.name or "").rpartition(".")[0] or "tep")[:NAME_LENGTH]
    upload.seek(0)
    kept = IntakeFile(form=terms.code, name=f"{stem}.{ending}", kind=KINDS[ending], size=upload.size or 0, scan=state)
    kept.file.save(f"{kept.key}.{ending}", upload, save=True)
    return kept


def token(file: IntakeFile) -> str:
    """What a form holds of a file that was kept already, so that nobody has to choose it again."""
    return _signer.sign(str(file.key))


def kept_before(tokens: Iterable[str], terms: PublicForm) -> list[IntakeFile]:
    """The files that the ``tokens`` of a form stand for, as far as they are still there and belong to nothing yet."""
    keys = []
    for given in tokens:
        try:
            keys.append(_signer.unsign(given))
        except BadSignature:
            continue
    return list(IntakeFile.objects.unclaimed().filter(key__in=keys, form=terms.code).order_by("pk"))


def handed_out(file: IntakeFile) -> FileResponse:
    """The file as an attachment of a fixed type, which no browser opens by itself.

    Whoever calls has asked whether the person may have it. Raises ``PermissionDenied`` for one that a scanner refused.
    """
    if file.scan == IntakeFile.Scan.INFECTED:
        raise PermissionDenied(_("The scanner found this file to be harmful, so it is not handed out."))
    response = FileResponse(
        file.file.open("rb"), as_attachment=True, filename=file.name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store"
    return response


def _ending(upload: UploadedFile[Any]) -> str | None:
    upload.seek(0)
    head = upload.read(HEAD)
    upload.seek(0)
    found = filetype.guess(head)
    if found is not None and found.extension in {"zip", "docx"}:
        return "docx" if _is_plain_document(upload) else None
    return found.extension if found is not None and found.extension in KINDS else None


def _is_plain_document(upload: UploadedFile[Any]) -> bool:
    """Whether a ZIP archive is a Word document without macros and without a bomb in it."""
    try:
        with zipfile.ZipFile(upload) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError):
        return False
    finally:
        upload.seek(0)
    names = {part.filename for part in parts}
    bomb = len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNFOLDED
    return "word/document.xml" in names and not bomb and not any("vba" in name.lower() for name in names)
