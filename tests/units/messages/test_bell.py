"""The bell in the admin: the number of unread messages, the list, opening, and the choice of each person."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from wagtail.admin import signal_handlers

from tests.factories.articles import a_public, a_returned
from tests.factories.portal import Portal, a_portal
from tests.factories.units import UserFactory
from tests.units.messages._people import DEAD, URL, a_person, now, told
from units.calendar import today
from units.messages.models import Delivery, Kind, Message, Preference

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-4.3")]
INDEX, CHOICE, READ = "/quan-tri/thong-bao/", "/quan-tri/thong-bao/cach-nhan/", "/quan-tri/thong-bao/da-doc/"
NO_ADDRESS = (
    "Every message stands in the portal in any case. Your account has no e-mail address, so no mail can reach you; "
    "ask your administrator to enter one."
)


@pytest.fixture
def portal() -> Portal:
    return a_portal()


@pytest.fixture
def mai(portal: Portal) -> Any:
    return portal.member("contributor", portal.office)


@pytest.fixture
def desk(mai: Any, client_of: Any) -> Client:
    return client_of(mai)


def test_the_menu_says_how_many_are_unread(mai, desk):
    address = reverse("wagtailadmin_home")
    unread = ngettext("Messages: %(count)s new", "Messages: %(count)s new", 2) % {"count": 2}
    told(mai)
    told(mai)
    told(a_person())
    assert _sidebar(desk.get(address)).count(unread) == 1
    Message.objects.all().mark_read()
    page = _sidebar(desk.get(address))
    assert unread not in page
    assert gettext("Messages") in page


def _sidebar(response: Any) -> str:
    text: str = response.content.decode()
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)


def test_a_hundred_messages_cost_as_many_queries_as_one(mai, desk):
    costs = []
    for number in (1, 99):
        for _ in range(number):
            told(mai)
        for address in (INDEX, reverse("wagtailadmin_home")):
            desk.get(address)
            with CaptureQueriesContext(
                connection,
            ) as queries:
                desk.get(address)
            costs.append(len(queries))
    assert costs[:2] == costs[2:]
    with CaptureQueriesContext(connection) as queries:
        desk.get(reverse("wagtailadmin_home"))
    assert len([query for query in queries if "units_message" in query["sql"]]) == 1


def test_my_messages_newest_first_twenty_a_page_and_nobody_elses(mai, desk):
    for number in range(25):
        told(mai, text=f"Việc số {number:02}.")
    told(a_person(), text="Việc của người khác.")
    first, second = (desk.get(f"{INDEX}?page={number}").content.decode() for number in (1, 2))
    found = re.findall(r"Việc số (\d\d)\.", first) + re.findall(r"Việc số (\d\d)\.", second)
    assert found == [f"{number:02}" for number in range(24, -1, -1)]
    assert "Việc của người khác" not in first + second


def test_unread_is_said_in_words(mai, desk):
    told(mai)
    word = f"<strong>{gettext('Unread')}</strong>"
    assert desk.get(INDEX).content.decode().count(word) == 1
    Message.objects.all().mark_read()
    assert word not in desk.get(INDEX).content.decode()


def test_opening_one_marks_it_read_and_leads_to_its_subject(mai, desk):
    one, other = told(mai), told(mai)
    answer = desk.get(f"{INDEX}{one.pk}/")
    assert (answer.status_code, answer.url) == (302, URL)
    first_read = now(one).read_at
    assert first_read is not None
    assert now(other).read_at is None
    desk.get(f"{INDEX}{one.pk}/")
    assert now(one).read_at == first_read
    Message.objects.filter(pk=other.pk).update(url="")
    assert desk.get(f"{INDEX}{other.pk}/").url == INDEX


def test_another_persons_message_does_not_exist(desk):
    foreign = told(a_person())
    assert desk.get(f"{INDEX}{foreign.pk}/").status_code == 404
    desk.post(READ, {"latest": foreign.pk})
    assert now(foreign).read_at is None


def test_all_that_was_shown_is_marked_read_and_nothing_later(mai, desk):
    shown = told(mai)
    html = desk.get(INDEX).content.decode()
    latest = re.search(r'name="latest" value="(\d+)"', html)[1]
    later = told(mai)
    assert desk.post(READ, {"latest": latest}).url == INDEX
    assert now(shown).read_at is not None
    assert now(later).read_at is None
    for wrong in ({}, {"latest": "x"}, {"latest": 9**40}):
        assert desk.post(READ, wrong).status_code == 302
    assert now(later).read_at is None
    assert desk.get(READ).status_code == 405


def test_without_messages_the_page_says_so(desk):
    html = desk.get(INDEX).content.decode()
    assert gettext("Nothing has been told to you yet.") in html
    assert 'name="latest"' not in html


def test_each_person_chooses_without_scripts(mai, desk):
    html = desk.get(CHOICE).content.decode()
    assert re.search(r'value="urgent"[^>]*checked', html)
    assert mai.email in html
    assert desk.post(CHOICE, {"how": "digest", "digest_hour": "16"}).url == INDEX
    desk.post(CHOICE, {"how": "bell", "digest_hour": "0"})
    chosen = Preference.objects.get()
    assert (chosen.user, chosen.how, chosen.digest_hour) == (mai, Delivery.BELL, 0)


@pytest.mark.parametrize("wrong", [{}, {"how": "sms", "digest_hour": "7"}, {"how": "bell", "digest_hour": "24"}])
def test_a_wrong_choice_is_named_and_not_saved(wrong, desk):
    answer = desk.post(CHOICE, wrong)
    assert answer.status_code == 422
    assert 'class="error-message"' in answer.content.decode()
    assert not Preference.objects.exists()


def test_a_choice_does_not_forget_that_todays_digest_went_out(mai, desk):
    Preference.objects.create(user=mai, digest_on=today())
    desk.post(CHOICE, {"how": "digest", "digest_hour": "0"})
    assert Preference.objects.get().digest_on == today()


def test_who_has_no_address_is_told_that_no_mail_comes(mai, client_of):
    type(mai).objects.filter(pk=mai.pk).update(email="")
    html = client_of(mai).get(CHOICE).content.decode()
    assert gettext(NO_ADDRESS) in html


@pytest.mark.parametrize("address", [INDEX, CHOICE, f"{INDEX}1/", READ])
def test_strangers_and_people_without_a_role_stay_outside(address, client_of):
    for client in (Client(), client_of(a_person())):
        for method in (client.get, client.post):
            answer = method(address)
            assert answer.status_code == 302
            assert "thong-bao" not in answer.url.split("?")[0]


def test_wagtails_own_mails_stay_silent(portal, mai, settings, django_capture_on_commit_callbacks):
    settings.WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = True
    UserFactory(is_superuser=True)
    approver = portal.member("board", portal.office)
    signal_handlers.register_signal_handlers()
    with django_capture_on_commit_callbacks(execute=True):
        a_returned(portal.office, mai, approver)
        a_public(portal.office, mai, approver)
    assert [letter.subject for letter in mail.outbox if INDEX not in letter.body] == []


@override_settings(EMAIL_BACKEND=DEAD)
def test_a_dead_mail_server_stops_no_approver(portal, mai, django_capture_on_commit_callbacks):
    approver = portal.member("board", portal.office)
    with django_capture_on_commit_callbacks(execute=True):
        article = a_returned(portal.office, mai, approver)
        message = told(mai, Kind.RETURNED, item=article)
    assert article.current_workflow_state.status == "needs_changes"
    assert (now(message).mailed_at, now(message).attempts) == (None, 1)
    assert now(message).item_type.model == "articlepage"
