"""A closed figure stays; a correction stands beside it with reason and author."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from tests.factories.contributions import SECTIONS, local
from tests.units._house import House, a_house
from tests.units.periods._ledger import closed, given
from units.contributions.models import ImmutableRow
from units.models import ClosedPeriod, FigureCorrection, RecordEntry
from units.periods import closing, correcting
from units.periods.correcting import Change
from units.periods.models import Ground
from units.periods.tables import ClosedTable, Cut, Number
from units.record.verbs import Verb

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-6.1a")]

WHY = "Bài của ban bị tính hai lần"


@pytest.fixture
def house() -> House:
    return a_house()


@pytest.fixture
def month(house: House) -> ClosedPeriod:
    for day in (3, 4):
        given(house.ours, 10, day)
    return closed()


def change(month: ClosedPeriod, unit: Any, number: int = -1, **fields: Any) -> Change:
    said = {"kind": "news", "section": "", "ground": Ground.COUNTED_TWICE, "explanation": WHY, **fields}
    return Change(line=month.lines.get(unit=unit), change=number, **said)


def news(period: ClosedPeriod, unit: Any, **cut: Any) -> Number:
    table = ClosedTable(period, Cut(**cut))
    place = [code for code, _name in table.kinds].index("news")
    return next(row for row in table.rows if row.key == unit.code).numbers[place]


def test_the_original_stays_and_the_correction_stands_beside_it(house: House, month: ClosedPeriod) -> None:
    correcting.correct(month, change(month, house.ours), house.office)
    assert news(month, house.ours) == Number(2, -1)
    assert ClosedTable(month, Cut()).sums.total == Number(2, -1)
    assert ClosedPeriod.objects.get().total == 2
    made = FigureCorrection.objects.get()
    assert (made.by, made.explanation, made.ground) == (house.office, WHY, Ground.COUNTED_TWICE)
    entry = RecordEntry.objects.get(verb=Verb.FIGURE_CORRECTED)
    assert (entry.actor_id, entry.unit_id, entry.details["change"]) == (house.office.pk, house.ours.pk, "-1")
    assert WHY in entry.details["reason"]
    for act in (made.save, made.delete, FigureCorrection.objects.all().delete):
        with pytest.raises(ImmutableRow):
            act()


def test_the_year_is_the_sum_of_its_months_plus_their_corrections(house: House, month: ClosedPeriod) -> None:
    for _each in closing.close_all(local(2027, 1, 2)):
        pass
    year = ClosedPeriod.objects.get(span="year")
    correcting.correct(month, change(month, house.ours), house.office)
    november = ClosedPeriod.objects.get(span="month", first__month=11)
    correcting.correct(november, change(november, house.theirs, 3, ground=Ground.NOT_COUNTED), house.office)
    assert news(year, house.ours) == Number(2, -1)
    assert news(year, house.theirs) == Number(0, 3)
    months = [ClosedTable(each, Cut()).sums.total.corrected for each in year.months]
    assert ClosedTable(year, Cut()).sums.total.corrected == sum(months) == 4
    assert ClosedTable(year, Cut(), edition=1).sums.total == Number(2, -1)


def test_a_section_has_numbers_of_its_own(house: House, month: ClosedPeriod) -> None:
    correcting.correct(month, change(month, house.ours, section=SECTIONS[0]), house.office)
    assert news(month, house.ours) == Number(2, 0)
    assert news(month, house.ours, section=SECTIONS[0]) == Number(2, -1)
    by_section = ClosedTable(month, Cut(by_section=True))
    assert [row.total for row in by_section.rows] == [Number(2, -1)]
    assert by_section.sums.total == Number(2, 0)


@pytest.mark.parametrize(
    "wrong",
    [{"number": 0}, {"number": -3}, {"explanation": "  "}, {"kind": "poem"}, {"number": -1, "section": "Mục khác"}],
)
def test_what_cannot_be_is_refused_with_a_sentence(house: House, month: ClosedPeriod, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        correcting.correct(month, change(month, house.ours, **wrong), house.office)
    assert not FigureCorrection.objects.exists()


def test_two_corrections_do_not_take_away_more_than_there_is(house: House, month: ClosedPeriod) -> None:
    correcting.correct(month, change(month, house.ours, -2), house.office)
    with pytest.raises(ValidationError):
        correcting.correct(month, change(month, house.ours, -1), house.office)


def test_a_quarter_is_corrected_through_its_months(house: House, month: ClosedPeriod) -> None:
    for _each in closing.close_all(local(2027, 1, 2)):
        pass
    quarter = ClosedPeriod.objects.get(span="quarter")
    with pytest.raises(ValidationError):
        correcting.correct(quarter, change(quarter, house.ours), house.office)


@pytest.mark.parametrize("who", ["contributor", "board", "leader", "unit_admin", "committee", "their_board"])
def test_nobody_but_the_office_corrects(house: House, month: ClosedPeriod, who: str) -> None:
    with pytest.raises(PermissionDenied):
        correcting.correct(month, change(month, house.ours), getattr(house, who))
    address = reverse("periods:correct", args=[month.pk])
    sent = house.client(who).post(address, {"change": "-1"})
    assert sent.status_code == 403
    assert not FigureCorrection.objects.exists()


def test_the_office_corrects_on_the_desk_and_nothing_typed_is_lost(house: House, month: ClosedPeriod) -> None:
    client, address = house.client("office"), reverse("periods:correct", args=[month.pk])
    line = month.lines.get(unit=house.ours)
    typed = {"line": line.pk, "kind": "news", "section": "", "change": "-9", "ground": "not_due", "explanation": WHY}
    wrong = client.post(address, typed)
    assert wrong.status_code == 422
    assert WHY in wrong.content.decode()
    assert "2" in str(wrong.context["form"].non_field_errors())
    assert client.post(address, {**typed, "change": "-1"}).status_code == 302
    shown = client.get(reverse("periods:period", args=[month.pk])).content.decode()
    assert WHY in shown
    assert str(house.office) in shown


def test_the_desk_says_what_is_due_what_came_late_and_what_was_altered(house: House, month: ClosedPeriod) -> None:
    given(house.ours, 10, 9)
    client = house.client("committee")
    assert client.get(reverse("periods:index")).status_code == 200
    shown = client.get(reverse("periods:period", args=[month.pk]))
    assert (shown.context["late"], shown.context["is_intact"], shown.context["may_correct"]) == (1, True, False)
    refused = house.client("board").get(reverse("periods:period", args=[month.pk]))
    assert refused.status_code == 403
    assert reverse("statistics:index") in refused.content.decode()
