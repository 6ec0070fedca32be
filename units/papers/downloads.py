"""A paper as a download in the form that was asked for."""

from __future__ import annotations

import io

from django.http import FileResponse

from search.vietnamese import slugify
from units.papers import docx, pdf
from units.papers.paper import Paper

DOCX, PDF = "docx", "pdf"
WRITERS = {DOCX: docx.write, PDF: pdf.write}
TYPES = {
    DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    PDF: "application/pdf",
}
NAME_LENGTH = 100


def write(paper: Paper, form: str) -> bytes:
    """The paper in ``form`` (``DOCX`` or ``PDF``). Raises ``KeyError`` for any other."""
    return WRITERS[form](paper)


def response(paper: Paper, form: str) -> FileResponse:
    """The paper as an attachment that no cache keeps, named after its kind and title. Raises like ``write``."""
    name = f"{slugify(paper.name, NAME_LENGTH)}.{form}"
    answer = FileResponse(io.BytesIO(write(paper, form)), as_attachment=True, filename=name, content_type=TYPES[form])
    answer["Cache-Control"] = "private, no-store"
    return answer
