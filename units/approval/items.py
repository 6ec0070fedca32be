"""An item as the engine meets it, a page or a snippet of a unit: its class, its key in an address, its screens."""

from __future__ import annotations

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from units import scoping
from units.owned import OwnedItem


def class_of(item: Any) -> type[Any]:
    """The class that ``item`` is of, where it is held as a plain page as well."""
    return getattr(item, "specific_class", None) or type(item)


def is_owned(item: Any) -> bool:
    """Whether approval guards ``item``, whichever way it was loaded."""
    return issubclass(class_of(item), OwnedItem)


def specific(item: Any) -> Any:
    """``item`` as its own class has it."""
    return getattr(item, "specific_deferred", item)


class ItemKeyConverter:
    """The item in an address: a page by its number, anything else by its type and its number ("situation-12")."""

    regex = "(?:[a-z]+-)?[0-9]{1,18}"

    def to_python(self, value: str) -> str:
        """The key as it stands."""
        return value

    def to_url(self, value: str | int) -> str:
        """The key as it stands; a number is a page's."""
        return str(value)


def key(type_id: int, number: str | int) -> str:
    """The key in an address of the item ``number`` of the base type ``type_id``; asks the database for nothing."""
    model = ContentType.objects.get_for_id(type_id).model_class()
    return str(number) if model is None or issubclass(model, Page) else f"{model._meta.model_name}-{number}"


def key_of(item: Any) -> str:
    """The key in an address of ``item``."""
    return key(item.get_base_content_type().pk, item.pk)


def find(wanted: str) -> Any:
    """The item with the key ``wanted``, in its own class. Raises ``Http404`` where no unit could own such an item."""
    kind, _hyphen, number = wanted.rpartition("-")
    models = {model._meta.model_name: model for model in scoping.owned_snippets()}
    model = models.get(kind) if kind else Page
    stored = model._default_manager.filter(pk=number).first() if model is not None else None
    if stored is None or not is_owned(stored):
        raise Http404(_("There is no such item."))
    return getattr(stored, "specific", stored)


def review_url(item: Any) -> str:
    """Where the item is read and decided on."""
    return reverse("approval:review", args=[key_of(item)])


def edit_url(item: Any) -> str:
    """Where Wagtail edits it."""
    return _screen(item, "edit", item.pk)


def compare_url(item: Any, before: str, after: str) -> str:
    """Where Wagtail compares two of its versions, named as Wagtail names them."""
    return _screen(item, "revisions_compare", item.pk, before, after)


def _screen(item: Any, name: str, *arguments: Any) -> str:
    where = f"wagtailadmin_pages:{name}" if isinstance(item, Page) else item.snippet_viewset.get_url_name(name)
    return reverse(where, args=arguments)
