"""What a person may link to, show or attach: what is public, their own or shared (LD-3.6, ND-13.6a)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Model, Q
from django.http import HttpRequest
from wagtail.blocks import StreamValue
from wagtail.documents import get_document_model
from wagtail.documents.permissions import permission_policy as document_policy
from wagtail.images import get_image_model
from wagtail.images.permissions import permission_policy as image_policy
from wagtail.models import Page
from wagtail.permissions import page_permission_policy
from wagtail.query import PageQuerySet
from wagtailmedia.models import get_media_model
from wagtailmedia.permissions import permission_policy as media_policy

from units import people
from units.models import Capability, OwnedSnippet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from accounts.models import User

#: A thing that content refers to: its model and its primary key.
Reference = tuple[type[Model], str]


def pages_for(user: User | AnonymousUser) -> Q:
    """The pages that ``user`` may choose: public ones, and drafts among the pages they work on."""
    own = page_permission_policy.instances_user_has_any_permission_for(user, {"add", "change"})
    return Q(live=True) | Q(pk__in=own.order_by().values("pk"))


def page_choices(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Hook ``construct_page_chooser_queryset``: what the chooser lists and finds."""
    return pages.filter(pages_for(request.user))


def snippets_for(user: User | AnonymousUser) -> Q:
    """The snippets of units that ``user`` works on: those of a unit where they edit, and their own where they write.

    As ``SnippetPermissionTester.can_edit`` says of one, but for whoever decides on it at a stage.
    """
    if not isinstance(user, get_user_model()):
        return Q(pk__in=[])
    edits, writes = people.units_with(user, Capability.EDIT), people.units_with(user, Capability.WRITE)
    return Q(unit__in=edits.values("pk")) | Q(unit__in=writes.values("pk"), owner=user.pk)


def choosable(user: User | AnonymousUser, model: type[Model], ids: Iterable[Any]) -> bool:
    """Whether ``user`` may choose every one of ``ids`` of ``model``; what no longer exists is not refused here."""
    wanted = set(map(str, ids))
    if issubclass(model, Page):
        # What has been public is no secret; a form says itself that it is no longer there to be linked to.
        allowed = Page.objects.filter(pages_for(user) | Q(first_published_at__isnull=False))
        existing = Page.objects.filter(pk__in=wanted)
    elif issubclass(model, OwnedSnippet):
        existing = model._default_manager.filter(pk__in=wanted)
        allowed = existing.filter(snippets_for(user) | Q(first_published_at__isnull=False))
    elif (policies := _policies().get(model)) is not None:
        policy, actions = policies
        allowed = policy.instances_user_has_any_permission_for(user, actions)
        existing = model._default_manager.filter(pk__in=wanted)
    else:
        return True
    return not existing.exclude(pk__in=allowed.order_by().values("pk")).exists()


def _policies() -> dict[type[Model], tuple[Any, list[str]]]:
    return {
        get_image_model(): (image_policy, ["choose"]),
        get_document_model(): (document_policy, ["choose"]),
        # wagtailmedia knows no permission to choose: its own chooser offers what a person may change.
        get_media_model(): (media_policy, ["change", "delete"]),
    }


def foreign_references(user: User | AnonymousUser, before: Model, cleaned: dict[str, Any]) -> list[Reference]:
    """What a form newly refers to although ``user`` may not choose it: no chooser offers it, somebody typed it in."""
    kept = set(_references(getattr(before, name, None) for name in cleaned)) if before.pk else set()
    fresh = set(_references(cleaned.values())) - kept
    return [(model, key) for model, key in fresh if not choosable(user, model, [key])]


def _references(values: Iterable[Any]) -> Iterator[Reference]:
    for value in values:
        if isinstance(value, StreamValue):
            for model, key, *_path in value.stream_block.extract_references(value):
                yield model, str(key)
        elif isinstance(value, Model):
            yield (Page if isinstance(value, Page) else type(value)), str(value.pk)
