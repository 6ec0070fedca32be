"""Files with a text, made for the test that reads them."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from django.core.files.base import ContentFile
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from wagtail.documents import get_document_model
from wagtail.models import Collection

from units.models import Unit
from units.papers.pdf import PLAIN, load_fonts


def a_pdf(*pages: str, password: str = "") -> bytes:
    """A PDF of ``pages``, each of lines of text."""
    load_fonts()
    target = io.BytesIO()
    canvas = Canvas(target, A4, encrypt=StandardEncryption(password) if password else None)
    for page in pages:
        written = canvas.beginText(50, 780)
        written.setFont(PLAIN, 11)
        written.textLines(page)
        canvas.drawText(written)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def a_scan() -> bytes:
    """A PDF with the picture of a page and no text."""
    target = io.BytesIO()
    canvas = Canvas(target, A4)
    canvas.drawImage(ImageReader(Image.new("L", (60, 80), "white")), 0, 0, *A4)
    canvas.save()
    return target.getvalue()


def a_docx(*parts: tuple[str, str], table: Sequence[Sequence[str]] = ()) -> bytes:
    """A DOCX of headings with a paragraph each; one without heading has its paragraph alone."""
    document = docx.Document()
    for heading, text in parts:
        if heading:
            document.add_heading(heading)
        document.add_paragraph(text)
    if table:
        grid = document.add_table(len(table), len(table[0]))
        for row, cells in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def a_document(unit: Unit, title: str, name: str, content: bytes) -> object:
    """A document file of ``unit``, of which nobody has read the text yet."""
    collection = Collection.objects.get(pk=unit.collection_id)
    file = ContentFile(content, name=name)
    return get_document_model().objects.create(title=title, file=file, collection=collection)
