"""Closing a period that is over: once, for good, however late, and by itself."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.contributions import SECTIONS, ContributionFactory, local, many_units
from tests.units.periods._ledger import OCTOBER, at, closed, given, labels, run
from units import calendar
from units.contributions.models import ImmutableRow
from units.models import ClosedFigure, ClosedLine, ClosedPeriod, Contribution, RecordEntry, Unit
from units.periods import closing, freezing
from units.record.verbs import Verb

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-6.1a")]


@pytest.fixture
def units() -> list[Unit]:
    return many_units(3)


def cells(period: ClosedPeriod) -> dict[tuple[str, str, str], int]:
    """Unit, kind and section of every closed figure."""
    rows = ClosedFigure.objects.filter(line__period=period)
    return {
        (unit, kind, section): n
        for unit, kind, section, n in rows.values_list("line__unit__code", "kind", "section", "count")
    }


def test_a_month_takes_the_ledger_as_it_is(units: list[Unit]) -> None:
    given(units[0], 9, 30, 23, 59, 59)
    given(units[0], 10, 1, 0, 0, 0, sections=[SECTIONS[0], SECTIONS[1]])
    given(units[1], 10, 31, 23, 59, 59, kind="video", sections=[])
    given(units[1], 11, 1, 0, 0, 0)
    month = closed()
    first, second = units[0].code, units[1].code
    assert cells(month) == {
        (first, "news", ""): 1,
        (first, "news", SECTIONS[0]): 1,
        (first, "news", SECTIONS[1]): 1,
        (second, "video", ""): 1,
    }
    assert month.total == 2
    # The third unit gave nothing, and that is said.
    assert set(month.lines.values_list("unit__code", flat=True)) == {unit.code for unit in units}


@pytest.mark.clause("LD-6.1b")
def test_the_first_of_the_month_at_midnight_and_at_seven(units: list[Unit]) -> None:
    given(units[0], 10, 31, 23, 59, 59)
    run(2026, 11, 1, 0, 0)
    assert labels() == []
    run(2026, 11, 1, 7, 0)
    assert labels() == ["month 2026-10-01"]


@pytest.mark.parametrize(("year", "last"), [(2028, 29), (2027, 28)])
def test_february_has_the_days_of_its_year(units: list[Unit], year: int, last: int) -> None:
    for moment in (local(year, 2, last, 23, 59, 59), local(year, 3, 1)):
        ContributionFactory(unit=units[0], published_at=moment)
    run(year, 3, 1, 7, 0)
    february = ClosedPeriod.objects.get(span="month", first__year=year, first__month=2)
    assert february.total == 1
    assert february.period.last.day == last


def test_a_machine_that_was_off_for_three_days_catches_up_by_itself(units: list[Unit]) -> None:
    given(units[0], 10, 5)
    told = run(2026, 11, 4, 1, 20)
    assert labels() == ["month 2026-10-01"]
    assert "10/2026" in told


def test_missed_months_make_the_quarter_and_the_year(units: list[Unit]) -> None:
    for month in (10, 11, 12):
        given(units[0], month, 15)
    run(2027, 1, 3, 1, 20)
    assert labels() == [
        "month 2026-10-01",
        "month 2026-11-01",
        "month 2026-12-01",
        "quarter 2026-10-01",
        "year 2026-01-01",
    ]
    assert set(ClosedPeriod.objects.values_list("span", "total")) == {("month", 1), ("quarter", 3), ("year", 3)}


def test_a_run_again_closes_and_notes_nothing_twice(units: list[Unit]) -> None:
    given(units[0], 10, 5)
    run(2026, 11, 2)
    before = (ClosedPeriod.objects.count(), ClosedLine.objects.count(), RecordEntry.objects.count())
    assert before[0] == 1
    assert "0" in run(2026, 11, 2)
    run(2026, 11, 20, periods=["2026-10"])
    assert (ClosedPeriod.objects.count(), ClosedLine.objects.count(), RecordEntry.objects.count()) == before


def test_of_two_runs_at_once_the_second_finds_the_month_closed(units: list[Unit]) -> None:
    given(units[0], 10, 5)
    now = local(2026, 11, 2)
    assert [each.label for each in closing.due(now)] == [OCTOBER.label]
    assert closing.close(OCTOBER, now) is not None
    assert closing.close(OCTOBER, now) is None


def test_an_interruption_leaves_nothing_and_the_next_run_does_it_all(units, monkeypatch) -> None:
    given(units[0], 10, 5)

    def power_cut(*args: object, **kwargs: object) -> None:
        raise RuntimeError("power cut")

    with monkeypatch.context() as broken:
        broken.setattr(closing, "note", power_cut)
        with pytest.raises(RuntimeError):
            run(2026, 11, 2)
    assert (ClosedPeriod.objects.count(), ClosedFigure.objects.count()) == (0, 0)
    run(2026, 11, 2)
    assert labels() == ["month 2026-10-01"]


def test_without_execute_it_only_says_what_it_would_do(units: list[Unit]) -> None:
    given(units[0], 10, 5)
    told = run(2026, 11, 2, execute=False)
    assert "10/2026" in told
    assert labels() == []


@pytest.mark.parametrize("wrong", ["2026-13", "10/2026", "2026-Q5", "mười", "1999"])
def test_what_is_no_period_is_refused_with_an_example(units: list[Unit], wrong: str) -> None:
    with pytest.raises(CommandError, match="2026-Q4"):
        run(2026, 11, 2, periods=[wrong])


def test_a_period_that_is_not_over_or_has_open_months_is_refused_with_a_reason(units: list[Unit]) -> None:
    given(units[0], 10, 5)
    too_early, months_open, before_all = (2026, 11, 1, 0, 59), (2027, 1, 2), (2027, 1, 2)
    for asked, moment in (("2026-10", too_early), ("2026-Q4", months_open), ("2026-09", before_all)):
        with pytest.raises(CommandError) as refused:
            run(*moment, periods=[asked])
        assert str(refused.value)
    assert labels() == []
    run(2027, 1, 2, periods=["2026-10", "2026-11", "2026-12", "2026-Q4"])
    assert labels()[-1] == "quarter 2026-10-01"


def test_an_empty_ledger_has_nothing_to_close(units: list[Unit]) -> None:
    run(2026, 11, 2)
    assert labels() == []


def test_what_comes_late_is_not_counted_but_told(units: list[Unit]) -> None:
    given(units[0], 10, 5)
    month = closed()
    given(units[0], 10, 6)
    given(units[0], 8, 1)
    assert closing.late_rows(month) == 1
    told = run(2026, 11, 2)
    assert labels() == ["month 2026-10-01"]
    assert "10/2026" in told
    assert ClosedPeriod.objects.get().total == 1


def test_the_record_names_the_digest(units: list[Unit]) -> None:
    given(units[0], 10, 5)
    month = closed()
    entry = RecordEntry.objects.get(verb=Verb.PERIOD_CLOSED)
    assert entry.details == {"period": month.label, "items": 1, "digest": month.digest}
    assert entry.actor_id is None


def test_whoever_changes_a_stored_figure_is_found_out(units: list[Unit]) -> None:
    given(units[0], 10, 5)
    month = closed()
    assert freezing.is_intact(month)
    assert "1" in run(2026, 11, 2, check=True)
    for act in (month.save, month.delete, ClosedPeriod.objects.all().delete, ClosedFigure.objects.all().delete):
        with pytest.raises(ImmutableRow):
            act()
    with pytest.raises(ImmutableRow):
        ClosedFigure.objects.update(count=9)
    with connection.cursor() as behind_the_back:
        behind_the_back.execute("UPDATE units_closedfigure SET count = 9")
    assert not freezing.is_intact(month)
    with pytest.raises(CommandError, match="10/2026"):
        run(2026, 11, 2, check=True)


def test_nothing_that_happens_later_changes_a_closed_figure(units: list[Unit]) -> None:
    given(units[0], 10, 5)
    month = closed()
    before = (cells(month), list(month.lines.values_list("unit_name", "place")), freezing.stored(month))
    heir = units[1]
    Unit.objects.filter(pk=units[0].pk).update(
        name="Tên mới", valid_to=calendar.today() - timedelta(days=1), successor=heir
    )
    with connection.cursor() as behind_the_back:
        behind_the_back.execute("DELETE FROM units_contribution")
    assert not Contribution.objects.exists()
    assert (cells(month), list(month.lines.values_list("unit_name", "place")), freezing.stored(month)) == before
    with at(2026, 11, 9):
        assert freezing.is_intact(ClosedPeriod.objects.get())


def test_closing_a_month_costs_the_same_number_of_queries_for_any_ledger(units: list[Unit]) -> None:
    def cost(number: int) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert closing.close(closing.Due("month", calendar.month(2026, number)), local(2027, 1, 2)) is not None
        return len(asked)

    for month in (9, 10):
        given(units[0], month, 5)
    cost(9)
    few = cost(10)
    for n in range(30):
        given(units[n % 3], 11, 1 + n % 28, kind="video" if n % 2 else "news", sections=[SECTIONS[n % 4]])
    assert cost(11) == few
