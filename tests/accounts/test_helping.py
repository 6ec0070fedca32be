"""What an administrator can do for an account, and that no password is ever in their hands (LD-1.2d)."""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from wagtail.models import ModelLogEntry

from accounts import factors
from accounts.models import PasswordAge
from tests.accounts.doors import CODE, ENROL, HOME, LOGIN, OTHER, a_device, code_of, in_with_code, is_in, try_in
from tests.factories.portal import Portal

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-1.2d")]
USERS = "/quan-tri/users/"
AGE = "/quan-tri/giup-tai-khoan/thoi-han-mat-khau/"


def help_for(user: Any) -> str:
    return f"/quan-tri/giup-tai-khoan/{user.pk}/"


@pytest.fixture
def desk(chief: Any) -> Client:
    return in_with_code(chief, a_device(chief))


def test_wagtails_own_form_makes_an_account_without_a_password_and_sends_its_owner_a_link(
    desk: Client, chief: Any, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    form = desk.get(USERS + "new/").content.decode()
    assert 'type="password"' not in form
    data = {"username": "moi", "first_name": "Mới", "last_name": "Người", "email": "moi@portal.example"}
    crafted = {"password1": OTHER, "password2": OTHER, "password": OTHER}
    with django_capture_on_commit_callbacks(execute=True):
        shown = desk.post(USERS + "new/", {**data, **crafted}, follow=True).content.decode()
    made = get_user_model().objects.get(username="moi")
    assert not made.has_usable_password()
    (letter,) = [letter for letter in mailoutbox if letter.to == [made.email]]
    link = re.search(r"http://127\.0\.0\.1:8000(/\S+)", letter.body)[1]
    assert link not in shown
    assert OTHER not in letter.body
    owner = Client()
    owner.post(owner.get(link).url, {"new_password1": OTHER, "new_password2": OTHER})
    assert try_in(owner, "moi", OTHER).url == HOME
    made.refresh_from_db()
    assert made.days_left() >= 28


def test_an_account_is_one_persons_with_a_name_and_an_address_of_their_own(desk: Client, person: Any) -> None:
    """So that whoever reads the register knows whose each account is, and a link reaches nobody else."""
    named = {"username": "moi", "first_name": "Mới", "last_name": "Người", "email": "moi@portal.example"}
    for wrong in ({"first_name": ""}, {"last_name": ""}, {"email": ""}, {"email": person.email.upper()}):
        answer = desk.post(USERS + "new/", {**named, **wrong})
        assert set(answer.context["form"].errors) == set(wrong), wrong
    assert not get_user_model().objects.filter(username="moi").exists()
    desk.post(USERS + "new/", named)
    made = get_user_model().objects.get(username="moi")
    edit = f"{USERS}edit/{made.pk}/"
    assert "email" in desk.post(edit, {**named, "email": person.email, "is_active": "on"}).context["form"].errors
    # Two that have had one address since before may still be looked after otherwise.
    get_user_model().objects.filter(pk=made.pk).update(email=person.email)
    answer = desk.post(edit, {**named, "email": person.email, "first_name": "Khác", "is_active": "on"})
    assert answer.status_code == 302
    made.refresh_from_db()
    assert made.first_name == "Khác"


def test_wagtails_own_form_changes_no_password_and_ends_the_sessions_of_the_account(desk: Client, person: Any) -> None:
    theirs = Client()
    try_in(theirs, person.username)
    before = person.password
    data = {"username": person.username, "first_name": "Bình", "last_name": "Lê Văn", "email": person.email}
    data |= {"is_active": "on", "password1": OTHER, "password2": OTHER}
    assert desk.post(f"{USERS}edit/{person.pk}/", data).status_code == 302
    person.refresh_from_db()
    assert person.password == before
    assert theirs.get(HOME).url.startswith(LOGIN)
    assert desk.get(HOME).status_code == 200


def test_many_accounts_closed_at_once_are_out_at_once(desk: Client, person: Any) -> None:
    theirs = Client()
    try_in(theirs, person.username)
    address = f"/quan-tri/bulk/accounts/user/set_active_state/?id={person.pk}"
    assert desk.post(address, {"mark_as_active": "False"}).status_code == 302
    assert get_user_model().objects.get(pk=person.pk).is_active is False
    assert not person.sessions.exists()
    get_user_model().objects.filter(pk=person.pk).update(is_active=True)
    assert theirs.get(HOME).url.startswith(LOGIN)


@pytest.mark.clause("ND-13.6c")
def test_a_lost_device_is_taken_away_with_a_reason_and_the_person_told(
    desk: Client, chief: Any, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    other = get_user_model().objects.create_superuser("thu-hai", "hai@portal.example", OTHER)
    device = a_device(other)
    codes = factors.make_codes(other)
    theirs = Client()
    try_in(theirs, other.username, OTHER)
    theirs.post(CODE, {"code": code_of(device)})
    assert is_in(theirs)
    assert desk.get(help_for(other)).status_code == 200
    assert desk.post(help_for(other), {"reason": " "}).status_code == 422
    assert factors.devices_of(other).exists()
    with django_capture_on_commit_callbacks(execute=True):
        desk.post(help_for(other), {"reason": "Mất điện thoại, đã gặp trực tiếp"})
    assert not factors.devices_of(other).exists()
    assert theirs.get(HOME).url.startswith(LOGIN)
    # Whoever watches over security is alarmed beside that, by a letter of its own.
    (letter,) = [letter for letter in mailoutbox if "Mất điện thoại" in letter.body]
    assert letter.to == [other.email]
    entry = ModelLogEntry.objects.for_instance(other).get(action="accounts.second_factor_reset")
    assert (entry.user, entry.data["reason"]) == (chief, "Mất điện thoại, đã gặp trực tiếp")
    # The old codes open nothing, and the next sign-in asks for another device.
    again = Client()
    assert try_in(again, other.username, OTHER).url == ENROL
    assert again.post(CODE, {"code": codes[0]}).url == ENROL


def test_nobody_takes_away_their_own_second_factor_without_their_password(desk: Client, chief: Any) -> None:
    desk.post(help_for(chief), {"reason": "Phiên bị chiếm"})
    assert factors.devices_of(chief).exists()


def test_an_administrator_signs_somebody_out_and_sends_a_link(
    desk: Client, person: Any, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    theirs = Client()
    try_in(theirs, person.username)
    desk.post(help_for(person), {"sessions": ""})
    assert theirs.get(HOME).url.startswith(LOGIN)
    with django_capture_on_commit_callbacks(execute=True):
        shown = desk.post(help_for(person), {"link": ""}, follow=True).content.decode()
    assert mailoutbox[-1].to == [person.email]
    assert "/confirm/" in mailoutbox[-1].body
    assert "/confirm/" not in shown


def test_nobody_else_comes_to_these_screens(portal: Portal, person: Any, client_of: Any) -> None:
    writer, unit_admin = portal.member("contributor", portal.city), portal.member("unit_admin", portal.city)
    for user in (writer, unit_admin):
        client = client_of(user)
        session = client.session
        session["second_factor"] = "x"
        session.save()
        for address in (help_for(person), AGE):
            for answer in (client.get(address), client.post(address, {"link": "", "reason": "x", "days": 99})):
                assert (answer.status_code, answer.url) == (302, HOME)
    assert not PasswordAge.objects.filter(days=99).exists()


@pytest.mark.clause("ND-13.6b")
def test_the_age_of_passwords_is_set_on_a_screen_and_longer_only_by_a_decision(desk: Client, chief: Any) -> None:
    assert desk.get(AGE).status_code == 200
    assert PasswordAge.objects.current().clause == "ND-13.6b"
    for wrong in ({"days": 60}, {"days": 0}, {"days": ""}):
        assert desk.post(AGE, {"decision": "", **wrong}).status_code == 422
    assert PasswordAge.objects.count() == 1
    assert desk.post(AGE, {"days": 60, "decision": "Quyết định số 3-QĐ/ĐUK"}).status_code == 302
    age = PasswordAge.objects.current()
    assert (age.days, age.limit, age.clause, age.set_by) == (60, 31, "ND-13.6b", chief)


@pytest.mark.clause("ND-13.6b")
def test_people_are_written_to_seven_three_and_one_day_before(
    person: Any, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    told = []
    for left in range(9, -2, -1):
        now = timezone.now().replace(hour=2)
        day = timezone.localtime(now).date() + timedelta(days=left)
        type(person).objects.filter(pk=person.pk).update(password_due_on=day)
        mailoutbox.clear()
        with time_machine.travel(now, tick=False), django_capture_on_commit_callbacks(execute=True):
            call_command("warn_passwords", stdout=StringIO())
        told += [(left, len(mailoutbox))]
    assert [left for left, letters in told if letters] == [7, 3, 1]


def test_the_command_for_the_last_administrator_first_tells_what_it_would_do(chief: Any) -> None:
    a_device(chief)
    out = StringIO()
    call_command("reset_second_factor", chief.username, reason="Mất máy", stdout=out)
    assert factors.devices_of(chief).exists()
    call_command("reset_second_factor", chief.username, reason="Mất máy", execute=True, stdout=out)
    assert not factors.devices_of(chief).exists()
    assert ModelLogEntry.objects.for_instance(chief).get(action="accounts.second_factor_reset").data["reason"]
    for name, reason in (("khong-co-ai", "x"), (chief.username, " ")):
        with pytest.raises(CommandError):
            call_command("reset_second_factor", name, reason=reason, stdout=out)
