"""What follows from a change: provisioning, rights, ownership, the ledger."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import Signal, receiver
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, Revision, WorkflowState
from wagtail.signals import (
    page_published,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
    workflow_cancelled,
)
from wagtailmedia.models import get_media_model

from accounts import factors
from accounts.rules import keeping
from units import files, lifecycle, provisioning, rights, scoping, trusted
from units.approval import corrections, items, notices, publication, record, release, tampering
from units.approval.permissions import FRONT_PAGE_DEPTH
from units.contributions import ledger
from units.keytasks import tying
from units.members.recording import note_membership
from units.messages import stock_mails
from units.models import FormerName, Membership, Unit
from units.record import checks as record_checks

pre_save.connect(release.refuse_unapproved, dispatch_uid="refuse-unapproved")
for file_model in (get_image_model(), get_document_model(), get_media_model()):
    pre_delete.connect(files.refuse_deletion, sender=file_model, dispatch_uid=f"keep-{file_model.__name__}")
stock_mails.silence()
user_logged_in.connect(rights.note_held, dispatch_uid="note-held")
keeping.let_oversee(trusted.keeps_the_register)
factors.demand(trusted.decides_or_administers)
for check in (tampering.public_text, tampering.verdicts):
    record_checks.register(check)
pre_save.connect(record.keep, sender=Revision, dispatch_uid="keep-record")


@receiver(pre_save, sender=Unit)
def keep_former_kind(instance: Unit, raw: bool = False, **kwargs: Any) -> None:
    """A unit that changes its kind is remembered as what it was: duties of the time rest on it (ND-1.2a)."""
    if not raw:
        lifecycle.record_former_kind(instance)


@receiver(post_save, sender=Unit)
def provision_unit(instance: Unit, raw: bool = False, **kwargs: Any) -> None:
    """A saved unit has its page, collection, groups and permissions (LD-3.6)."""
    if not raw:
        provisioning.provision(instance)


@receiver([post_save, post_delete], sender=FormerName)
def find_by_former_name(instance: FormerName, raw: bool = False, **kwargs: Any) -> None:
    """Readers find a unit by the names that it bore (N-7)."""
    if not raw:
        provisioning.index_names(instance.unit)


@receiver(post_save, sender=Membership)
def sync_rights(instance: Membership, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """A saved membership takes effect at once and is written into the record (ND-5.3c, ND-13.6a)."""
    if not raw:
        rights.sync(instance.user)
        note_membership(instance, created)


@receiver(post_save)
def open_general_page(sender: type, instance: Any, created: bool = False, raw: bool = False, **kwargs: Any) -> None:
    """A new page right below the front page is open to site editors."""
    if created and not raw and isinstance(instance, Page) and instance.depth == FRONT_PAGE_DEPTH + 1:
        provisioning.open_to_site_editors(instance)


@receiver(post_page_move)
def rederive_owner(instance: Page, **kwargs: Any) -> None:
    """A moved page belongs to the unit it stands under now."""
    scoping.rederive(instance)


@receiver([page_published, published])
def note_publication(instance: Any, signal: Signal, **kwargs: Any) -> None:
    """What goes public is written into the record and, the first time, into the ledger (LD-6.1a, ND-10.4b)."""
    if signal is published and isinstance(instance, Page):
        return  # Wagtail sends both of a page.
    # Wagtail sends this for an approved item that waits for its hour as well.
    if instance.live and items.is_owned(instance):
        files.note_references(instance)
        ledger.record(instance, kwargs.get("revision"))
        tying.follow(instance)
        publication.note_published(instance, kwargs.get("revision"))
        corrections.note_published(instance, kwargs.get("revision"))


@receiver([page_unpublished, unpublished])
def note_unpublication(instance: Any, signal: Signal, **kwargs: Any) -> None:
    """What is no longer public is written into the record."""
    if signal is unpublished and isinstance(instance, Page):
        return  # Wagtail sends both of a page.
    if items.is_owned(instance):
        notices.unpublished(instance)


@receiver(workflow_cancelled)
def note_taken_back(instance: WorkflowState, user: Any = None, **kwargs: Any) -> None:
    """A submission that was ended is written into the record (LD-1.2c)."""
    notices.taken_back(instance, user)
