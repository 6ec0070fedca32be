"""What pages and snippets of a unit share: their route, their lock, their versions, their text (LD-5.1a, ND-9.1)."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.locks import BaseLock, BasicLock, ScheduledForPublishLock
from wagtail.models import Revision, Workflow

from units.normalising import normalise_fields
from units.scoping import unit_of


class OwnedItem:
    """An item of a unit, mixed in before Wagtail's class. It becomes public by approval alone."""

    #: A structural item is laid by provisioning and starts public with nothing but names from the register on it.
    structural: ClassVar[bool] = False

    @property
    def item_key(self) -> str:
        """Its key in the addresses of approval."""
        from units.approval.items import key_of

        return key_of(self)

    @classmethod
    def get_default_workflow(cls) -> Workflow | None:
        """The route that an item takes which has no unit yet: the general one."""
        from units.approval.routes import in_force_for

        return in_force_for(None)

    @property
    def has_workflow(self) -> bool:
        """Whether any approval route holds here today."""
        return self.get_workflow() is not None

    def get_workflow(self) -> Workflow | None:
        """The approval route that holds for the item's unit today, as Wagtail's workflow."""
        from units.approval.routes import in_force_for

        return in_force_for(unit_of(self))

    def save_revision(self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any) -> Revision:
        """Save a version; one that has been submitted is never overwritten, a new one follows it (ND-10.4b)."""
        from units.approval.record import is_on_record

        item: Any = self
        if overwrite_revision is not None and overwrite_revision == item.get_latest_revision():
            overwrite_revision = None if is_on_record(overwrite_revision) else overwrite_revision
        saved: Revision = super().save_revision(  # type: ignore[misc]
            *args, overwrite_revision=overwrite_revision, **kwargs
        )
        return saved

    def get_lock(self) -> BaseLock | None:
        """While the item waits, the lock of its stage holds for everybody, whoever else has locked it."""
        item: Any = self
        stage = item.current_workflow_task
        if stage is not None and stage.lock_class:
            held: BaseLock = stage.lock_class(self, stage)
            return held
        lock: BaseLock | None = super().get_lock()  # type: ignore[misc]
        if isinstance(lock, ScheduledForPublishLock):
            # Who finds a mistake before the hour writes the next version, which takes its place once it is approved.
            return BasicLock(self) if item.locked else None
        return lock

    def clean(self) -> None:
        """Store every text as Unicode NFC without control characters (ND-7.1f)."""
        super().clean()  # type: ignore[misc]
        item: Any = self
        normalise_fields(item)
