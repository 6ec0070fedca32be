"""The matrix: who sees which line, what a cell says and opens, what the downloads hold, what it costs."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories.contributions import local
from tests.units._house import House, a_house
from tests.units.duties._desk import FOURTH, THIRD, a_duty, at, given, measured
from units.approval.models import Withdrawal
from units.duties import keeping, settling, telling
from units.duties.keeping import Ground
from units.duties.models import Duty, State
from units.duties.views import MatrixView
from units.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.5")]

MATRIX = reverse("duties:matrix")
MOST_QUERIES = 16
GROUND = Ground("Công văn số 5-CV/ĐUK", date(2026, 8, 1), "Đang sắp xếp lại tổ chức")


@pytest.fixture
def house() -> House:
    return a_house()


@pytest.fixture
def duty(house: House) -> Duty:
    """Our unit fulfilled the third quarter, the boardless one did not; in the fourth it is the other way round."""
    made = a_duty(valid_from=THIRD.first)
    given(house.ours, 8, 1, title="Tin quý ba")
    given(house.boardless, 10, 5)
    with at(2026, 10, 2):
        settling.settle(made, THIRD, local(2026, 10, 2))
    return made


def ask(house: House, who: str, url: str = MATRIX, **asked: Any) -> Any:
    with at(2026, 11, 1):
        return house.client(who).get(url, asked)


def states(answer: Any) -> dict[str, list[str | None]]:
    lines = answer.context["table"].lines
    return {line.name: [cell.state if cell else None for cell in line.cells] for line in lines}


def test_whoever_follows_all_units_sees_units_by_periods(house: House, duty: Duty) -> None:
    for who in ("office", "committee", "superuser"):
        answer = ask(house, who)
        assert states(answer) == {
            house.ours.name: [State.FULFILLED, State.PENDING],
            house.boardless.name: [State.MISSED, State.FULFILLED],
        }
        assert answer.context["table"].heads == ["III/2026", "IV/2026"]
        assert answer.context["table"].sums == ["1/2", "1/2"]


def test_the_people_of_a_unit_see_their_own_line_and_open_their_own_cells(house: House, duty: Duty) -> None:
    for who in ("leader", "contributor"):
        answer = ask(house, who)
        assert list(states(answer)) == [house.ours.name]
        assert house.boardless.name not in answer.content.decode()
        assert ask(house, who, telling.cell_address(duty, house.ours, THIRD)).status_code == 200
        refused = ask(house, who, telling.cell_address(duty, house.boardless, THIRD))
        assert refused.status_code == 403
        assert "Tin quý" not in refused.content.decode()
        for form in ("csv", "xlsx"):
            assert house.boardless.name not in told(ask(house, who, export=form))


def test_who_holds_no_role_is_refused_with_a_sentence(house: House, duty: Duty) -> None:
    request = RequestFactory().get(MATRIX)
    request.user = house.reader
    answer = MatrixView.as_view()(request)
    assert answer.status_code == 403
    assert answer.context_data["refusal"].endswith(".")


def test_a_state_is_a_word_and_an_icon_and_never_a_colour_alone(house: House, duty: Duty) -> None:
    said = ask(house, "office").content.decode()
    for state in (State.FULFILLED, State.MISSED, State.PENDING):
        assert f"icon-{state.icon}" in said
        assert str(state.label) in said


def test_a_cell_opens_the_items_that_count_and_names_those_that_do_not(house: House, duty: Duty) -> None:
    row = given(house.ours, 10, 6, title="Tin đã rút")
    measured(Withdrawal, row, house, local(2026, 10, 7), meaning=Withdrawal.Meaning.ERROR)
    third = ask(house, "leader", telling.cell_address(duty, house.ours, THIRD))
    assert [entry.title for entry in third.context["entries"]] == ["Tin quý ba"]
    fourth = ask(house, "leader", telling.cell_address(duty, house.ours, FOURTH))
    assert fourth.context["entries"] == []
    assert "Tin đã rút" in fourth.content.decode()


def test_a_cell_shows_excuses_and_every_verdict(house: House, duty: Duty) -> None:
    with at(2026, 10, 9):
        keeping.excuse(duty, house.boardless, THIRD, GROUND, house.office)
    said = ask(house, "committee", telling.cell_address(duty, house.boardless, THIRD)).content.decode()
    assert GROUND.decision in said
    assert GROUND.reason in said
    assert states(ask(house, "office"))[house.boardless.name][0] == State.EXCUSED


@pytest.mark.parametrize(
    ("unit", "year", "number"), [("vptu", 2026, 5), ("vptu", 2026, 2), ("vptu", 2027, 1), ("da-lat", 2026, 3)]
)
def test_a_cell_that_does_not_exist_is_not_found(house, duty, unit: str, year: int, number: int) -> None:
    assert ask(house, "office", reverse("duties:cell", args=[duty.pk, unit, year, number])).status_code == 404


def test_a_period_that_is_over_but_not_judged_says_so(house: House) -> None:
    a_duty(valid_from=THIRD.first)
    answer = ask(house, "office")
    assert [cell.is_provisional for cell in answer.context["table"].lines[0].cells] == [True, False]


def test_other_duties_and_other_years_can_be_asked_for(house: House, duty: Duty) -> None:
    other = a_duty(unit=house.theirs, span="month", name="Tin của tháng")
    assert list(states(ask(house, "office", duty=other.pk, year=2026))) == [house.theirs.name]
    assert len(ask(house, "office", duty=other.pk, year=2026).context["table"].heads) == 11
    assert ask(house, "office", duty=duty.pk, year=2027).context["table"].lines == ()


@pytest.mark.parametrize("asked", [{"year": "năm nay"}, {"year": "1"}, {"duty": "0"}, {"export": "exe"}])
def test_nonsense_is_answered_with_a_sentence(house: House, duty: Duty, asked: dict[str, str]) -> None:
    answer = ask(house, "office", **asked)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert "table" not in answer.context


def test_without_any_duty_the_screen_says_so(house: House) -> None:
    assert ask(house, "office").status_code == 200


def told(answer: Any) -> str:
    body = b"".join(answer.streaming_content)
    if answer["Content-Type"].startswith("text/csv"):
        return body.decode("utf-8-sig")
    rows = load_workbook(io.BytesIO(body)).active.iter_rows(values_only=True)
    return "\n".join(str(value) for row in rows for value in row if value is not None)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_downloads_hold_every_line_in_words(house: House, duty: Duty, form: str) -> None:
    said = told(ask(house, "office", export=form))
    for words in (house.ours.name, house.boardless.name, "III/2026", f"{State.FULFILLED.label} (1/1)", "1/2"):
        assert words in said


def test_the_matrix_costs_the_same_with_three_units_and_with_sixty(house: House, duty: Duty) -> None:
    """The report's own queries; the frame of the admin is counted elsewhere."""
    request, counts = RequestFactory().get(MATRIX), []
    request.user = house.office
    for number in (0, 57):
        Unit.objects.bulk_create(
            Unit(code=f"ban-{n}", name=f"Ban {n}", kind=house.ours.kind, valid_from=date(2020, 1, 1))
            for n in range(number)
        )
        with at(2026, 11, 1), CaptureQueriesContext(connection) as queries:
            answer = MatrixView.as_view()(request)
        counts.append(len(queries))
    assert len(answer.context_data["table"].lines) == 59
    assert len(answer.context_data["page"].object_list) == 50
    assert counts[0] == counts[1] <= MOST_QUERIES
