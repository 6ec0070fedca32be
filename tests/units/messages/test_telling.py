"""The one door: who is told, when mail leaves, and that nothing of it reaches whoever acted."""

from __future__ import annotations

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from tests.factories.units import UnitFactory
from tests.units.messages._people import DEAD, TEXT, URL, a_person, now, told
from units.messages import sending
from units.messages.models import URGENT, Delivery, Kind, Message
from units.messages.telling import tell

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-4.3")]


def test_each_active_person_is_told_once():
    mai, lan = a_person(), a_person()
    gone = a_person(is_active=False)
    tell([mai, lan, gone, mai], Kind.WAITING, TEXT, URL)
    assert sorted(Message.objects.values_list("recipient", flat=True)) == sorted([mai.pk, lan.pk])


def test_nobody_to_tell_costs_nothing(django_assert_num_queries, django_capture_on_commit_callbacks):
    with django_assert_num_queries(0), django_capture_on_commit_callbacks(execute=True) as after:
        assert tell([], Kind.WAITING, TEXT, URL) == []
    assert after == []


def test_many_people_cost_as_much_as_one(django_assert_num_queries):
    people = [a_person() for _ in range(20)]
    with django_assert_num_queries(1):
        tell(people, Kind.TOLD, TEXT, URL)


def test_a_message_knows_its_item_and_the_title_of_that_time():
    unit = UnitFactory(name="Ban Tổ chức")
    message = now(told(a_person(), item=unit))
    assert (message.item_type.model_class(), message.item_id, message.about) == (type(unit), str(unit.pk), str(unit))
    assert now(told(a_person(), item=unit, about="Chi bộ họp")).about == "Chi bộ họp"
    assert len(now(told(a_person(), about="dài " * 100)).about) == 255


@pytest.mark.parametrize("kind", Kind)
def test_what_is_urgent_follows_from_the_kind_unless_said(kind):
    assert told(a_person(), kind).urgent == (kind in URGENT)
    assert told(a_person(), kind, urgent=True).urgent
    assert not told(a_person(), kind, urgent=False).urgent


@pytest.mark.parametrize("url", ["https://example.com/", "//example.com/", "/\\example.com", "viec/", "javascript:x"])
def test_a_message_never_leads_out_of_the_portal(url):
    with pytest.raises(ValueError, match="path of the portal"):
        tell([a_person()], Kind.WAITING, TEXT, url)


@pytest.mark.parametrize(
    ("how", "urgent", "leaves"),
    [
        (None, True, True),
        (None, False, False),
        (Delivery.URGENT, True, True),
        (Delivery.URGENT, False, False),
        (Delivery.AT_ONCE, True, True),
        (Delivery.AT_ONCE, False, True),
        (Delivery.DIGEST, True, False),
        (Delivery.DIGEST, False, False),
        (Delivery.BELL, True, False),
        (Delivery.BELL, False, False),
    ],
)
def test_what_leaves_at_once_is_each_persons_choice(how, urgent, leaves, django_capture_on_commit_callbacks):
    person = a_person(how)
    with django_capture_on_commit_callbacks(execute=True):
        message = told(person, urgent=urgent)
        assert mail.outbox == []
    assert [letter.to for letter in mail.outbox] == ([[person.email]] if leaves else [])
    assert bool(now(message).mailed_at) == leaves


def test_the_mail_says_what_it_is_about_and_leads_to_the_bell(settings, django_capture_on_commit_callbacks):
    settings.WAGTAILADMIN_BASE_URL = "https://portal.example.vn/"
    person = a_person(Delivery.AT_ONCE)
    with django_capture_on_commit_callbacks(execute=True):
        message = told(person, text="Trả lại: thiếu <ngày> & nơi họp.", about="Chi bộ họp\nthường kỳ")
    (letter,) = mail.outbox
    html = letter.alternatives[0][0]
    assert letter.subject.startswith(f"[{settings.WAGTAIL_SITE_NAME}] ")
    assert letter.subject.endswith("Chi bộ họp thường kỳ")
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"
    assert "thiếu <ngày> & nơi họp." in letter.body
    assert "thiếu &lt;ngày&gt; &amp; nơi họp." in html
    for body in (letter.body, html):
        assert f"https://portal.example.vn/quan-tri/thong-bao/{message.pk}/" in body
        assert "https://portal.example.vn/quan-tri/thong-bao/cach-nhan/" in body
        assert person.get_full_name() in body
        assert "vn//" not in body
        assert "src=" not in body


def test_somebody_without_an_address_has_the_bell(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = told(a_person(Delivery.AT_ONCE, email=""))
    assert mail.outbox == []
    assert now(message).attempts == 0


def test_what_is_rolled_back_tells_nobody(django_capture_on_commit_callbacks):
    person = a_person(Delivery.AT_ONCE)

    class Refused(Exception):
        pass

    def refused_verb() -> None:
        with transaction.atomic():
            told(person)
            raise Refused

    with django_capture_on_commit_callbacks(execute=True) as after, pytest.raises(Refused):
        refused_verb()
    assert after == []
    assert mail.outbox == []
    assert not Message.objects.exists()


@override_settings(EMAIL_BACKEND=DEAD)
def test_a_dead_server_neither_stops_the_verb_nor_loses_the_message(django_capture_on_commit_callbacks):
    people = [a_person(Delivery.AT_ONCE) for _ in range(3)]
    with django_capture_on_commit_callbacks(execute=True):
        tell(people, Kind.RETURNED, TEXT, URL)
    states = sorted(Message.objects.values_list("attempts", "last_error", "mailed_at", "taken_at"))
    # After the first refusal nobody's request waits for the server again.
    assert states == [(0, "", None, None), (0, "", None, None), (1, "Connection refused", None, None)]


def test_a_queue_that_is_down_does_not_stop_the_verb(monkeypatch, django_capture_on_commit_callbacks):
    def refuse(*args: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(type(sending.mail_at_once), "enqueue", refuse)
    with django_capture_on_commit_callbacks(execute=True) as after:
        told(a_person(Delivery.AT_ONCE))
    assert len(after) == 1
    assert Message.objects.at_once().count() == 1


@override_settings(CACHES={"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "bell"}})
def test_a_server_that_was_just_down_is_left_alone_for_a_while(settings, django_capture_on_commit_callbacks):
    settings.EMAIL_BACKEND = DEAD
    person = a_person(Delivery.AT_ONCE)
    for tried in (1, 1):
        with django_capture_on_commit_callbacks(execute=True):
            told(person)
        assert Message.objects.filter(attempts=1).count() == tried
    cache.delete(sending.SERVER_DOWN)
    with django_capture_on_commit_callbacks(execute=True):
        told(person)
    assert Message.objects.filter(attempts=1).count() == 2
    cache.clear()
