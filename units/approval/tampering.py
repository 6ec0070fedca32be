"""Finding what was changed in the database behind the workflow's back (ND-10.4b); part of ``audit verify``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from units import scoping
from units.approval import digest
from units.approval.models import Emergency, Verdict
from units.record.models import RecordEntry
from units.record.verbs import Verb

#: Pages in memory at a time.
AT_ONCE = 100


def public_text() -> Iterator[str]:
    """Every public page whose text is not the one that was published, or that nobody published by the rules."""
    for model in scoping.owned_models():
        for page in model.objects.live().select_related("live_revision").iterator(chunk_size=AT_ONCE):
            if page.live_revision is not None:
                yield from _flaws_of(page)
            elif not page.structural:
                yield _("“%(title)s” (page %(number)s) is public, but no version of it was ever published.") % {
                    "title": page.title,
                    "number": page.pk,
                }


def _flaws_of(page: Any) -> Iterator[str]:
    values = {"title": page.title, "number": page.pk, "version": page.live_revision_id}
    approved = _digests_approved(page)
    if not approved:
        yield _("“%(title)s” (page %(number)s): nobody approved the public version %(version)s.") % values
    elif digest.of_revision(page.live_revision) not in approved:
        yield _("“%(title)s” (page %(number)s): version %(version)s was changed in the database afterwards.") % values
    elif digest.differs(page.live_revision, page):
        yield _("“%(title)s” (page %(number)s): the public text differs from approved version %(version)s.") % values


def _digests_approved(page: Any) -> set[str]:
    """What the public version said when it was approved or published."""
    version = page.live_revision_id
    noted = RecordEntry.objects.about(page).filter(revision_id=version, verb__in=[Verb.APPROVED, Verb.PUBLISHED])
    digests = set(noted.exclude(text_digest="").values_list("text_digest", flat=True))
    if digests:
        return digests
    if Emergency.objects.about(page).filter(revision=version).exists():
        return {digest.of_revision(page.live_revision)}
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
    return any(model.objects.live().filter(pk=entry.item_id).exists() for model in scoping.owned_models())
