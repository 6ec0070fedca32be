"""Files from the public: known by their content, renamed, kept where no address leads, handed out to staff alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.core.signing import BadSignature, Signer
from django.http import FileResponse
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from qa.models.files import IntakeFile
from qa.models.forms import PublicForm
from units.uploads import Taken, Wanted, take

#: What a file may be, by its content: ending and media type. Nothing that a browser would run.
KINDS = {
    "jpg": "image/jpeg",
    "png": "image/png",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
NAME_LENGTH = 80

_signer = Signer(salt="qa.intake.file")


def check(upload: UploadedFile[Any], terms: PublicForm) -> Taken:
    """What may be kept of ``upload``. Raises ``ValidationError`` with a sentence for all else."""
    kinds = _("a picture (JPEG, PNG, WebP), a PDF or a Word document (DOCX)")
    return take(upload, Wanted(KINDS, kinds, terms.max_file_bytes, keeps_name=False))


def keep(taken: Taken, terms: PublicForm) -> IntakeFile:
    """Store what the door has let in under a random name; it belongs to nothing until its form is taken."""
    upload, ending = taken.file, taken.ending
    stem = get_valid_filename((upload.name or "").rpartition(".")[0] or "tep")[:NAME_LENGTH]
    upload.seek(0)
    kept = IntakeFile(
        form=terms.code, name=f"{stem}.{ending}", kind=KINDS[ending], size=upload.size or 0, scan=taken.scan
    )
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
