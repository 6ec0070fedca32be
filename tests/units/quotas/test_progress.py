"""How far a unit has come: what counts, the forecast at the present pace, and when somebody is warned."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from hypothesis import given as for_any
from hypothesis import strategies as st

from tests.factories.contributions import local
from tests.units._house import House, a_house
from tests.units.duties._desk import measured
from tests.units.quotas._desk import asked, assigned, at, given
from units import calendar
from units.approval.models import Withdrawal
from units.messages.models import Kind, Message
from units.models import Quota, QuotaWarning
from units.quotas.progress import Progress, Standing, forecast, progress_of

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-7.1c")]

MONTH = calendar.month(2026, 10)


@pytest.fixture
def house() -> House:
    return a_house()


def stands(quota: Quota, *moment: int) -> Progress:
    (progress,) = progress_of([Quota.objects.for_display().get(pk=quota.pk)], local(2026, *moment))
    return progress


def run(*moment: int) -> str:
    out = StringIO()
    with at(*moment):
        call_command("remind", stdout=out)
    return out.getvalue()


def told() -> list[tuple[str, str]]:
    return sorted(Message.objects.values_list("recipient__username", "kind"))


def test_three_of_four_are_three_quarters_and_the_unit_is_warned_before_the_month_ends(house: House) -> None:
    (quota,) = assigned(house, asked(house.ours, 4))
    for day in (2, 9, 14):
        given(house.ours, day)
    progress = stands(quota, 10, 24, 7)
    assert (progress.counted, progress.percent, progress.missing) == (3, 75, 1)
    assert (progress.forecast, progress.standing) == (3, Standing.BEHIND)
    said = run(2026, 10, 24, 7)
    assert "3/4" in said
    assert (house.leader.username, Kind.WAITING) in told()
    assert (house.contributor.username, Kind.WAITING) in told()
    assert house.their_writer.username not in {who for who, _kind in told()}


def test_what_was_rejected_withdrawn_or_said_before_does_not_count(house: House) -> None:
    (quota,) = assigned(house, asked(house.ours, 4))
    first = given(house.ours, 2, "Chi bộ Văn phòng họp thường kỳ")
    twice = given(house.ours, 3, "CHI BỘ VĂN PHÒNG: họp thường kì.")
    given(house.theirs, 3, "Chi bộ Văn phòng họp thường kỳ")
    given(house.ours, 4, "Chi bộ Văn phòng họp thường kỳ", kind="video")
    gone = given(house.ours, 5, "Tin đã rút")
    measured(Withdrawal, gone, house, local(2026, 10, 6), meaning="error")
    late = given(house.ours, 7, "Tin rút sau khi hết tháng")
    measured(Withdrawal, late, house, local(2026, 11, 6), meaning="error")
    progress = stands(quota, 11, 8)
    assert progress.tally.counted == [first.pk, late.pk]
    assert progress.tally.again == {twice.pk: first.pk}
    assert progress.standing == Standing.MISSED


def test_a_withdrawn_original_lets_its_copy_count(house: House) -> None:
    (quota,) = assigned(house, asked(house.ours, 1))
    first, second = given(house.ours, 2, "Tin một"), given(house.ours, 3, "Tin một")
    measured(Withdrawal, first, house, local(2026, 10, 6), meaning="error")
    assert stands(quota, 10, 9).tally.counted == [second.pk]


def test_a_quota_of_every_kind_counts_every_kind_and_the_same_title_in_two_kinds_twice(house: House) -> None:
    of_all, of_video = assigned(house, asked(house.ours, 3, kind=""), asked(house.ours, 1, kind="video"))
    given(house.ours, 2, "Đại hội")
    given(house.ours, 2, "Đại hội", kind="video")
    given(house.ours, 3, "Đại hội", kind="video")
    assert stands(of_all, 10, 9).counted == 2
    assert stands(of_video, 10, 9).counted == 1


def test_a_later_decision_takes_the_place_of_an_earlier_one_and_no_other(house: House) -> None:
    assigned(house, asked(house.ours, 4), asked(house.theirs, 2))
    (later,) = assigned(house, asked(house.ours, 6), on=datetime(2026, 10, 5).date(), number="Nghị quyết số 6")
    standing = Quota.objects.standing().for_display()
    assert {(quota.unit.code, quota.number) for quota in standing} == {("vptu", 6), ("da-lat", 2)}
    assert later in standing


@for_any(st.integers(0, 500), st.integers(0, 31 * 24 * 60 - 1))
def test_a_forecast_is_never_less_than_what_is_there_and_ends_at_it(counted: int, minute: int) -> None:
    now = MONTH.begins_at + timedelta(minutes=minute)
    expected = forecast(counted, MONTH, now)
    assert expected is None or expected >= counted
    assert (expected is None) == (10 * minute < 31 * 24 * 60)
    assert forecast(counted, MONTH, MONTH.ends_at) == counted


def test_just_enough_pace_is_enough() -> None:
    half = MONTH.begins_at + (MONTH.ends_at - MONTH.begins_at) / 2
    assert [forecast(counted, MONTH, half) for counted in (0, 1, 2, 3)] == [0, 2, 4, 6]
    february = calendar.month(2028, 2)
    assert forecast(2, february, local(2028, 2, 15, 12)) == 4


def test_each_warning_is_given_once_and_whoever_catches_up_hears_nothing_more(house: House) -> None:
    assigned(house, asked(house.ours, 4), asked(house.boardless, 4))
    run(2026, 10, 16, 6, 59)
    assert told() == []
    run(2026, 10, 16, 7)
    after_half = told()
    assert after_half
    run(2026, 10, 17, 7)
    assert told() == after_half
    for day in (18, 19, 20, 21):
        given(house.ours, day)
    told_of = run(2026, 10, 24, 7)
    assert house.boardless.name in told_of
    assert house.ours.name not in told_of
    assert Message.objects.filter(recipient=house.lonely).count() == 2
    assert Message.objects.filter(recipient=house.contributor).count() == 1


def test_a_machine_that_was_off_gives_the_last_warning_alone(house: House) -> None:
    assigned(house, asked(house.ours, 4))
    run(2026, 10, 27, 7)
    assert Message.objects.filter(recipient=house.contributor).count() == 1
    assert set(QuotaWarning.objects.values_list("step", flat=True)) == {"half", "week"}


def test_the_shortfall_of_a_month_goes_to_the_leaders_and_once_to_the_office(house: House) -> None:
    assigned(house, asked(house.ours, 1), asked(house.boardless, 1), asked(house.theirs, 1))
    given(house.theirs, 31)
    Message.objects.all().delete()
    run(2026, 11, 1, 0)
    assert not Message.objects.filter(kind=Kind.ESCALATED).exists()
    run(2026, 11, 1, 7)
    run(2026, 11, 1, 7, 10)
    run(2026, 11, 4, 7)
    assert set(told()) == {(house.leader.username, Kind.OVERDUE), (house.office.username, Kind.ESCALATED)}
    assert Message.objects.count() == 2
    said = Message.objects.get(kind=Kind.ESCALATED).text
    assert house.ours.name in said
    assert house.theirs.name not in said


def test_old_quotas_are_not_told_of(house: House) -> None:
    assigned(house, asked(house.ours, 4))
    run(2026, 12, 20, 7)
    assert told() == []
