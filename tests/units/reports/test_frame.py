"""Every report of the frame with the same generated data: what stands behind a number is as much as it says."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tests.factories.units import MembershipFactory
from tests.units._house import House, a_house
from tests.units.reports._year import YEAR, a_year, ask
from units import calendar
from units.calendar import Period
from units.clock.lateness import late_items
from units.contributions import exports
from units.contributions.periods import Span
from units.contributions.readers import reach_of
from units.contributions.selection import Selection
from units.models import Role
from units.reports import registry, sheets
from units.reports.dimensions import ALL, ByUnit
from units.reports.measures import OPENS, Counted, Summed
from units.reports.report import Report

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-6.1a")]

CODES = [report.code for report in registry.every()]
#: What a report itself may ask; the address behind it, people and the menu ask about as much again.
MOST_QUERIES = 15


@pytest.fixture(scope="module")
def house(laid: None, django_db_blocker: Any) -> House:
    """The house with its year, laid once for all tests of this file, which only look."""
    with django_db_blocker.unblock():
        return _with_a_year()


def _with_a_year() -> House:
    house = a_house()
    officer = Role.objects.get(code="feedback_officer")
    MembershipFactory(user=house.committee, role=officer, unit=None, decision="Quyết định số 1-QĐ/TU")
    a_year(house)
    return house


def text_of(archive: bytes) -> str:
    """All that stands in the parts of an XLSX or a DOCX."""
    with ZipFile(io.BytesIO(archive)) as parts:
        return "".join(parts.read(name).decode(errors="replace") for name in parts.namelist())


def size(found: Any) -> int:
    return len(list(found))


def every_number_is_as_much_as_it_says(report: Report, person: Any, selection: Selection) -> None:
    asked = ask(report, person, selection)
    table = report.table(asked)
    for line in [*table.lines, table.total]:
        for measure, value in zip(table.measures, line.values, strict=True):
            behind = report.behind(asked, line.key, measure.code)
            if isinstance(measure, Counted):
                assert size(behind) == value, (report.code, line.name, measure.code)
            if isinstance(measure, Summed):
                assert sum(getattr(fact, measure.field) for fact in behind) == value, (report.code, line.name)
    if report.dimension.adds_up:
        for place, measure in enumerate(table.measures):
            if isinstance(measure, OPENS):
                assert sum(line.values[place] or 0 for line in table.lines) == table.total.values[place]


def test_every_number_opens_as_much_as_it_says(house: House) -> None:
    for report in registry.every():
        every_number_is_as_much_as_it_says(report, house.committee, YEAR)
        lines = report.table(ask(report, house.committee)).lines
        assert any(sum(value or 0 for value in line.values) for line in lines), report.code


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
@given(st.data())
def test_so_it_is_for_any_period_and_filter(house: House, data: st.DataObject) -> None:
    report = registry.named(data.draw(st.sampled_from(CODES)))
    first = data.draw(st.dates(date(2026, 1, 1), date(2026, 12, 31)))
    last = date.fromordinal(first.toordinal() + data.draw(st.integers(0, 120)))
    chosen = data.draw(st.sampled_from([None, house.ours, house.theirs]))
    wanted = {
        "kind": data.draw(st.sampled_from(["", "news", "video"])),
        "origin": data.draw(st.sampled_from(["", "own"])),
    }
    further = {name: value for name, value in wanted.items() if name in report.filters}
    selection = Selection(Span.DAYS, Period(first, last), unit=chosen, **further)
    every_number_is_as_much_as_it_says(report, house.committee, selection)


def test_the_quarters_of_a_year_add_up_to_the_year(house: House) -> None:
    for report in registry.every():
        places = [n for n, each in enumerate(report.columns(ask(report, house.committee))) if each.code == "all"]
        if not places or report.code in {"khau-cham"}:
            continue
        quarters = [replace(YEAR, span=Span.QUARTER, period=calendar.quarter(2026, each)) for each in range(1, 5)]
        counted = [report.table(ask(report, house.committee, each)).total.values[places[0]] for each in quarters]
        whole = report.table(ask(report, house.committee)).total.values[places[0]]
        assert sum(counted) == whole, report.code


@pytest.mark.clause("ND-8.1", "ND-8.2")
def test_late_is_what_the_report_of_late_items_calls_late(house: House) -> None:
    report = registry.named("kip-thoi")
    asked = ask(report, house.committee)
    rows = {row.pk for row in report.behind(asked, ALL, "late")}
    late = [item for item in late_items(reach_of(house.committee), YEAR.period, asked.now) if item.published_at]
    assert late
    assert len(rows) == len(late)
    titles = {row.title for row in report.behind(asked, ALL, "late")}
    assert titles == {item.title for item in late}
    table = report.table(asked)
    _all, due, on_time, number, share, hours = table.total.values
    assert due == on_time + number
    assert share == round(100 * on_time / due)
    moments = [
        (row.published_at - calendar.start_of(row.event_date)).total_seconds() / 3600
        for row in report.facts(asked)
        if row.event_date and row.published_at >= calendar.start_of(row.event_date)
    ]
    assert len(moments) < sum(row.event_date is not None for row in report.facts(asked))
    assert hours == round(sum(moments) / len(moments))


@pytest.mark.parametrize("code", CODES)
def test_a_leader_finds_no_other_units_figures_by_any_way(house: House, code: str) -> None:
    client, address = house.client("leader"), reverse("reports:table", args=[code])
    year = {"span": "year", "year": "2026"}
    report = registry.named(code)
    if report.reach_of(house.leader).is_empty:
        assert client.get(address, year).status_code == 403
        assert client.get(reverse("reports:behind", args=[code]), {**year, "export": "csv"}).status_code == 403
        return
    for form in ("", "csv", "docx") if code == "nhip-do" else ("", "xlsx"):
        answer = client.get(address, {**year, "export": form})
        assert answer.status_code == 200
        said = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert house.theirs.name not in (text_of(said) if form in {"xlsx", "docx"} else said.decode())
    foreign = client.get(address, {**year, "unit": house.theirs.code})
    assert "unit" in foreign.context["form"].errors
    every = ask(report, house.committee)
    for line in report.table(every).lines:
        behind = client.get(reverse("reports:behind", args=[code]), {**year, "line": line.key, "export": "csv"})
        said = b"".join(behind.streaming_content).decode()
        assert house.theirs.name not in said
        if isinstance(report.dimension, ByUnit) and line.key != str(house.ours.pk):
            assert len(said.splitlines()) == 1


def test_what_is_asked_wrongly_is_answered_with_a_sentence_or_nothing(house: House) -> None:
    client = house.client("committee")
    assert client.get(reverse("reports:table", args=["khong-co"])).status_code == 404
    for report in registry.every():
        asked = ask(report, house.committee)
        for line in ("abc", "-", "9" * 40, "١٢", "x" * 3000):
            assert size(report.behind(asked, line, "khong")) <= size(report.behind(asked)), (report.code, line)
        assert client.get(reverse("reports:behind", args=[report.code]), {"line": "9" * 40}).status_code == 200
    refused = client.get(reverse("reports:table", args=[CODES[0]]), {"export": "exe"})
    assert refused.context["form"].non_field_errors()


@pytest.mark.parametrize("code", CODES)
def test_the_screen_shows_numbers_that_lead_behind_them(house: House, code: str) -> None:
    client = house.client("committee")
    client.get(reverse("reports:table", args=[code]))
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(reverse("reports:table", args=[code]), {"span": "year", "year": "2026"})
    asked = [query["sql"] for query in queries if "django_session" not in query["sql"]]
    report = registry.named(code)
    with CaptureQueriesContext(connection) as own:
        report.table(ask(report, house.committee))
    assert len(own) <= MOST_QUERIES
    assert len(asked) <= 2 * MOST_QUERIES
    place = next(n for n, each in enumerate(answer.context["table"].table.measures) if isinstance(each, Counted))
    linked = [line["cells"][place] for line in answer.context["lines"] if line["cells"][place].text != "0"]
    opened = client.get(linked[0].url)
    assert opened.context["page"].paginator.count == int(linked[0].text)
    assert escape(str(report.title)) in opened.content.decode()


def test_the_xlsx_of_a_report_has_live_totals(house: House) -> None:
    report = registry.named("kip-thoi")
    asked = ask(report, house.committee)
    table, target = report.table(asked), io.BytesIO()
    exports.write_xlsx(sheets.of_table(report, table, asked), target)
    *_above, formulas = load_workbook(target).active.iter_rows(values_only=True)
    *_above, known = load_workbook(target, data_only=True).active.iter_rows(values_only=True)
    last = 4 + len(table.lines)
    assert formulas[1] == f"=SUM(B5:B{last})"
    assert formulas[5] == f'=IF(C{last + 1}=0,"",ROUND(100*D{last + 1}/C{last + 1},0))'
    assert known[1:] == table.total.values


def test_the_index_lists_what_the_person_may_see(house: House) -> None:
    seen = house.client("committee").get(reverse("reports:index")).context["reports"]
    assert [report.code for report in seen] == CODES
    own = house.client("contributor").get(reverse("reports:index")).context["reports"]
    assert {report.code for report in own} == set(CODES) - {"phan-anh"}
    assert house.client("unit_admin").get(reverse("reports:index")).status_code == 200
