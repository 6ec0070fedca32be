"""Rows of the ledger, as publication writes them, without the publishing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import factory
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Page

from tests.factories.portal import bare_wagtail
from tests.factories.units import UnitFactory
from units.models import Contribution, ContributionAuthor, Unit

KINDS = ("news", "feature", "photo_story", "video", "exemplar", "event", "rebuttal")
ORIGINS = ("own", "collected", "reused")
SECTIONS = ("Tin tức – Sự kiện", "Xây dựng Đảng", "Học tập và làm theo Bác", 'Chuyên mục "100%" \\ mới')


def local(year: int, month: int, day: int, *clock: int) -> datetime:
    """A moment on the clock of Asia/Ho_Chi_Minh."""
    return timezone.make_aware(datetime(year, month, day, *(clock or (9,))), timezone.get_default_timezone())


class ContributionFactory(DjangoModelFactory):
    class Meta:
        model = Contribution

    item_type = factory.LazyFunction(lambda: ContentType.objects.get_for_model(Page))
    item_id = factory.Sequence(lambda number: 1_000_000 + number)
    revision_id = None
    title = factory.Sequence("Hội nghị Ban Chấp hành lần thứ {}".format)
    unit = factory.SubFactory(UnitFactory)
    unit_name = factory.LazyAttribute(lambda row: row.unit.name)
    kind = "news"
    sections = factory.LazyFunction(lambda: [SECTIONS[0]])
    origin = "own"
    timely = False
    event_date = date(2026, 10, 14)
    published_at = local(2026, 10, 15)


class ContributionAuthorFactory(DjangoModelFactory):
    class Meta:
        model = ContributionAuthor

    contribution = factory.SubFactory(ContributionFactory)
    name = "Nguyễn Thị Mai"
    share = 100


def many_units(number: int) -> list[Unit]:
    """Units without pages, collections and groups, which figures do not need."""
    bare_wagtail()
    first = UnitFactory()
    made = Unit.objects.bulk_create(
        Unit(code=f"co-so-{n}", name=f"Đảng bộ cơ sở {n}", kind=first.kind, valid_from=first.valid_from, order=n)
        for n in range(number - 1)
    )
    return [first, *made]


def fill_ledger(
    units: Sequence[Unit], number: int, moments: Sequence[datetime], start: int = 0, authors: bool = True
) -> None:
    """``number`` rows from the ``start``-th on, spread over all there is, each with one or two ``authors``."""
    page = ContentType.objects.get_for_model(Page)
    rows = Contribution.objects.bulk_create(
        [
            Contribution(
                item_type=page,
                item_id=5_000_000 + n,
                title=f"Tin số {n} của đơn vị",
                unit=units[n * 7 % len(units)],
                unit_name=units[n * 7 % len(units)].name,
                kind=KINDS[n * n % len(KINDS)],
                sections=[SECTIONS[n % 4], SECTIONS[(n + 1) % 4]][: 1 + n % 2],
                origin=ORIGINS[n % 5 % 3],
                timely=n % 4 == 0,
                event_date=date(2026, 10, 1 + n % 28),
                submitted_at=datetime(2026, 9, 30, 1, tzinfo=UTC),
                published_at=moments[n % len(moments)],
            )
            for n in range(start, start + number)
        ],
        batch_size=500,
    )
    ContributionAuthor.objects.bulk_create(
        [
            ContributionAuthor(contribution=row, name=name, share=100 // (1 + n % 2))
            for n, row in enumerate(rows if authors else [])
            for name in ("Lê Văn An", "Trần Thị Bình")[: 1 + n % 2]
        ],
        batch_size=2000,
    )
