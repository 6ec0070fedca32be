"""What a password must be and how long it holds (ND-13.6b, ND-13.6c)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.test import Client

from accounts import passwords
from accounts.models import PasswordAge, PasswordRecord
from accounts.months import a_month_after
from accounts.validators import LengthValidator
from tests.accounts.doors import HOME, OTHER, PASSWORD, RENEW, is_in, try_in

pytestmark = pytest.mark.django_db
VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def at(year: int, month: int, day: int, hour: int = 9) -> datetime:
    return datetime(year, month, day, hour, tzinfo=VIETNAM)


@pytest.mark.clause("ND-13.6c")
def test_each_thing_that_a_password_lacks_is_said_by_itself(person: Any) -> None:
    for password, code in {
        "hoa-mai-anh-dao-2026": "no_capital",
        "HOA-MAI-ANH-DAO-2026": "no_small",
        "Hoa-mai-anh-dao-nam": "no_digit",
        "HoaMaiAnhDao2026": "no_special",
        "Hoa-mai-26": "password_too_short",
        "Le.Van.Binh-2026": "password_has_name",
        "Lê-Văn-Bình-2026": "password_has_name",
    }.items():
        with pytest.raises(ValidationError) as refused:
            validate_password(password, person)
        codes = {error.code for error in refused.value.error_list}
        assert code in codes, password
        assert len(codes) == 1 or code == "password_has_name"
    with pytest.raises(ValidationError) as refused:
        validate_password("password", person)
    found = {error.code: str(error.message) for error in refused.value.error_list}
    assert {"no_capital", "no_digit", "no_special", "password_too_short", "password_too_common"} <= set(found)
    assert len(set(found.values())) == len(found)
    validate_password("Đường-lên-Lang-Biang-9", person)


def test_the_length_can_be_set_but_never_below_eight() -> None:
    LengthValidator(min_length=8).validate("Aa-45678")
    with pytest.raises(ImproperlyConfigured, match="PORTAL_PASSWORD_LENGTH"):
        LengthValidator(min_length=7)


@pytest.mark.clause("ND-13.6b")
def test_none_of_the_last_five_is_taken_again_and_only_hashes_are_kept(person: Any) -> None:
    had = [PASSWORD]
    for number in range(1, 6):
        person.set_password(f"{OTHER}-{number}")
        person.save()
        had.append(f"{OTHER}-{number}")
    for password in had[1:]:
        with pytest.raises(ValidationError) as refused:
            validate_password(password, person)
        assert [error.code for error in refused.value.error_list] == ["password_had_before"]
    validate_password(had[0], person)
    kept = list(PasswordRecord.objects.filter(user=person).values_list("password", flat=True))
    assert len(kept) == 5
    assert not any(password in row for password in had for row in kept)


def test_a_month_ends_on_the_same_day_or_the_last_of_a_shorter_one() -> None:
    for day, after in {
        date(2026, 1, 15): date(2026, 2, 15),
        date(2026, 1, 31): date(2026, 2, 28),
        date(2028, 1, 30): date(2028, 2, 29),
        date(2026, 3, 31): date(2026, 4, 30),
        date(2026, 12, 10): date(2027, 1, 10),
    }.items():
        assert a_month_after(day) == after
        assert PasswordAge().due_after(day) == after
    assert PasswordAge(days=14).due_after(date(2026, 1, 31)) == date(2026, 2, 14)
    assert PasswordAge(days=30).due_after(date(2026, 1, 31)) == date(2026, 2, 28)
    assert PasswordAge(days=90, decision="12-QĐ/TU").due_after(date(2026, 1, 1)) == date(2026, 4, 1)


@pytest.mark.clause("ND-13.6b")
@pytest.mark.parametrize(
    ("set_on", "good", "due"),
    [
        # Day 30 of a month of 31 days still opens, day 31 does not.
        (at(2026, 1, 1), [(at(2026, 1, 30), 2), (at(2026, 1, 31), 1)], at(2026, 2, 1, 0)),
        # In a month of 30 days day 29 is the last.
        (at(2026, 4, 1), [(at(2026, 4, 24), 7), (at(2026, 4, 28), 3), (at(2026, 4, 30), 1)], at(2026, 5, 1, 0)),
        (at(2026, 1, 31), [(at(2026, 2, 27, 23), 1)], at(2026, 2, 28, 0)),
    ],
    ids=["31 days", "30 days", "February"],
)
def test_a_password_holds_for_a_month_and_then_only_a_new_one_leads_in(
    person: Any, set_on: datetime, good: list[tuple[datetime, int]], due: datetime
) -> None:
    with time_machine.travel(set_on, tick=False):
        person.set_password(OTHER)
        person.save()
        client = Client()
        assert [str(m) for m in try_in(client, person.username, OTHER).wsgi_request._messages] == []
    for moment, left in good:
        with time_machine.travel(moment, tick=False):
            client = Client()
            warned = [str(m) for m in try_in(client, person.username, OTHER).wsgi_request._messages]
            assert is_in(client)
            assert len(warned) == 1
            assert str(left) in warned[0]
    with time_machine.travel(due, tick=False):
        # Neither the session of yesterday nor the password opens anything but the page to change it.
        assert client.get(HOME).url.startswith("/quan-tri/login/")
        assert not is_in(client)
        assert try_in(client, person.username, OTHER).url == RENEW
        assert not is_in(client)
        assert client.get(HOME).url.startswith("/quan-tri/login/")
        again = {"new_password1": OTHER, "new_password2": OTHER}
        assert client.post(RENEW, again).status_code == 422
        assert client.post(RENEW, dict.fromkeys(again, PASSWORD + "-moi")).url == HOME
        assert is_in(client)
        person.refresh_from_db()
        assert person.password_due_on == a_month_after(due.date())


def test_whoever_has_to_change_may_leave_instead(person: Any) -> None:
    type(person).objects.filter(pk=person.pk).update(password_due_on=date(2020, 1, 1))
    client = Client()
    assert try_in(client, person.username).url == RENEW
    assert client.post("/quan-tri/dang-nhap/thoat/").url == "/quan-tri/login/"
    assert client.get(RENEW).url == "/quan-tri/login/"


@pytest.mark.clause("ND-13.6b")
def test_the_age_is_not_set_above_the_clause_without_a_decision(person: Any) -> None:
    passwords.set_age(PasswordAge(days=31, limit=31, clause="ND-13.6b"))
    for decision in ("", "   "):
        with pytest.raises(ValidationError) as refused:
            passwords.set_age(PasswordAge(days=60, limit=31, clause="ND-13.6b", decision=decision))
        assert "decision" in refused.value.message_dict
    assert PasswordAge.objects.current().days == 31
    before = type(person).objects.get(pk=person.pk).password_due_on
    passwords.set_age(PasswordAge(days=60, limit=31, clause="ND-13.6b", decision="Quyết định số 3-QĐ/ĐUK"))
    assert type(person).objects.get(pk=person.pk).password_due_on > before
    # A shorter age holds at once, for passwords that are there already as well.
    passwords.set_age(PasswordAge(days=7, limit=31))
    assert type(person).objects.get(pk=person.pk).days_left() == 7
