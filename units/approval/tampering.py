"""Finding what was changed in the database behind the workflow's back (ND-10.4b); part of ``audit verify``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.models import Page

from units import scoping
from units.approval import digest
from units.approval.models import Emergency, Verdict
from units.record.models import RecordEntry
from units.record.verbs import Verb

#: Items in memory at a time.
AT_ONCE = 100


def public_text() -> Iterator[str]:
    """Every public item whose text is not the one that was published, or that nobody published by the rules."""
    models: list[Any] = [*scoping.owned_models(), *scoping.owned_snippets()]
    for model in models:
        public = model._default_manager.filter(live=True).select_related("live_revision")
        for item in public.iterator(chunk_size=AT_ONCE):
            if item.live_revision is not None:
                yield from _flaws_of(item)
            elif not item.structural:
                yield _("“%(title)s” (%(kind)s %(number)s) is public, but no version of it was ever published.") % (
                    _named(item)
                )


def _named(item: Any) -> dict[str, Any]:
    kind = _("page") if isinstance(item, Page) else item._meta.verbose_name
    return {"title": item.title, "kind": kind, "number": item.pk, "version": item.live_revision_id}


def _flaws_of(item: Any) -> Iterator[str]:
    values = _named(item)
    approved = _digests_approved(item)
    if not approved:
        yield _("“%(title)s” (%(kind)s %(number)s): nobody approved the public version %(version)s.") % values
    elif digest.of_revision(item.live_revision) not in approved:
        yield (
            _("“%(title)s” (%(kind)s %(number)s): version %(version)s was changed in the database afterwards.") % values
        )
    elif digest.differs(item.live_revision, item):
        yield _("“%(title)s” (%(kind)s %(number)s): the public text differs from approved version %(version)s.") % (
            values
        )


def _digests_approved(item: Any) -> set[str]:
    """What the public version said when it was approved or published."""
    version = item.live_revision_id
    noted = RecordEntry.objects.about(item).filter(revision_id=version, verb__in=[Verb.APPROVED, Verb.PUBLISHED])
    digests = set(noted.exclude(text_digest="").values_list("text_digest", flat=True))
    if digests:
        return digests
    if Emergency.objects.about(item).filter(revision=version).exists():
        return {digest.of_revision(item.live_revision)}
    approving = Verdict.objects.approving().filter(visit__revision=version)
    return set(approving.values_list("text_digest", flat=True))


def verdicts() -> Iterator[str]:
    """Every verdict that says anything else than the record, and every one that the record knows and that is gone."""
    entries = RecordEntry.objects.filter(verb__in=[Verb.APPROVED, Verb.RETURNED], details__has_key="verdict")
    batch: list[RecordEntry] = []
    for entry in entries.order_by("number").iterator(chunk_size=AT_ONCE):
        batch.append(entry)
        if len(batch) == AT_ONCE:
            yield from _compare(batch)
            batch = []
    yield from _compare(batch)


def _compare(entries: list[RecordEntry]) -> Iterator[str]:
    stored = Verdict.objects.in_bulk([entry.details["verdict"] for entry in entries])
    for entry in entries:
        verdict = stored.get(entry.details["verdict"])
        values = {"number": entry.pk, "title": entry.title, "person": entry.actor_name}
        if verdict is None:
            # A draft that was returned may be deleted, and what was said about it goes with it.
            if entry.verb == Verb.APPROVED and _still_public(entry):
                yield _("Entry %(number)s: the verdict of %(person)s on “%(title)s” was removed.") % values
        elif (verdict.user_id, verdict.decision, verdict.text_digest) != (
            entry.actor_id,
            entry.verb,
            entry.text_digest,
        ):
            yield _("Entry %(number)s: the verdict of %(person)s on “%(title)s” was altered.") % values


def _still_public(entry: RecordEntry) -> bool:
    model = entry.item_type.model_class() if entry.item_type else None
    return model is not None and model._default_manager.filter(pk=entry.item_id, live=True).exists()
