"""What follows from a change: provisioning, rights, ownership, the ledger."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision
from wagtail.signals import page_published, post_page_move
from wagtailmedia.models import get_media_model

from units import files, provisioning, rights, scoping
from units.approval import record, release
from units.approval.permissions import FRONT_PAGE_DEPTH
from units.contributions import ledger
from units.models import Membership, Unit

pre_save.connect(release.refuse_unapproved, dispatch_uid="refuse-unapproved")
for file_model in (get_image_model(), get_document_model(), get_media_model()):
    pre_delete.connect(files.refuse_deletion, sender=file_model, dispatch_uid=f"keep-{file_model.__name__}")
pre_save.connect(record.keep, sender=Revision, dispatch_uid="keep-record")


@receiver(post_save, sender=Unit)
def provision_unit(instance: Unit, raw: bool = False, **kwargs: Any) -> None:
    """A saved unit has its page, collection, groups and permissions (LD-3.6)."""
    if not raw:
        provisioning.provision(instance)


@receiver(post_save, sender=Membership)
def sync_rights(instance: Membership, raw: bool = False, **kwargs: Any) -> None:
    """A saved membership takes effect at once."""
    if not raw:
        rights.sync(instance.user)


@receiver(post_save)
def open_general_page(sender: type, instance: Any, created: bool = False, raw: bool = False, **kwargs: Any) -> None:
    """A new page right below the front page is open to site editors."""
    if created and not raw and isinstance(instance, Page) and instance.depth == FRONT_PAGE_DEPTH + 1:
        provisioning.open_to_site_editors(instance)


@receiver(post_page_move)
def rederive_owner(instance: Page, **kwargs: Any) -> None:
    """A moved page belongs to the unit it stands under now."""
    scoping.rederive(instance)


@receiver(page_published)
def count_contribution(instance: Page, **kwargs: Any) -> None:
    """An item that goes public for the first time takes its row in the ledger (LD-6.1a)."""
    ledger.record(instance, kwargs.get("revision"))
