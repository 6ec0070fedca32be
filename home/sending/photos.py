"""The one photo of a form: kept as soon as it arrives, so that a refused form does not ask for it again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form
from wagtail.models import ReferenceIndex

from units.models import Unit

if TYPE_CHECKING:
    from accounts.models import User

TITLE_LENGTH = 255


def keep(upload: UploadedFile[Any], user: User, unit: Unit, title: str) -> Any:
    """Store ``upload`` in the collection of ``unit`` as an image of ``user``, through the form of the administration.

    Raises ``ValidationError`` with its sentences when it is no image, too large or ``user`` may not add images there.
    """
    model = get_image_model()
    form = get_image_form(model)(
        {"title": (title or str(upload.name))[:TITLE_LENGTH], "collection": unit.collection_id},
        {"file": upload},
        instance=model(uploaded_by_user=user),
        user=user,
    )
    if not form.is_valid():
        raise ValidationError([message for messages in form.errors.values() for message in messages])
    return form.save()


def own(user: User, units: Iterable[Unit]) -> QuerySet[Any]:
    """The images that ``user`` uploaded into the collections of ``units``."""
    found: QuerySet[Any] = get_image_model()._default_manager.filter(
        uploaded_by_user=user, collection__in=[unit.collection_id for unit in units]
    )
    return found


def settle(image: Any, unit: Unit) -> None:
    """Bring a photo that was kept before the person had chosen the unit into the collection of ``unit``."""
    if image.collection_id != unit.collection_id and not ReferenceIndex.get_references_to(image).exists():
        image.collection_id = unit.collection_id
        image.save(update_fields=["collection"])
