"""The second factor: setting it up, proving it, losing it, and those who try to get round it (ND-13.6c)."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import factors
from accounts.models import RecoveryCode
from tests.accounts.doors import (
    ACCOUNT,
    CODE,
    ENROL,
    HOME,
    LOGIN,
    PASSWORD,
    a_device,
    code_of,
    in_with_code,
    is_in,
    try_in,
    wrong_code,
)
from tests.factories.portal import Portal
from tests.factories.units import MembershipFactory, RoleFactory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-13.6c")]
DEVICES = ACCOUNT + "thiet-bi/"


def codes_on(response: Any) -> list[str]:
    return re.findall(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>", response.content.decode())


def test_whoever_administers_sets_up_a_device_before_anything_else(chief: Any) -> None:
    client = Client()
    assert try_in(client, chief.username).url == ENROL
    page = client.get(ENROL).content.decode()
    device = TOTPDevice.objects.get(user=chief)
    assert "<svg" in page
    assert "http" not in re.search(r"<svg.*?</svg>", page, re.DOTALL)[0].replace("http://www.w3.org/2000/svg", "")
    assert client.post(ENROL, {"name": "Máy", "code": wrong_code(device)}).status_code == 422
    assert not factors.devices_of(chief).exists()
    with time_machine.travel(timezone.now() + timedelta(seconds=2)):
        device.refresh_from_db()
        shown = client.post(ENROL, {"name": "Điện thoại", "code": code_of(device)})
        codes = codes_on(shown)
        assert len(set(codes)) == 10
        assert not is_in(client)
        assert client.get("/quan-tri/dang-nhap/tiep-tuc/").url == HOME
        assert is_in(client)
        # Shown once: no page has them any more, and the database neither.
        assert codes_on(client.get(DEVICES)) == []
        digests = " ".join(RecoveryCode.objects.values_list("digest", flat=True))
        assert not any(code.replace("-", "") in digests for code in codes)


def test_whoever_looked_at_the_secret_before_has_no_copy_of_what_the_owner_sets_up(chief: Any) -> None:
    thief, owner = Client(), Client()
    for client in (thief, owner):
        try_in(client, chief.username)
        client.get(ENROL)
    seen, own = TOTPDevice.objects.filter(user=chief).order_by("pk")
    assert seen.key != own.key
    assert owner.post(ENROL, {"name": "Máy", "code": code_of(own)}).status_code == 200
    assert factors.devices_of(chief).get().key == own.key
    assert not TOTPDevice.objects.filter(pk=seen.pk).exists()
    assert thief.post(ENROL, {"name": "Máy", "code": code_of(seen)}).url == CODE
    assert not is_in(thief)


def test_a_code_opens_once(chief: Any) -> None:
    device = a_device(chief)
    code = code_of(device)
    in_with_code(chief, device)
    again = Client()
    try_in(again, chief.username)
    assert again.post(CODE, {"code": code}).status_code == 422
    assert not is_in(again)


def test_wrong_codes_are_slowed_then_lead_back_to_the_password_and_tell_the_person(
    chief: Any, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    device, client = a_device(chief), Client()
    try_in(client, chief.username)
    assert client.post(CODE, {"code": wrong_code(device)}).status_code == 422
    # At once after a wrong one, even the right one is not looked at.
    assert client.post(CODE, {"code": code_of(device)}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        # Whatever it is that is guessed: codes of the device and recovery codes count together.
        tries = [client.post(CODE, {"code": code}) for code in (wrong_code(device), "abcde-fghij", "kmnpq-rstuv")]
    assert [found.status_code for found in tries] == [422, 422, 429]
    assert client.get(CODE).url == LOGIN
    # The failures count against the account here, so the password is not looked at either.
    assert try_in(client, chief.username).status_code == 429
    assert [letter.to for letter in mailoutbox] == [[chief.email]]


def test_codes_are_not_guessed_in_a_day_from_however_many_browsers(chief: Any) -> None:
    """The device itself says how soon it takes another code, so many sessions that know the password gain nothing."""
    device, browsers = a_device(chief), [Client(REMOTE_ADDR=f"203.0.113.{number}") for number in range(3)]
    for client in browsers:
        try_in(client, chief.username)
    assert {client.post(CODE, {"code": wrong_code(device)}).status_code for client in browsers} == {422}
    device.refresh_from_db()
    assert device.throttling_failure_count == 1
    start, looked_at = timezone.now() + timedelta(minutes=5), 0
    with time_machine.travel(start, tick=False) as clock:
        while timezone.now() < start + timedelta(days=1):
            assert factors.check(chief, wrong_code(device)) is None
            looked_at += 1
            clock.shift(max(1, factors.seconds_to_wait(chief)))
    assert looked_at < 20
    # Meanwhile its owner has recovery codes, which nobody guesses.
    assert factors.check(chief, factors.make_codes(chief)[0]) == factors.BY_RECOVERY


def test_a_recovery_code_opens_once_and_is_used_up(chief: Any) -> None:
    a_device(chief)
    first, *rest = factors.make_codes(chief)
    client, again, sloppy = Client(), Client(), Client()
    try_in(client, chief.username)
    assert client.post(CODE, {"code": first}).url == HOME
    try_in(again, chief.username)
    assert again.post(CODE, {"code": first}).status_code == 422
    assert not is_in(again)
    try_in(sloppy, chief.username)
    assert sloppy.post(CODE, {"code": f" {rest[0].upper().replace('-', ' ')} "}).url == HOME
    assert chief.recovery_codes.count() == 8


def test_nobody_else_code_or_device_opens(person: Any, chief: Any) -> None:
    theirs = a_device(person)
    a_device(chief)
    strange = factors.make_codes(person)[0]
    for code in (code_of(theirs), strange, "", "0" * 20):
        client = Client()
        try_in(client, chief.username)
        assert client.post(CODE, {"code": code}).status_code == 422, code
        assert not is_in(client)


def test_either_of_two_devices_opens_and_the_other_is_not_slowed(chief: Any) -> None:
    first, second = a_device(chief), a_device(chief, "Máy thứ hai")
    in_with_code(chief, second)
    first.refresh_from_db()
    assert first.throttling_failure_count == 0
    in_with_code(chief, first)


def test_who_is_asked_for_it(portal: Portal) -> None:
    asked = {
        role: factors.is_demanded_of(portal.member(role, unit))
        for role, unit in {
            "contributor": portal.city,
            "board": portal.city,
            "unit_admin": portal.city,
            "office": None,
        }.items()
    }
    assert asked.pop("contributor") is False
    assert asked == dict.fromkeys(asked, True)


def test_a_session_opened_by_password_ends_when_the_role_comes_to_ask_for_more(person: Any, portal: Portal) -> None:
    client = Client()
    MembershipFactory(user=person, unit=portal.city, role=RoleFactory(code="contributor"))
    try_in(client, person.username)
    assert client.get(HOME).status_code == 200
    board = MembershipFactory(user=person, unit=portal.city, role=RoleFactory(code="board"))
    assert client.get(HOME).url.startswith(LOGIN)
    assert not is_in(client)
    assert try_in(client, person.username).url == ENROL
    board.delete()


def test_a_person_adds_and_removes_devices_only_with_the_password(chief: Any) -> None:
    first = a_device(chief)
    factors.make_codes(chief)
    client, elsewhere = in_with_code(chief, first), Client()
    elsewhere.force_login(chief)
    client.get(DEVICES + "them/")
    new = TOTPDevice.objects.get(user=chief, confirmed=False)
    data = {"name": "Máy thứ hai", "code": code_of(new), "password": "sai"}
    assert client.post(DEVICES + "them/", data).status_code == 422
    assert client.post(DEVICES + "them/", {**data, "password": PASSWORD}).url == DEVICES
    assert client.get(HOME).status_code == 200
    assert not elsewhere.session.session_key or not is_in(elsewhere)
    remove = f"{DEVICES}{first.pk}/bo/"
    assert client.post(remove, {"password": "sai"}).status_code == 422
    assert client.post(remove, {"password": PASSWORD}).url == DEVICES
    last = factors.devices_of(chief).get()
    assert client.post(f"{DEVICES}{last.pk}/bo/", {"password": PASSWORD}).status_code == 403
    assert factors.devices_of(chief).exists()
    before = set(chief.recovery_codes.values_list("digest", flat=True))
    assert len(codes_on(client.post(DEVICES + "ma-du-phong/", {"password": PASSWORD}))) == 10
    assert before.isdisjoint(chief.recovery_codes.values_list("digest", flat=True))


def test_whoever_decides_nothing_may_have_a_second_factor_too_and_do_without_again(person: Any, portal: Portal) -> None:
    MembershipFactory(user=person, unit=portal.city, role=RoleFactory(code="contributor"))
    client = Client()
    try_in(client, person.username)
    assert DEVICES + "them/" in client.get(DEVICES).content.decode()
    client.get(DEVICES + "them/")
    device = TOTPDevice.objects.get(user=person)
    shown = client.post(DEVICES + "them/", {"name": "Máy", "code": code_of(device), "password": PASSWORD})
    assert len(codes_on(shown)) == 10
    again = Client()
    assert try_in(again, person.username).url == CODE
    assert not is_in(again)
    assert client.post(f"{DEVICES}{device.pk}/bo/", {"password": PASSWORD}).url == DEVICES
    assert try_in(again, person.username).url == HOME


def test_nobody_touches_somebody_elses_device(person: Any, chief: Any, portal: Portal) -> None:
    theirs, client = a_device(chief), Client()
    try_in(client, person.username)
    MembershipFactory(user=person, unit=portal.city, role=RoleFactory(code="contributor"))
    assert client.get(HOME).status_code == 200
    assert client.get(f"{DEVICES}{theirs.pk}/bo/").status_code == 404
    assert client.post(f"{DEVICES}{theirs.pk}/bo/", {"password": PASSWORD}).status_code == 404
    assert factors.devices_of(chief).exists()


def test_browsers_are_trusted_only_where_a_portal_says_so(chief: Any, settings: Any) -> None:
    device = a_device(chief)
    client = in_with_code(chief, device)
    client.post("/quan-tri/logout/")
    assert "trust" not in client.get(LOGIN).content.decode()
    assert try_in(client, chief.username).url == CODE
    settings.PORTAL_REMEMBER_DAYS = 7
    with time_machine.travel(timezone.now() + timedelta(minutes=2)):
        assert client.post(CODE, {"code": code_of(device), "trust": "on"}).url == HOME
        client.post("/quan-tri/logout/")
        assert try_in(client, chief.username).url == HOME
        client.post("/quan-tri/logout/")
        assert try_in(Client(), chief.username).url == CODE
        chief.set_password(PASSWORD + "-moi")
        chief.save()
        assert try_in(client, chief.username, PASSWORD + "-moi").url == CODE
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        assert try_in(client, chief.username, PASSWORD + "-moi").url == CODE
