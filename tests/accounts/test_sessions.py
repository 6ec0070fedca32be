"""Where people are signed in: what they see of it, what ends it (LD-1.2d)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts import places
from accounts.models import PersonSession
from tests.accounts.doors import ACCOUNT, HOME, LOGIN, OTHER, PASSWORD, is_in, try_in
from tests.factories.portal import Portal
from tests.factories.units import MembershipFactory
from units.members import terms
from units.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-1.2d")]
SESSIONS, CHANGE = ACCOUNT + "phien/", ACCOUNT + "mat-khau/"
CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile Safari/604.1"


@pytest.fixture
def writer(person: Any, portal: Portal) -> Any:
    MembershipFactory(user=person, unit=portal.city, role=Role.objects.get(code="contributor"))
    return get_user_model().objects.get(pk=person.pk)


def a_browser(user: Any, agent: str = CHROME, address: str = "203.0.113.5") -> Client:
    client = Client(REMOTE_ADDR=address, headers={"user-agent": agent})
    try_in(client, user.username)
    assert is_in(client)
    return client


@pytest.mark.parametrize(("noted", "told"), [("203.0.113.5", "203.0.113.5"), ("unknown", "không rõ"), ("", "không rõ")])
def test_an_address_that_nobody_vouched_for_is_said_to_be_so(noted: str, told: str) -> None:
    assert places.address_text(noted) == told


def test_a_person_sees_and_ends_their_sessions(writer: Any, chief: Any) -> None:
    desk, phone = a_browser(writer), a_browser(writer, PHONE, "198.51.100.7")
    strange = Client()
    strange.force_login(chief)
    html = desk.get(SESSIONS).content.decode()
    for told in ("Chrome, Windows", "Safari, iPhone", "203.0.113.5", "198.51.100.7"):
        assert told in html
    # Whoever reads the page cannot take a session over with what it holds.
    assert not any(key in html for key in PersonSession.objects.values_list("pk", flat=True))
    rows = desk.get(SESSIONS).context["rows"]
    assert [row["is_this"] for row in rows] == [True, False]
    desk.post(SESSIONS, {"mark": rows[1]["mark"]})
    assert phone.get(HOME).url.startswith(LOGIN)
    assert desk.get(HOME).status_code == 200
    third = a_browser(writer)
    desk.post(SESSIONS, {"mark": "others"})
    assert third.get(HOME).url.startswith(LOGIN)
    assert desk.post(SESSIONS, {"mark": desk.get(SESSIONS).context["rows"][0]["mark"]}).url == LOGIN
    assert not is_in(desk)
    # Nobody else's can be named.
    assert PersonSession.objects.of(chief).count() == 1


def test_nobody_ends_somebody_elses_session(writer: Any, chief: Any) -> None:
    from accounts.own.views import mark_of

    strange, desk = Client(), a_browser(writer)
    strange.force_login(chief)
    desk.post(SESSIONS, {"mark": mark_of(PersonSession.objects.of(chief).get())})
    assert PersonSession.objects.of(chief).exists()


def test_a_stolen_cookie_is_worth_nothing_once_the_password_has_changed(writer: Any) -> None:
    desk, thief = a_browser(writer), Client()
    thief.cookies["sessionid"] = desk.cookies["sessionid"].value
    assert thief.get(HOME).status_code == 200
    data = {"password": PASSWORD, "new_password1": OTHER, "new_password2": OTHER}
    assert desk.post(CHANGE, {**data, "password": "sai"}).status_code == 422
    assert desk.post(CHANGE, {**data, "new_password1": "ngan", "new_password2": "ngan"}).status_code == 422
    assert desk.post(CHANGE, data).status_code == 302
    assert desk.get(HOME).status_code == 200
    assert thief.get(HOME).url.startswith(LOGIN)
    assert PersonSession.objects.of(writer).count() == 1
    # The present password cannot be guessed here without end either.
    tries = [desk.post(CHANGE, {**data, "password": f"sai-{number}"}).status_code for number in range(5)]
    assert tries[-1] == 429


def test_a_closed_account_is_out_at_once_and_stays_out_when_it_is_opened_again(writer: Any) -> None:
    desk = a_browser(writer)
    writer.is_active = False
    writer.save()
    assert desk.get(HOME).url.startswith(LOGIN)
    assert not PersonSession.objects.of(writer).exists()
    writer.is_active = True
    writer.save()
    assert desk.get(HOME).url.startswith(LOGIN)


@pytest.mark.clause("ND-13.6a")
@pytest.mark.parametrize("how", ["ended by a decision", "run out at midnight", "erased"])
def test_a_right_that_is_taken_away_ends_the_sessions_that_relied_on_it(writer: Any, portal: Portal, how: str) -> None:
    kept = MembershipFactory(user=writer, unit=portal.propaganda, role=Role.objects.get(code="contributor"))
    lost = MembershipFactory(user=writer, unit=portal.city, role=Role.objects.get(code="leader"))
    type(writer).objects.filter(pk=writer.pk).update(password_due_on=None)
    desk = Client()
    desk.force_login(writer)
    session = desk.session
    session["second_factor"] = "x"
    session.save()
    assert desk.get(HOME).status_code == 200
    if how == "erased":
        lost.delete()
    elif how == "ended by a decision":
        terms.end(lost, timezone.localdate() - timedelta(days=1))
    else:
        type(lost).objects.filter(pk=lost.pk).update(valid_to=timezone.localdate() - timedelta(days=1))
    answer = desk.get(HOME)
    assert answer.url.startswith(LOGIN)
    assert not is_in(desk)
    assert kept.user == writer


def test_an_idle_session_is_over_wherever_it_is_used(writer: Any) -> None:
    desk, start = a_browser(writer), timezone.now()
    for minutes in (25, 50, 75):
        with time_machine.travel(start + timedelta(minutes=minutes)):
            assert desk.get(HOME).status_code == 200
    with time_machine.travel(start + timedelta(minutes=106)):
        assert not desk.get("/").wsgi_request.user.is_authenticated
        assert desk.get(HOME).url.startswith(LOGIN)
        assert not PersonSession.objects.of(writer).alive().exists()


def test_no_session_outlasts_a_working_day(writer: Any, settings: Any) -> None:
    settings.PORTAL_IDLE_MINUTES = 24 * 60
    desk, start = a_browser(writer), timezone.now()
    assert desk.cookies["sessionid"]["max-age"] == ""
    # However busy it is: each change of a session would give it another twelve hours.
    session = desk.session
    with time_machine.travel(start + timedelta(hours=11)):
        session["busy"] = True
        session.save()
    with time_machine.travel(start + timedelta(hours=12, minutes=1)):
        assert desk.get(HOME).url.startswith(LOGIN)
        assert not PersonSession.objects.of(writer).exists()
    a_browser(writer)
    with time_machine.travel(start + timedelta(hours=13)):
        call_command("clearsessions")
        assert list(PersonSession.objects.values("user", "expire_date", "signed_in_at")) == []


def test_a_sign_in_from_somewhere_new_is_told_and_one_from_the_same_browser_is_not(
    writer: Any, mailoutbox: list[Any], django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        desk = a_browser(writer)
        desk.post("/quan-tri/logout/")
        try_in(desk, writer.username)
    assert mailoutbox == []
    with django_capture_on_commit_callbacks(execute=True):
        a_browser(writer, PHONE, "198.51.100.7")
    (letter,) = mailoutbox
    assert letter.to == [writer.email]
    assert "Safari, iPhone" in letter.body
    assert "198.51.100.7" in letter.body
    assert not any(key in letter.body for key in PersonSession.objects.values_list("pk", flat=True))


def test_keeping_watch_costs_a_page_of_the_administration_nothing(writer: Any, settings: Any) -> None:
    desk = a_browser(writer)
    session = desk.session
    session["second_factor"] = "x"
    session.save()
    desk.get(SESSIONS)
    with CaptureQueriesContext(connection) as watched:
        desk.get(SESSIONS)
    settings.PORTAL_SIGN_IN_RULES = False
    with CaptureQueriesContext(connection) as unwatched:
        desk.get(SESSIONS)
    assert len(watched) == len(unwatched)
    # And a page that readers see touches no session.
    reader = Client()
    assert "Cookie" not in reader.get("/").headers.get("Vary", "")
    assert not reader.cookies
