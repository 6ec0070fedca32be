"""Figures: which day an item counts for, what changes them (nothing), and what stands behind each of them."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from home.models import ArticlePage
from tests.factories.contributions import SECTIONS, ContributionFactory, fill_ledger, local, many_units
from tests.factories.units import UserFactory
from units import calendar
from units.calendar import Period
from units.contributions import ledger, periods
from units.contributions.figures import figures
from units.contributions.periods import Span
from units.contributions.readers import Reach, reach_of
from units.contributions.reports import front_page_table
from units.contributions.selection import Selection
from units.models import FormerName, Unit

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-6.1a")]


@pytest.fixture
def units() -> list[Unit]:
    return many_units(4)


def all_seeing() -> Reach:
    return reach_of(UserFactory.build(is_superuser=True))


def counted(span: Span, period: Period, **filters: object) -> int:
    return figures(all_seeing(), Selection(span, period, **filters)).total


MONTH, QUARTER, YEAR = (
    (Span.MONTH, calendar.month(2026, 9)),
    (Span.QUARTER, calendar.quarter(2026, 3)),
    (Span.YEAR, calendar.year(2026)),
)


@pytest.mark.parametrize(
    ("asked", "first_in", "last_in", "before", "after"),
    [
        (MONTH, (2026, 9, 1), (2026, 9, 30), (2026, 8, 31), (2026, 10, 1)),
        (QUARTER, (2026, 7, 1), (2026, 9, 30), (2026, 6, 30), (2026, 10, 1)),
        (YEAR, (2026, 1, 1), (2026, 12, 31), (2025, 12, 31), (2027, 1, 1)),
        (
            (Span.DAYS, Period(date(2026, 9, 15), date(2026, 9, 15))),
            (2026, 9, 15),
            (2026, 9, 15),
            (2026, 9, 14),
            (2026, 9, 16),
        ),
    ],
    ids=["month", "quarter", "year", "one day"],
)
def test_a_period_runs_from_midnight_to_midnight(units, asked, *, first_in, last_in, before, after):
    inside = [local(*first_in, 0, 0), local(*last_in, 23, 59, 59)]
    outside = [local(*before, 23, 59, 59), local(*after, 0, 0)]
    for moment in inside + outside:
        ContributionFactory(unit=units[0], published_at=moment)
    assert counted(*asked) == 2


def test_an_evening_item_counts_for_its_local_day_though_utc_says_otherwise(units):
    """06:30 on 1 October in Đà Lạt is 30 September in UTC."""
    ContributionFactory(unit=units[0], published_at=local(2026, 10, 1, 6, 30))
    assert counted(Span.MONTH, calendar.month(2026, 10)) == 1
    assert counted(Span.MONTH, calendar.month(2026, 9)) == 0


def spread_ledger(units: list[Unit]) -> None:
    fill_ledger(
        units,
        120,
        [
            local(2026, 9, 30, 23, 59, 59),
            local(2026, 10, 1, 0, 0),
            local(2026, 10, 31, 23, 59),
            local(2026, 11, 1, 0, 0),
        ],
    )


@pytest.mark.parametrize(
    "filters",
    [
        {},
        {"kind": "news"},
        {"origin": "collected"},
        {"timely": True},
        {"timely": False, "origin": "own"},
        *({"section": section} for section in SECTIONS),
        {"section": "Chuyên mục"},
    ],
    ids=str,
)
def test_every_figure_equals_the_rows_behind_it(units, filters):
    spread_ledger(units)
    reach = all_seeing()
    asked = Selection(Span.MONTH, calendar.month(2026, 10), **filters)
    table = figures(reach, asked)
    for line, (code, _name) in product(table.lines, table.kinds):
        assert line.by_kind[code] == asked.narrowed(line.unit, code).rows(reach).count()
    for line in table.lines:
        assert line.total == asked.narrowed(line.unit).rows(reach).count()
        assert line.total == sum(line.by_kind[code] for code, _name in table.kinds)
    for code, _name in table.kinds:
        assert table.by_kind[code] == asked.narrowed(kind=code).rows(reach).count()
    assert table.total == asked.rows(reach).count() == sum(line.total for line in table.lines)


@pytest.mark.parametrize("section", SECTIONS)
def test_a_section_is_found_by_its_whole_name(units, section):
    wanted = [ContributionFactory(unit=units[0], sections=titles) for titles in ([section], ["Khác", section])]
    ContributionFactory(unit=units[0], sections=[f"{section} khác", section.upper()])
    ContributionFactory(unit=units[0], sections=[])
    asked = Selection(Span.YEAR, calendar.year(2026), section=section)
    assert set(asked.rows(all_seeing())) == set(wanted)


def test_months_add_up_to_quarters_and_quarters_to_the_year(units):
    moments = [local(2026, month, day, hour, 59) for month in range(1, 13) for day in (1, 28) for hour in (0, 23)]
    fill_ledger(units, 200, moments)
    months = [counted(Span.MONTH, calendar.month(2026, number)) for number in range(1, 13)]
    quarters = [counted(Span.QUARTER, calendar.quarter(2026, number)) for number in range(1, 5)]
    assert quarters == [sum(months[n : n + 3]) for n in range(0, 12, 3)]
    assert sum(quarters) == counted(Span.YEAR, calendar.year(2026)) == 200


def test_a_unit_without_rows_shows_a_zero_while_it_existed_and_no_line_otherwise(units):
    silent, ended, ended_with_rows, later = units
    Unit.objects.filter(pk__in=[ended.pk, ended_with_rows.pk]).update(valid_to=date(2026, 9, 30))
    Unit.objects.filter(pk=later.pk).update(valid_from=date(2026, 11, 1))
    ContributionFactory(unit=ended_with_rows, published_at=local(2026, 10, 2))
    table = figures(all_seeing(), Selection(Span.MONTH, calendar.month(2026, 10)))
    assert {line.unit: line.total for line in table.lines} == {silent: 0, ended_with_rows: 1}


def test_renaming_a_unit_changes_neither_figures_nor_the_name_under_which_it_gave(units):
    unit = units[0]
    ContributionFactory(unit=unit, unit_name="Ban Tuyên giáo Tỉnh ủy", published_at=local(2026, 10, 2))
    Unit.objects.filter(pk=unit.pk).update(name="Ban Tuyên giáo và Dân vận Tỉnh ủy")
    asked = Selection(Span.MONTH, calendar.month(2026, 10))
    line = next(line for line in figures(all_seeing(), asked).lines if line.unit == unit)
    assert (line.name, line.total) == ("Ban Tuyên giáo Tỉnh ủy", 1)


def test_a_unit_renamed_within_the_period_has_one_line_under_its_last_name(units):
    unit = units[0]
    ContributionFactory(unit=unit, unit_name="Tên mới", kind="video", published_at=local(2026, 10, 20))
    ContributionFactory(unit=unit, unit_name="Tên cũ", published_at=local(2026, 10, 2))
    lines = [
        line for line in figures(all_seeing(), Selection(Span.YEAR, calendar.year(2026))).lines if line.unit == unit
    ]
    assert [(line.name, line.total, dict(line.by_kind)) for line in lines] == [("Tên mới", 2, {"news": 1, "video": 1})]


def test_a_silent_unit_goes_by_the_name_it_bore_in_the_period(units):
    unit = units[0]
    FormerName.objects.create(unit=unit, name="Tên trước", valid_from=date(2020, 1, 1), valid_to=date(2026, 6, 30))

    def name_in(month: int) -> str:
        table = figures(all_seeing(), Selection(Span.MONTH, calendar.month(2026, month)))
        return next(line.name for line in table.lines if line.unit == unit)

    assert (name_in(5), name_in(7)) == ("Tên trước", unit.name)


def test_what_happens_to_an_item_later_changes_no_figure(units):
    owner, other = units[:2]
    site = Page.objects.get(slug="home")
    article = site.add_child(instance=ArticlePage(title="Đại hội điểm", kind="feature", live=False))
    article.unit, article.first_published_at = owner, local(2026, 10, 5)
    assert ledger.record(article, None)
    asked = Selection(Span.MONTH, calendar.month(2026, 10))
    before = figures(all_seeing(), asked)
    assert before.by_kind == {"feature": 1}

    ArticlePage.objects.filter(pk=article.pk).update(unit=other, kind="video", title="Tên khác", live=False)
    assert figures(all_seeing(), asked) == before
    assert ledger.record(article, None) is None
    article.delete()
    assert figures(all_seeing(), asked) == before
    assert [row.title for row in asked.rows(all_seeing())] == ["Đại hội điểm"]


def test_a_kind_that_no_content_type_claims_any_longer_still_counts(units):
    ContributionFactory(unit=units[0], kind="radio")
    table = figures(all_seeing(), Selection(Span.YEAR, calendar.year(2026)))
    assert table.kinds[-1] == ("radio", "radio")
    assert table.total == 1


@pytest.mark.parametrize(
    ("span", "period", "words"),
    [
        (Span.MONTH, calendar.month(2026, 2), "02/2026"),
        (Span.QUARTER, calendar.quarter(2026, 4), "IV/2026"),
        (Span.YEAR, calendar.year(2026), "2026"),
        (Span.DAYS, Period(date(2026, 10, 1), date(2026, 10, 15)), "01/10/2026"),
    ],
)
def test_a_period_has_a_name(span, period, words):
    assert words in periods.label(span, period)


class TestFrontPage:
    def test_nothing_before_the_first_month_is_over(self, units, time_machine):
        time_machine.move_to(local(2026, 10, 31, 23, 59))
        ContributionFactory(unit=units[0], published_at=local(2026, 10, 1, 0, 0))
        assert front_page_table() is None

    def test_the_last_complete_month_with_rows(self, units, time_machine, django_assert_num_queries):
        for unit, moment in (
            (units[0], local(2026, 8, 31, 23, 59)),
            (units[1], local(2026, 9, 1, 0, 0)),
            (units[1], local(2026, 9, 30, 23, 59, 59)),
            (units[2], local(2026, 9, 12)),
            (units[0], local(2026, 11, 1, 0, 0)),
        ):
            ContributionFactory(unit=unit, published_at=moment)
        time_machine.move_to(local(2026, 11, 1, 0, 1))
        with django_assert_num_queries(2):
            table = front_page_table()
        assert table is not None
        assert "09/2026" in table["label"]
        assert table["rows"] == [{"unit": units[1].name, "count": 2}, {"unit": units[2].name, "count": 1}]
        assert table["total"] == 3

    def test_ten_units_are_shown_and_all_are_counted(self, time_machine):
        fill_ledger(many_units(13), 130, [local(2026, 9, 12)])
        time_machine.move_to(local(2026, 10, 2))
        table = front_page_table()
        assert table is not None
        assert len(table["rows"]) == 10
        assert table["total"] == 130


def test_rows_of_items_that_are_no_pages_are_counted(units):
    ContributionFactory(unit=units[0], item_type=ContentType.objects.get_for_model(Unit))
    assert counted(Span.YEAR, calendar.year(2026)) == 1
