"""Who may fetch an uploaded document: everybody once a public page refers to it, before that those who work on it."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents.models import AbstractDocument
from wagtail.documents.permissions import permission_policy
from wagtail.models import Page, ReferenceIndex
from wagtail.query import PageQuerySet

from units.approval import aftermath
from units.audience import visible_to

IN_USE = gettext_lazy(
    "A public page shows this file, so it cannot be deleted. Take it out of the page and submit the page for approval."
)
#: A shared form may be referred to by thousands of pages; the first few are enough to find one to decide by.
ASKED = 20


def refuse_unpublished(document: AbstractDocument, request: HttpRequest) -> None:
    """Hook ``before_serve_document``: a file whose page is not approved stays with its unit (ND-9.1).

    What was withdrawn with its text kept keeps its files too.

    Raises ``Http404``, which does not tell whether there is such a file.
    """
    pages = pages_with(document)
    read = visible_to(request).readable(pages).exists() or aftermath.keeping_their_text(pages).exists()
    if not read and not _works_on(request, document, pages):
        raise Http404(_("There is no such public document."))


class FileInUse(PermissionDenied):
    """Somebody tried to delete a file that readers see."""


def refuse_deletion(sender: Any, instance: Model, **kwargs: Any) -> None:
    """Receiver of ``pre_delete`` for images, documents and films: what a public page shows stays (ND-9.1).

    Raises ``FileInUse``: taking it away would change what readers see without anybody's approval.
    """
    if shown_publicly(instance):
        raise FileInUse(IN_USE)


def shown_publicly(file: Model) -> bool:
    """Whether a page refers to the image, document or film that is public, is held or was withdrawn with its text."""
    pages = pages_with(file)
    found = pages.filter(live=True), aftermath.keeping_their_text(pages), aftermath.to_come_back(pages)
    return any(those.exists() for those in found)


def pages_with(file: Model) -> PageQuerySet:
    """The pages that refer to an image, document or film, as their public or only text does."""
    references = ReferenceIndex.get_references_to(file).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    return Page.objects.filter(pk__in=list(references.values_list("object_id", flat=True).distinct()))


def _works_on(request: HttpRequest, document: AbstractDocument, pages: PageQuerySet) -> bool:
    user = request.user
    if not user.is_authenticated:
        return False
    if permission_policy.user_has_any_permission_for_instance(user, ["add", "change", "choose"], document):
        return True
    return any(page.permissions_for_user(user).can_edit() for page in pages[:ASKED])
