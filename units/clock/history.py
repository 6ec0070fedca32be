"""The spells of an item as Wagtail's workflow records them: its author's, each stage's, and the wait to be published.

The history ends with the first publication: what happens to a public item later has no bearing on its being late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Min, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Revision, TaskState

from units.clock.delay import Spell

#: The base content type and the primary key by which Wagtail's workflow knows an item.
Key = tuple[int, str]

WRITING = "writing"
PUBLISHING = "publishing"
NAMES: dict[str, str | Promise] = {WRITING: _("writing"), PUBLISHING: _("approved, waiting to be published")}
#: From one stage to the next and from the last approval to publication it takes the machine a moment.
INSTANT = timedelta(minutes=1)


def stage_name(stage: str) -> str:
    """What people call the stage of a spell."""
    return str(NAMES.get(stage, stage))


def key_of(item: Any) -> Key:
    """The key of ``item``, a page or a snippet with revisions."""
    return item.get_base_content_type().pk, str(item.pk)


def key_in(item_type: ContentType, item_id: int) -> Key:
    """The key of an item known by its own content type, whether it still exists or not."""
    model = item_type.model_class()
    if model is None:
        return item_type.pk, str(item_id)
    base = ([model, *model._meta.get_parent_list()])[-1]
    return ContentType.objects.get_for_model(base, for_concrete_model=False).pk, str(item_id)


def spells_of(item: Any) -> list[Spell]:
    """The history of one item up to its first publication; two queries."""
    key = key_of(item)
    return histories({key: getattr(item, "first_published_at", None)})[key]


def histories(published: Mapping[Key, datetime | None]) -> dict[Key, list[Spell]]:
    """The history of each item, given when it first became public; two queries however many there are."""
    begun = _begun(published)
    visits: dict[Key, list[tuple[str, datetime, datetime | None, str]]] = {key: [] for key in published}
    rows = (
        TaskState.objects.filter(among(published, "workflow_state__"))
        .exclude(status=TaskState.STATUS_SKIPPED)
        .order_by("started_at", "pk")
        .values_list(
            "workflow_state__base_content_type",
            "workflow_state__object_id",
            "task__name",
            "started_at",
            "finished_at",
            "status",
        )
    )
    for base, pk, *visit in rows:
        visits[base, pk].append(tuple(visit))
    return {key: _spells(begun.get(key), visits[key], published[key]) for key in published}


def _begun(keys: Iterable[Key]) -> dict[Key, datetime]:
    firsts = Revision.objects.filter(among(keys)).order_by().values_list("base_content_type", "object_id")
    return {(base, pk): first for base, pk, first in firsts.annotate(first=Min("created_at"))}


def among(keys: Iterable[Key], prefix: str = "") -> Q:
    """The rows that belong to one of ``keys``; ``prefix`` leads from the rows to what bears base type and object id."""
    by_base: dict[int, list[str]] = {}
    for base, pk in keys:
        by_base.setdefault(base, []).append(pk)
    wanted = Q(pk__in=[])
    for base, pks in by_base.items():
        wanted |= Q(**{f"{prefix}base_content_type": base, f"{prefix}object_id__in": pks})
    return wanted


def _spells(
    begun: datetime | None,
    visits: Iterable[tuple[str, datetime, datetime | None, str]],
    published: datetime | None,
) -> list[Spell]:
    spells: list[Spell] = []
    holder, since = WRITING, begun
    for stage, started, finished, status in visits:
        if published is not None and started >= published:
            break
        if since is not None and started - since >= INSTANT:
            spells.append(Spell(holder, since, started))
        spells.append(Spell(stage, started, finished))
        holder, since = PUBLISHING if status == TaskState.STATUS_APPROVED else WRITING, finished
    if since is not None and (published is None or published - since >= INSTANT):
        spells.append(Spell(holder, since, published))
    return spells
