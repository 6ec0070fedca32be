"""The rows behind a figure: each with its authors, who approved it, and where the item stands now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from units.audience import visible_to
from units.contributions import periods
from units.contributions.models import Contribution, ContributionQuerySet
from units.contributions.selection import kind_name


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
    """A page of rows with the addresses that ``request``'s person may open; two queries for all of them."""
    rows = list(rows)
    ids = [row.item_id for row in rows if _is_page(row)]
    editable = page_permission_policy.instances_user_has_permission_for(request.user, "change")
    may_edit = set(editable.filter(pk__in=ids).values_list("pk", flat=True))
    public = {page.pk: page for page in visible_to(request).readable(Page.objects.filter(pk__in=ids))}

    def entry(row: Contribution) -> Entry:
        page = public.get(row.item_id) if _is_page(row) else None
        edit = _is_page(row) and row.item_id in may_edit
        return Entry(
            row,
            edit_url=reverse("wagtailadmin_pages:edit", args=[row.item_id]) if edit else "",
            public_url=(page.get_url(request) or "") if page else "",
        )

    return [entry(row) for row in rows]


def _is_page(row: Contribution) -> bool:
    model = ContentType.objects.get_for_id(row.item_type_id).model_class()
    return model is not None and issubclass(model, Page)
