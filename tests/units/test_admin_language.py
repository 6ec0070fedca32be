"""Whoever opens whatever in the administration reads Vietnamese: screens, refusals, errors of empty forms, mails."""

from __future__ import annotations

import re
from io import StringIO
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils.html import escape
from django.views.defaults import server_error

from tests.house.language import wrong_in
from tests.house.screens import content, forms, wrong_with
from tests.units._belongings import foreign
from tests.units._foreign import SECRET, TAG
from tests.units._house import House, a_house
from tests.units._walk import addresses
from tests.units.messages._people import told as told_of
from tests.units.test_admin_walk import CLASSIFIED
from units.messages.models import Delivery, Kind, Preference

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-4.2c", "ND-12.1")]

#: Who opens the portal's own screens besides; the administrator of the system opens everything, and the office opens
#: what whoever appoints a unit's people does. Where a contributor and a leader come to is read in
#: ``tests/home/test_roles_language.py``.
WALKERS = ("their_board", "office", "committee")
#: Wagtail's screens on which the board of the other unit finds its own items.
OF_ITEMS = ("wagtailadmin_pages:", "wagtailsnippets_", "wagtailadmin_explore", "wagtailimages:edit", "wagtaildocs:edit")
#: Empty forms are not sent to what would do something even so.
DOES_SOMETHING = re.compile(
    r"delete|logout|lock|release|take_back|read|convert|unpublish|error_test|:act$|disable|enable"
)
#: What the other unit's things are called.
PUT_IN = (SECRET, SECRET[:6], TAG)
#: Addresses whose answers nobody reads: the way out, and one that fails on purpose.
NO_SCREEN = ("wagtailadmin_logout", "wagtailadmin_error_test")


@pytest.fixture
def house(settings: Any, tmp_path: Any) -> House:
    settings.MEDIA_ROOT = tmp_path
    settings.PRIVATE_ROOT = tmp_path / "private"
    return a_house()


def asks(response: Any) -> bool:
    """Whether an answer holds a form to send."""
    return not response.streaming and b'method="post"' in response.content.lower()


def emptied(page: str) -> dict[str, str]:
    """All forms of a page in one, with nothing filled in."""
    return {name: value for form in forms(page) for name, value in form.sent.items()}


def opens(walker: str, name: str) -> bool:
    """Whether an address may show a walker something that the administrator of the system does not see."""
    if walker == "superuser" or (walker == "their_board" and name.startswith(OF_ITEMS)):
        return True
    return name in CLASSIFIED and not name.startswith("wagtail")


def test_every_screen_speaks_vietnamese_to_everybody(house: House) -> None:
    there, known, found = foreign(house), content(*PUT_IN), set()
    to_send: dict[str, tuple[Client, str, dict[str, str]]] = {}
    everywhere: dict[tuple[str, int], str] = {}
    for name, address in addresses(there, thorough=False):
        everywhere.setdefault((name, address.count("situation")), address)
    for walker in ("superuser", *WALKERS):
        client = house.client(walker)
        client.raise_request_exception = False
        for (name, _situations), address in everywhere.items():
            # What a script fetches of a list is part of the list's own screen.
            if name not in NO_SCREEN and not name.endswith("_results") and opens(walker, name):
                response = client.get(address)
                found |= {(name, line) for line in wrong_with(response, known)}
                if asks(response) and not DOES_SOMETHING.search(name):
                    to_send[name] = (client, address, emptied(response.content.decode()))
    for name, (client, address, nothing) in to_send.items():
        found |= {(f"{name}, empty", line) for line in wrong_with(client.post(address, nothing), known)}
    assert not found, f"{len(found)} texts:\n" + "\n".join(f"{name}: {line}" for name, line in sorted(found))


def test_refusals_and_errors_speak_vietnamese(house: House) -> None:
    client = house.client("contributor")
    answers = [
        client.get("/quan-tri/khong-co/"),
        client.get(reverse("wagtailadmin_reports:site_history"), headers={"x-requested-with": "XMLHttpRequest"}),
        client.get(reverse("routes:index"), follow=True),
        server_error(RequestFactory().get("/quan-tri/")),
        Client().get(reverse("wagtailadmin_login")),
        Client().post(reverse("wagtailadmin_login"), {"username": "ai-do", "password": "sai"}),
        Client().get(reverse("wagtailadmin_password_reset")),
        Client(enforce_csrf_checks=True).post(reverse("wagtailadmin_login"), {}),
    ]
    assert {answer.status_code for answer in answers} >= {200, 403, 404, 500}
    assert [line for answer in answers for line in wrong_in(answer.content.decode())] == []


def test_mails_speak_vietnamese(house: House) -> None:
    for person, how in ((house.board, Delivery.AT_ONCE), (house.leader, Delivery.DIGEST)):
        Preference.objects.create(user=person, how=how, digest_hour=0)
        for kind in Kind:
            told_of(person, kind)
    call_command("send_messages", stdout=StringIO())
    Client().post(reverse("wagtailadmin_password_reset"), {"email": house.contributor.email})
    assert len(mail.outbox) > len(Kind)
    said = [line for sent in mail.outbox for line in (sent.subject, *sent.body.splitlines())]
    assert wrong_in("".join(f"<p>{escape(line)}</p>" for line in said), content(*PUT_IN)) == []
