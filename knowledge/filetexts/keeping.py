"""Keeping what was read of a file, and its index, in step with the document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from modelsearch.backends import get_search_backends

from knowledge.filetexts import reading
from knowledge.filetexts.parts import Part, parts_of
from knowledge.filetexts.reading import Reading, State
from knowledge.models.filetexts import FilePart, FileText
from knowledge.models.media import PortalDocument


def keep(document_id: int, *, again: bool = False, seconds: float = reading.SECONDS) -> FileText | None:
    """Read the file of a document unless that was done (``again``: anyhow), and index it; None where it has gone.

    The title can be found before the file has been read, and whatever happens to who reads it. A file that is not
    read within ``seconds`` waits (:func:`unread`).
    """
    document = PortalDocument.objects.filter(pk=document_id).first()
    if document is None:
        return None
    text = _begun(document, again)
    if text.state != State.WAITING:
        _index(FilePart.get_indexed_objects().filter(whole=text))
        return text
    return _settled(text, _read(document, seconds))


def unread() -> QuerySet[PortalDocument]:
    """The documents whose present file has not been read, or not to the end."""
    read = FileText.objects.exclude(state=State.WAITING).filter(document=OuterRef("pk"), file_name=OuterRef("file"))
    return PortalDocument.objects.filter(~Exists(read))


def _begun(document: PortalDocument, again: bool) -> FileText:
    """The note of the file; of another one than was read before nothing is kept but the title."""
    name = str(document.file.name)
    text, _created = FileText.objects.get_or_create(document=document, defaults={"file_name": name})
    if again or text.file_name != name or not text.parts.exists():
        return _written(text, name, Reading(State.WAITING))
    return text


def _read(document: PortalDocument, seconds: float) -> Reading:
    try:
        with document.open_file() as file:
            return reading.read(file, document.file_extension.lower(), seconds)
    except OSError:
        return Reading(State.BROKEN)


def _settled(text: FileText, found: Reading) -> FileText:
    """Keep what was ``found`` unless the document got another file meanwhile: that one is read by itself."""
    with transaction.atomic():
        asked = FileText.objects.select_for_update(of=("self",)).select_related("document").filter(pk=text.pk)
        now = asked.first()
        if now is None or now.file_name != text.file_name or now.document.file.name != text.file_name:
            return text
        return _written(now, text.file_name, found)


@transaction.atomic
def _written(text: FileText, file_name: str, found: Reading) -> FileText:
    text.file_name, text.state, text.passages = file_name, found.state, len(found.passages)
    text.read_at = None if found.state == State.WAITING else timezone.now()
    text.save()
    parts = list(parts_of(found.passages)) or [Part()]
    text.parts.filter(number__gte=len(parts)).delete()
    FilePart.objects.bulk_create(
        [FilePart(whole=text, number=number, text=part.text, places=part.places) for number, part in enumerate(parts)],
        update_conflicts=True,
        unique_fields=["whole", "number"],
        update_fields=["text", "places"],
    )
    _index(FilePart.get_indexed_objects().filter(whole=text))
    return text


def _index(parts: Iterable[Any]) -> None:
    some: Sequence[Any] = list(parts)
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(FilePart, some)
