"""What the text of files tells the rooms below: it is found as long as a public item refers to the file (ND-9.1)."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models.signals import post_save
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from knowledge.filetexts.parts import place_at
from knowledge.filetexts.tasks import read_file
from knowledge.models import FilePart, PortalDocument
from search import sources
from search.sources import Facts, Source
from units.files import referred_to

KIND = "file"


def readable(request: HttpRequest) -> Any:
    """The parts of files that an item refers to which the reader of a request may read."""
    public = referred_to(PortalDocument.objects.all(), request)
    return FilePart.objects.of_present_files().filter(whole__in=public.values("pk")).for_lines()


def facts(part: FilePart) -> Facts:
    """What the search notes of a part: of all parts of a file the same."""
    document = part.whole.document
    unit = getattr(document.collection, "unit", None)
    return Facts(date=document.created_at, unit_id=unit.pk if unit else None, whole=part.whole_id)


def place(part: FilePart, position: int | None) -> str:
    """The file, and where in it a passage stands: its page, or the heading that it stands under."""
    document = part.whole.document
    size = f" ({filesizeformat(document.file_size)})" if document.file_size else ""
    file = f"{document.filename}{size}"
    where = "" if position is None else place_at(part.places, position)
    if not where:
        return _("File %(file)s") % {"file": file}
    if document.file_extension.lower() == "pdf":
        return _("Page %(page)s of the file %(file)s") % {"file": file, "page": where}
    return _("Under “%(heading)s” in the file %(file)s") % {"file": file, "heading": where}


def read_afterwards(instance: PortalDocument, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of ``post_save``: the queue reads the file once the document is there; nobody waits for it."""
    if not raw:
        # Robust: a queue that is down must not fail who uploads; `manage.py read_files` makes up for it.
        transaction.on_commit(partial(read_file.enqueue, instance.pk), robust=True)


sources.register(
    Source(kind=KIND, label=gettext_lazy("Document file"), model=FilePart, readable=readable, facts=facts, place=place)
)
post_save.connect(read_afterwards, sender=PortalDocument, dispatch_uid="read-file")
