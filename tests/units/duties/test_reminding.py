"""Reminders at −30, −14, −7 days and on the last day: to who writes for the unit and who leads it, each once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from tests.factories.contributions import local
from tests.units._house import House, a_house
from tests.units.duties._desk import THIRD, a_duty, given
from units.duties import keeping
from units.duties.keeping import Ground
from units.duties.models import Duty, DutyReminder
from units.duties.reminding import reminders
from units.messages.models import Kind, Message

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.5")]

WRITERS = {"contributor", "board", "second_board", "leader"}
Clock = Callable[..., dict[str, str]]


@pytest.fixture
def house() -> House:
    return a_house()


@pytest.fixture
def duty(house: House) -> Duty:
    return a_duty(unit=house.ours)


@pytest.fixture
def clock(house: House) -> Clock:
    """Remind at a moment of 2026; who was told as what, by their names in the house."""
    names = {person.pk: name for name, person in house.people.items()}

    def strike(*moment: int) -> dict[str, str]:
        before = set(Message.objects.values_list("pk", flat=True))
        with time_machine.travel(local(2026, *moment), tick=False):
            for reminder in reminders(timezone.now()):
                reminder.give()
        new = Message.objects.exclude(pk__in=before)
        return {names[message.recipient_id]: message.kind for message in new}

    return strike


def test_people_are_reminded_on_each_of_the_days_and_once(duty: Duty, clock: Clock) -> None:
    told = {}
    for month, day in [
        (8, 30),
        (8, 31),
        (9, 1),
        (9, 15),
        (9, 16),
        (9, 17),
        (9, 22),
        (9, 23),
        (9, 24),
        (9, 29),
        (9, 30),
    ]:
        told[month, day] = clock(month, day, 8)
        assert clock(month, day, 20) == {}
    reminded = {day: set(people) for day, people in told.items() if people}
    assert reminded == dict.fromkeys([(8, 31), (9, 16), (9, 23), (9, 30)], WRITERS)
    assert set(told[9, 16].values()) == {Kind.WAITING}
    assert set(told[9, 30].values()) == {Kind.DUE_TODAY}


def test_nobody_is_woken_at_midnight(duty: Duty, clock: Clock) -> None:
    assert clock(9, 16, 7) != {}
    assert clock(9, 23, 6, 59) == {}
    assert set(clock(9, 23, 7, 0)) == WRITERS


def test_of_the_reminders_missed_only_the_last_is_given_and_says_how_long_there_is(duty: Duty, clock: Clock) -> None:
    assert set(clock(9, 25)) == WRITERS
    assert clock(9, 26) == {}
    assert set(DutyReminder.objects.values_list("days", flat=True)) == {30, 14, 7}
    text = Message.objects.first().text
    assert " 5 " in text
    assert "30/09/2026" in text


def test_a_fulfilled_duty_reminds_nobody(house: House, duty: Duty, clock: Clock) -> None:
    given(house.ours, 8, 1)
    assert clock(9, 23) == {}


def test_an_excused_unit_is_not_reminded(house: House, duty: Duty, clock: Clock) -> None:
    with time_machine.travel(local(2026, 8, 1), tick=False):
        ground = Ground("Công văn số 5-CV/ĐUK", date(2026, 8, 1), "Sắp xếp lại tổ chức")
        keeping.excuse(duty, house.ours, THIRD, ground, house.office)
    assert clock(9, 23) == {}


def test_a_unit_that_is_not_bound_is_not_reminded(house: House, duty: Duty, clock: Clock) -> None:
    type(house.ours).objects.filter(pk=house.ours.pk).update(valid_from=date(2026, 7, 2))
    assert clock(9, 23) == {}


@pytest.mark.parametrize("fields", [{"valid_to": date(2026, 9, 24)}, {"reminders": []}, {"kind": "no-such-kind"}])
def test_a_duty_that_ends_before_the_period_or_asks_for_no_reminder_gives_none(house, fields, clock) -> None:
    a_duty(unit=house.ours, **fields)
    assert clock(9, 23) == {}


def test_the_days_are_data_of_the_duty_and_a_short_period_begins_with_its_reminder(house: House, clock: Clock) -> None:
    a_duty(unit=house.ours, span="month", reminders=[30, 3], valid_from=date(2026, 2, 1))
    assert clock(2, 1, 6) == {}
    assert set(clock(2, 1, 8)) == WRITERS
    assert clock(2, 24) == {}
    assert set(clock(2, 25)) == WRITERS
    assert set(clock(3, 2, 8)) == WRITERS  # 31 March is thirty days away


def test_the_other_unit_hears_nothing(house: House, clock: Clock) -> None:
    a_duty()
    assert set(clock(9, 23)) == {*WRITERS, "lonely"}


def test_the_command_reminds_of_duties_too(house: House, duty: Duty) -> None:
    said = []
    for dry, told in ((True, 0), (False, len(WRITERS)), (False, len(WRITERS))):
        out = StringIO()
        with time_machine.travel(local(2026, 9, 23), tick=False):
            call_command("remind", stdout=out, dry_run=dry)
        said.append(duty.name in out.getvalue())
        assert Message.objects.count() == told
    assert said == [True, True, False]
