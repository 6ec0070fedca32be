"""Everything that belongs to a unit, as questions to the database: by state, by kind, and what needs care."""

from __future__ import annotations

import calendar as months
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Cast
from wagtail.models import Page, WorkflowState

from home.models import ArticlePage, Kind
from units import calendar
from units.models import Membership, Unit
from units.scoping import owned_models

REVIEW_AFTER_YEARS = 1


def of(unit: Unit) -> QuerySet[Page]:
    """Every page of ``unit``, and no other: the owner is the one that ``units.scoping`` keeps in the page."""
    owned = Q()
    for model in owned_models():
        owned |= Q(pk__in=model._base_manager.filter(unit=unit).values("pk"))
    pages: QuerySet[Page] = Page.objects.filter(owned)
    return pages


def of_kind(pages: QuerySet[Page], kind: str) -> QuerySet[Page]:
    """Those of a kind of article, or of another type of page."""
    if kind in Kind.values:
        return pages.filter(pk__in=ArticlePage.objects.filter(kind=kind).order_by().values("pk"))
    return pages.filter(content_type__model=kind)


def waiting(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those that wait at a stage of their route."""
    return pages.filter(_on_route(WorkflowState.STATUS_IN_PROGRESS))


def returned(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Those sent back to their authors."""
    return pages.filter(_on_route(WorkflowState.STATUS_NEEDS_CHANGES))


def public(pages: QuerySet[Page]) -> QuerySet[Page]:
    """What readers see."""
    return pages.filter(live=True)


def drafts(pages: QuerySet[Page]) -> QuerySet[Page]:
    """What has never been public and is not on its route."""
    under_way = _on_route(WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)
    return pages.filter(~under_way, live=False, first_published_at=None)


def taken_down(pages: QuerySet[Page]) -> QuerySet[Page]:
    """What readers saw once and no longer see."""
    return pages.filter(live=False, first_published_at__isnull=False)


def orphans(pages: QuerySet[Page], unit: Unit) -> QuerySet[Page]:
    """Drafts and returned items whose owner no longer works in the unit, so that nobody goes on with them."""
    at_work = Q(unit=unit) | Q(unit=None) if unit.is_managing else Q(unit=unit)
    staff = Membership.objects.in_force().filter(at_work).order_by().values("user")
    unfinished = pages.filter(live=False, first_published_at=None).exclude(_on_route(WorkflowState.STATUS_IN_PROGRESS))
    return unfinished.filter(Q(owner=None) | ~Q(owner__in=Subquery(staff)))


def due_for_review(pages: QuerySet[Page]) -> QuerySet[Page]:
    """Public items that nobody has confirmed by an approval for twelve months."""
    return public(pages).filter(last_published_at__lt=_a_year_ago())


def _on_route(*statuses: str) -> Exists:
    states = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page), status__in=statuses
    )
    return Exists(states.filter(object_id=Cast(OuterRef("pk"), CharField())))


def _a_year_ago() -> datetime:
    day = calendar.today()
    year = day.year - REVIEW_AFTER_YEARS
    last = months.monthrange(year, day.month)[1]
    return calendar.start_of(date(year, day.month, min(day.day, last)))
