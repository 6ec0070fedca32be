"""The rows behind a figure: each with its authors, who approved it, and where the item stands now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from units.approval.items import edit_url
from units.audience import visible_to
from units.choosing import snippets_for
from units.contributions import periods
from units.contributions.models import Contribution, ContributionQuerySet
from units.contributions.selection import kind_name
from units.models import OwnedSnippet


def with_people(rows: ContributionQuerySet) -> ContributionQuerySet:
    """``rows`` with approvers and authors, in a number of queries that does not grow within a page or a chunk."""
    return rows.select_related("approver").prefetch_related("authors")


def authors_text(row: Contribution) -> str:
    """The authors as counted, such as "Lê Văn An (60 %), Trần Thị Bình (40 %)"."""
    return ", ".join(str(author) for author in row.authors.all())


def approver_name(row: Contribution) -> str:
    """Who approved the item; says so where the account is gone."""
    if row.approver_id is None:
        return ""
    return str(row.approver) if row.approver else _("(account removed)")


@dataclass(frozen=True)
class Entry:
    """One row of the ledger as a person reads it. An address is empty where there is nothing for this person there."""

    row: Contribution
    edit_url: str
    public_url: str

    @property
    def title(self) -> str:
        """The title as counted."""
        return self.row.title

    @property
    def unit_name(self) -> str:
        """The unit's name at the time."""
        return self.row.unit_name

    @property
    def kind(self) -> str:
        """The kind as counted."""
        return kind_name(self.row.kind)

    @property
    def authors(self) -> str:
        """Authors with shares."""
        return authors_text(self.row)

    @property
    def approver(self) -> str:
        """Who approved it."""
        return approver_name(self.row)

    @property
    def event_day(self) -> str:
        """The day of the event."""
        return periods.day_text(self.row.event_date)

    @property
    def submitted(self) -> str:
        """When it was submitted."""
        return periods.moment_text(self.row.submitted_at)

    @property
    def approved(self) -> str:
        """When it was approved."""
        return periods.moment_text(self.row.approved_at)

    @property
    def published(self) -> str:
        """When it went public."""
        return periods.moment_text(self.row.published_at)


def entries(rows: Iterable[Contribution], request: HttpRequest) -> list[Entry]:
    """A page of rows with the addresses that ``request``'s person may open; two queries for each base type of item."""
    rows = list(rows)
    may_edit: dict[tuple[type, int], Any] = {}
    for base, numbers in _numbers(rows).items():
        own = page_permission_policy.instances_user_has_permission_for(request.user, "change")
        if base is not Page:
            own = base._default_manager.filter(snippets_for(request.user))
        may_edit |= {(base, item.pk): item for item in own.filter(pk__in=numbers)}
    public = public_items(rows, request)

    def entry(row: Contribution) -> Entry:
        key = (_base(row), row.item_id)
        return Entry(
            row,
            edit_url=edit_url(may_edit[key]) if key in may_edit else "",
            public_url=(public[row.pk].get_url(request) or "") if row.pk in public else "",
        )

    return [entry(row) for row in rows]


def public_items(rows: Iterable[Contribution], request: HttpRequest) -> dict[int, Any]:
    """The items of ``rows`` that whoever asks may read now, by row; a query a base type. No session."""
    rows = list(rows)
    public: dict[tuple[type, int], Any] = {}
    for base, numbers in _numbers(rows).items():
        readable = visible_to(request).readable(base._default_manager.filter(pk__in=numbers))
        public |= {(base, item.pk): item for item in readable}
    return {row.pk: public[_base(row), row.item_id] for row in rows if (_base(row), row.item_id) in public}


def _numbers(rows: list[Contribution]) -> dict[Any, list[int]]:
    """The items of ``rows`` by the model in whose table they are looked up."""
    numbers: dict[Any, list[int]] = {}
    for row in rows:
        base = _base(row)
        if base is not None:
            numbers.setdefault(base, []).append(row.item_id)
    return numbers


def _base(row: Contribution) -> Any:
    """The model in whose table the item is looked up: all pages together, snippets type by type."""
    model = ContentType.objects.get_for_id(row.item_type_id).model_class()
    if model is None or issubclass(model, Page):
        return Page if model is not None else None
    return model if issubclass(model, OwnedSnippet) else None
