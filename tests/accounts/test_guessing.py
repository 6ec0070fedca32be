"""Guessing is slowed and stopped, from one address and from many, and nobody is locked out of their own desk by it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.auth import get_user_model
from django.test import Client
from django.utils import timezone

from accounts import guessing
from tests.accounts.doors import CODE, HOME, OTHER, PASSWORD, a_device, code_of, is_in, try_in
from tests.factories.units import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-1.2d")]


def guess(number: int, username: str, address: str, client: Client | None = None) -> list[int]:
    client = client or Client()
    return [try_in(client, username, f"sai-{turn}", REMOTE_ADDR=address).status_code for turn in range(number)]


def already(number: int, username: str, address: str) -> None:
    """What ``number`` failures elsewhere have left in the database."""
    AccessAttempt.objects.create(username=username, ip_address=address, failures_since_start=number)


def test_the_sixth_guess_at_an_account_is_not_looked_at(person: Any, caplog: Any) -> None:
    assert guess(5, person.username, "203.0.113.5") == [200] * 4 + [429]
    assert try_in(Client(), person.username, REMOTE_ADDR="203.0.113.5").status_code == 429
    assert any(record.event == "locked" for record in caplog.records if hasattr(record, "event"))
    # Elsewhere the account is open, and here other accounts are.
    assert try_in(Client(), person.username, REMOTE_ADDR="203.0.113.6").url == HOME
    assert try_in(Client(), "khong-co-ai", OTHER, REMOTE_ADDR="203.0.113.5").status_code == 200


def test_a_lock_looks_the_same_for_an_account_that_there_is_not(person: Any) -> None:
    guess(5, person.username, "203.0.113.5")
    guess(5, "khong-co-ai", "203.0.113.5")
    mine, nobodys = (
        try_in(Client(), name, REMOTE_ADDR="203.0.113.5").content for name in (person.username, "khong-co-ai")
    )
    assert mine.decode().split("<h1>")[1] == nobodys.decode().split("<h1>")[1]


def test_a_lock_opens_by_itself_and_trying_on_does_not_prolong_it(person: Any) -> None:
    address = "203.0.113.5"
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        guess(5, person.username, address)
    with time_machine.travel(start + timedelta(minutes=14), tick=False):
        assert try_in(Client(), person.username, REMOTE_ADDR=address).status_code == 429
    with time_machine.travel(start + timedelta(minutes=16), tick=False):
        assert try_in(Client(), person.username, REMOTE_ADDR=address).url == HOME


def test_many_accounts_from_one_address_stop_that_address_and_nobody_else(person: Any) -> None:
    already(guessing.ADDRESS - 1, "nguoi-khac", "203.0.113.5")
    assert try_in(Client(), "khong-co-ai", OTHER, REMOTE_ADDR="203.0.113.5").status_code == 429
    assert try_in(Client(), person.username, REMOTE_ADDR="203.0.113.5").status_code == 429
    assert try_in(Client(), person.username, REMOTE_ADDR="203.0.113.6").url == HOME
    # IPv6: a household's whole network is one address.
    already(guessing.ADDRESS - 2, "nguoi-khac", "2001:db8:1:2::")
    for number in (1, 2):
        try_in(Client(), f"nguoi-{number}", OTHER, REMOTE_ADDR=f"2001:db8:1:2::{number}")
    assert try_in(Client(), person.username, REMOTE_ADDR="2001:db8:1:2:ffff::1").status_code == 429
    assert try_in(Client(), person.username, REMOTE_ADDR="2001:db8:1:3::1").url == HOME


def test_one_account_from_many_addresses_is_stopped_but_not_for_its_owners_browser(
    person: Any, mailoutbox: list[Any], client: Client
) -> None:
    try_in(client, person.username)
    client.post("/quan-tri/logout/")
    for number in range(1, guessing.ACCOUNT):
        already(1, person.username, f"203.0.113.{number}")
    assert guess(1, person.username, "192.0.2.1") == [429]
    assert try_in(Client(), person.username, REMOTE_ADDR="198.51.100.1").status_code == 429
    # The browser in which its owner has signed in before is counted by itself, wherever it is.
    assert try_in(client, person.username, REMOTE_ADDR="203.0.113.5").url == HOME
    client.post("/quan-tri/logout/")
    assert guess(5, person.username, "198.51.100.9", client)[-1] == 429
    assert try_in(client, person.username, REMOTE_ADDR="198.51.100.10").status_code == 429


def test_whoever_reads_the_persons_mail_gets_in_while_others_guess(person: Any, mailoutbox: list[Any]) -> None:
    already(guessing.ACCOUNT, person.username, "203.0.113.1")
    away = Client(REMOTE_ADDR="198.51.100.1")
    assert try_in(away, person.username).status_code == 429
    away.post("/quan-tri/password_reset/", {"email": person.email})
    link = next(word for word in mailoutbox[0].body.split() if "/confirm/" in word).removeprefix(
        "http://127.0.0.1:8000"
    )
    away.post(away.get(link).url, {"new_password1": OTHER, "new_password2": OTHER})
    assert try_in(away, person.username, OTHER).url == HOME


def test_a_unit_behind_one_address_works_on_while_somebody_guesses_there(person: Any) -> None:
    office, newcomer = Client(REMOTE_ADDR="203.0.113.5"), UserFactory()
    try_in(office, person.username)
    office.post("/quan-tri/logout/")
    already(guessing.ADDRESS, "nguoi-khac", "203.0.113.5")
    assert try_in(office, person.username).url == HOME
    # The cookie of one account opens the way for no other.
    office.post("/quan-tri/logout/")
    assert try_in(office, newcomer.username).status_code == 429


def test_a_forged_cookie_is_no_known_browser(person: Any) -> None:
    guess(5, person.username, "203.0.113.5")
    client = Client(REMOTE_ADDR="203.0.113.5")
    for forged in ("x", "eyJhIjoiYiJ9:1abc:def", ""):
        client.cookies["portal_device"] = forged
        assert try_in(client, person.username).status_code == 429


def test_signing_in_oneself_forgets_nothing_that_was_tried_on_others(person: Any, chief: Any) -> None:
    guess(4, chief.username, "203.0.113.5")
    guess(2, person.username, "203.0.113.5")
    assert try_in(Client(), person.username, REMOTE_ADDR="203.0.113.5").url == HOME
    assert AccessAttempt.objects.get().username == chief.username
    # Nor does the password alone, where more is asked: wrong codes go on counting.
    device, client = a_device(chief), Client(REMOTE_ADDR="203.0.113.7")
    guess(4, chief.username, "203.0.113.7")
    try_in(client, chief.username)
    assert client.post(CODE, {"code": "sai"}).status_code == 429
    assert not is_in(client)
    assert try_in(client, chief.username).status_code == 429
    assert code_of(device)


def test_the_database_keeps_no_password_that_was_tried(person: Any) -> None:
    try_in(Client(), person.username, "Bi-mat-go-nham-1", REMOTE_ADDR="203.0.113.5")
    kept = " ".join(str(row) for row in AccessAttempt.objects.values_list())
    assert "Bi-mat" not in kept
    assert PASSWORD not in " ".join(map(str, get_user_model().objects.values_list("password", flat=True)))
