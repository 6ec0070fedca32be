"""The way in: what it shows, what it hides, and what somebody who tampers with it gets (LD-1.2d)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from unittest import mock

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.contrib.auth.views import LoginView
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.views.generic import RedirectView

from accounts.door.views import SignIn
from accounts.models import PersonSession
from tests.accounts.doors import CODE, ENROL, HOME, LOGIN, OTHER, PASSWORD, a_device, code_of, is_in, try_in

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-1.2d")]
RESET = "/quan-tri/password_reset/"


def words(response: Any) -> str:
    """What a page says, without what differs from one to the next by design."""
    text = re.sub(r"\b\w{64}\b", "", response.content.decode())  # Tokens against forged forms.
    return re.sub(r'value="(le\.van\.binh|khong-co-ai|da-dong|moi-den)"', "", text)


def test_a_password_is_enough_for_whoever_decides_nothing(person: Any) -> None:
    client = Client()
    assert try_in(client, person.username).url == HOME
    assert is_in(client)


def test_nothing_tells_whether_an_account_exists(person: Any) -> None:
    type(person).objects.create_user("da-dong", password=PASSWORD, is_active=False)
    type(person).objects.create_user("moi-den")
    said, work_done = set(), []
    cases = (
        (person.username, OTHER),
        ("khong-co-ai", OTHER),
        ("da-dong", PASSWORD),
        ("da-dong", OTHER),
        # Has not used the link to a first password yet.
        ("moi-den", OTHER),
    )
    Client().get(LOGIN)  # What a process asks for once is no difference between accounts.
    for number, (username, password) in enumerate(cases):
        with (
            mock.patch.object(MD5PasswordHasher, "encode", autospec=True, side_effect=MD5PasswordHasher.encode) as work,
            CaptureQueriesContext(connection) as queries,
        ):
            response = try_in(Client(REMOTE_ADDR=f"203.0.113.{number}"), username, password)
        said.add((response.status_code, words(response)))
        work_done.append((work.call_count, len(queries)))
    assert len(said) == 1
    # Equal work: the password is hashed once, whoever it is of, and the database asked as often.
    assert {hashed for hashed, _asked in work_done} == {1}
    assert len({asked for _hashed, asked in work_done}) == 1, work_done


def test_asking_for_a_link_looks_the_same_for_everybody_and_takes_the_same(
    person: Any, mailoutbox: list[Any], settings: Any
) -> None:
    with mock.patch("accounts.letters._write_reset") as task:
        answers = {
            (found.status_code, found.url)
            for found in (Client().post(RESET, {"email": email}) for email in (person.email, "khong@portal.example"))
        }
    assert len(answers) == 1
    # All that the request does is to hand the address on; a task looks for accounts.
    assert [call.args for call in task.enqueue.call_args_list] == [(person.email,), ("khong@portal.example",)]
    assert mailoutbox == []


def test_a_link_begins_with_the_portals_own_address_and_works_once(
    person: Any, mailoutbox: list[Any], settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    old = Client()
    try_in(old, person.username)
    Client().post(RESET, {"email": person.email.upper()}, headers={"host": "ke-xau.example"})
    (letter,) = mailoutbox
    assert "ke-xau" not in letter.body + letter.subject
    link = re.search(r"http://127\.0\.0\.1:8000(/\S+)", letter.body)[1]
    owner, late = Client(), Client()
    page, second = owner.get(link).url, late.get(link).url
    chosen = {"new_password1": OTHER, "new_password2": OTHER}
    assert owner.post(page, {**chosen, "new_password2": PASSWORD}).status_code == 200
    assert owner.post(page, chosen).status_code == 302
    # Nobody is signed in by a link, nor twice by one; and whoever had the old password's session is out.
    assert not is_in(owner)
    assert late.post(second, chosen).status_code == 200
    assert old.get(HOME).url.startswith(LOGIN)
    assert try_in(Client(), person.username).status_code == 200
    assert try_in(owner, person.username, OTHER).url == HOME


def test_a_link_runs_out(person: Any, mailoutbox: list[Any], settings: Any) -> None:
    Client().post(RESET, {"email": person.email})
    link = re.search(r"http://127\.0\.0\.1:8000(/\S+)", mailoutbox[0].body)[1]
    settings.PASSWORD_RESET_TIMEOUT = -1
    response = Client().get(link)
    assert response.status_code == 200
    assert "new_password1" not in response.content.decode()


@pytest.mark.parametrize(
    "following", ["https://ke-xau.example/", "//ke-xau.example", "/\\ke-xau.example", "javascript:x"]
)
def test_signing_in_leads_nowhere_else(person: Any, chief: Any, following: str) -> None:
    client = Client()
    assert try_in(client, person.username, following=following).url == HOME
    device, stepping = a_device(chief), Client()
    try_in(stepping, chief.username, following=following)
    assert stepping.post(CODE, {"code": code_of(device), "next": following}).url == HOME


def test_signing_in_leads_back_to_the_page_that_was_wanted(person: Any, chief: Any) -> None:
    wanted = "/quan-tri/nhan-su/"
    assert try_in(Client(), person.username, following=wanted).url == wanted
    device, client = a_device(chief), Client()
    try_in(client, chief.username, following=wanted)
    assert client.post(CODE, {"code": code_of(device)}).url == wanted


def test_no_other_door_of_wagtail_or_django_lets_anybody_in(chief: Any) -> None:
    doors = {
        pattern.lookup_str
        for pattern in every_pattern(get_resolver())
        if issubclass(getattr(pattern.callback, "view_class", object), LoginView)
    }
    # Wagtail's two are still in the table of addresses, but ours stand before them.
    for address in (LOGIN, "/_util/login/"):
        found = resolve(address).func
        assert getattr(found, "view_class", None) in (SignIn, RedirectView)
    assert doors == {
        "accounts.door.views.SignIn",
        "wagtail.admin.views.account.LoginView",
        "django.contrib.auth.views.LoginView",
    }
    client = Client()
    answer = client.post("/_util/login/?next=/", {"username": chief.username, "password": PASSWORD})
    assert (answer.status_code, answer.url) == (302, LOGIN + "?next=/")
    assert not is_in(client)


def every_pattern(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from every_pattern(pattern)
        else:
            yield pattern


def test_a_key_planted_in_the_browser_leads_nowhere(person: Any, chief: Any) -> None:
    for user in (person, chief):
        device = a_device(user)
        client = Client()
        client.session.save()
        planted = client.session
        planted["planted"] = "x"
        planted.save()
        client.cookies["sessionid"] = planted.session_key
        try_in(client, user.username)
        between = client.cookies["sessionid"].value
        client.post(CODE, {"code": code_of(device)})
        assert is_in(client)
        keys = {planted.session_key, between, client.cookies["sessionid"].value}
        assert len(keys) == 3
        assert "planted" not in client.session
        assert set(PersonSession.objects.of(user).values_list("pk", flat=True)) == {client.cookies["sessionid"].value}
        thief = Client()
        thief.cookies["sessionid"] = between
        assert thief.get(HOME).url.startswith(LOGIN)


def test_between_the_steps_nobody_is_signed_in_anywhere(chief: Any) -> None:
    client = Client()
    assert try_in(client, chief.username).url == ENROL
    for address in (HOME, "/quan-tri/tai-khoan/thiet-bi/", "/quan-tri/users/", "/"):
        response = client.get(address)
        assert not response.wsgi_request.user.is_authenticated
    assert client.get("/quan-tri/dang-nhap/tiep-tuc/").url == ENROL
    assert client.get(CODE).url == ENROL


def test_the_steps_wait_for_a_quarter_of_an_hour_and_end_with_the_account(person: Any, chief: Any) -> None:
    device = a_device(chief)
    late, closed = Client(), Client()
    for client in (late, closed):
        try_in(client, chief.username)
    session = late.session
    session["sign_in"] = {**session["sign_in"], "at": session["sign_in"]["at"] - 16 * 60}
    session.save()
    assert late.post(CODE, {"code": code_of(device)}).url == LOGIN
    type(chief).objects.filter(pk=chief.pk).update(is_active=False)
    assert closed.post(CODE, {"code": code_of(device)}).url == LOGIN
    assert not is_in(late)
    assert not is_in(closed)


def test_nothing_is_taken_from_a_form_of_another_site() -> None:
    client = Client(enforce_csrf_checks=True)
    steps = ("ma-xac-thuc", "thiet-bi", "mat-khau-moi", "quy-che", "thoat")
    own = ("mat-khau", "phien", "thiet-bi/them", "thiet-bi/ma-du-phong")
    for address in (
        LOGIN,
        RESET,
        *(f"/quan-tri/dang-nhap/{step}/" for step in steps),
        *(f"/quan-tri/tai-khoan/{screen}/" for screen in own),
        "/quan-tri/giup-tai-khoan/1/",
        "/quan-tri/giup-tai-khoan/thoi-han-mat-khau/",
        "/quan-tri/quy-che-su-dung/ban-moi/",
    ):
        assert client.post(address, {"username": "x"}).status_code == 403, address
