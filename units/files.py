"""Who may fetch an uploaded document: everybody once a public item refers to it, before that those who work on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    When,
)
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.documents.models import AbstractDocument
from wagtail.documents.permissions import permission_policy
from wagtail.models import CollectionViewRestriction, Page, ReferenceIndex

from units import scoping
from units.approval import aftermath
from units.audience import visible_to
from units.queue import is_immediate

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
    holders = list(items_with(document))
    read = any(
        visible_to(request).readable(items).exists() or aftermath.keeping_their_text(items).exists()
        for items in holders
    )
    if not read and not _works_on(request, document, holders):
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
    """Whether an item refers to the image, document or film that is public, is held or was withdrawn with its text."""
    return any(
        those.exists()
        for items in items_with(file)
        for those in (items.filter(live=True), aftermath.keeping_their_text(items), aftermath.to_come_back(items))
    )


def note_references(item: Model) -> None:
    """Note at once what a public ``item`` refers to.

    Wagtail leaves that to the task queue, and until the queue comes to it readers could fetch and find a file that is
    approved no longer.
    """
    if not is_immediate() and ReferenceIndex.is_indexed(type(item)):
        ReferenceIndex.create_or_update_for_object(item)


def referred_to(files: QuerySet[Any], request: HttpRequest | None) -> QuerySet[Any]:
    """Those of ``files`` of one model that an item refers to which the reader of a request may read.

    Stricter than who may fetch a file: what was withdrawn with its text kept is found no more, nor what lies in a
    collection with a restriction of its own. Looks up the items that refer to a file, never all items.
    """
    to_type = ContentType.objects.get_for_model(files.model)
    shown = Q(pk__in=[])
    for model in (Page, *scoping.owned_snippets()):
        base_type = ContentType.objects.get_for_model(model)
        # Keys of other models need not be numbers, and a database may look at a row before its type.
        of_item = Case(When(base_content_type=base_type, then=Cast("object_id", BigIntegerField())))
        of_file = Case(When(to_content_type=to_type, then=Cast("to_object_id", BigIntegerField())))
        references = ReferenceIndex.objects.filter(base_content_type=base_type, to_content_type=to_type)
        items = visible_to(request).readable(model._default_manager.all()).filter(pk=OuterRef("item"))
        shown |= Q(pk__in=references.annotate(item=of_item, file=of_file).filter(Exists(items)).values("file"))
    place = ExpressionWrapper(OuterRef("collection__path"), CharField())
    above = CollectionViewRestriction.objects.annotate(place=place)
    return files.filter(shown).exclude(Exists(above.filter(place__startswith=F("collection__path"))))


def items_with(file: Model) -> Iterator[QuerySet[Any]]:
    """The items that refer to an image, document or film, as their public or only text does: pages, then snippets."""
    references = ReferenceIndex.get_references_to(file)
    for model in (Page, *scoping.owned_snippets()):
        held = references.filter(base_content_type=ContentType.objects.get_for_model(model))
        yield model._default_manager.filter(pk__in=list(held.values_list("object_id", flat=True).distinct()))


def _works_on(request: HttpRequest, document: AbstractDocument, holders: list[QuerySet[Any]]) -> bool:
    user = request.user
    if not user.is_authenticated:
        return False
    if permission_policy.user_has_any_permission_for_instance(user, ["add", "change", "choose"], document):
        return True
    return any(item.permissions_for_user(user).can_edit() for items in holders for item in items[:ASKED])
