"""What goes out later: failed mails once, one digest a day, and no mail twice."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from smtplib import SMTPRecipientsRefused
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories.contributions import local
from tests.units.messages._people import DEAD, a_person, now, told
from units.messages.digests import send_digests
from units.messages.models import LEASE, Delivery, Kind, Message, Preference
from units.messages.sending import Patience, send_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-4.3")]


class WrongAddresses(EmailBackend):
    """A server that knows nobody called "sai"."""

    def send_messages(self, messages: Any) -> int:
        if "sai" in messages[0].to[0]:
            raise SMTPRecipientsRefused({messages[0].to[0]: (550, b"No such user")})
        return super().send_messages(messages)


class Colleague(EmailBackend):
    """A server during whose work a second sender starts."""

    def send_messages(self, messages: Any) -> int:
        Colleague.meanwhile = [*send_at_once(Message.objects.all(), Patience(1))]
        Colleague.meanwhile += send_digests(timezone.now(), Patience(1))
        return super().send_messages(messages)


WRONG, SECOND = (f"{backend.__module__}.{backend.__name__}" for backend in (WrongAddresses, Colleague))


@pytest.fixture
def morning(time_machine: Any) -> Any:
    """Half past nine on a Monday."""
    time_machine.move_to(local(2026, 11, 23, 9, 30), tick=False)
    return time_machine


def send() -> str:
    """Run the command; what it said."""
    out = StringIO()
    call_command("send_messages", stdout=out, stderr=out)
    return out.getvalue()


def test_what_failed_goes_out_once_when_the_server_works_again(settings, morning):
    message = told(a_person(), Kind.RETURNED)
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, DEAD
    send()
    failed = now(message)
    assert (failed.mailed_at, failed.attempts, failed.last_error) == (None, 1, "Connection refused")
    settings.EMAIL_BACKEND = works
    send()
    send()
    assert len(mail.outbox) == 1
    assert (now(message).attempts, now(message).last_error) == (2, "")
    assert now(message).mailed_at == local(2026, 11, 23, 9, 30)


def test_what_was_read_meanwhile_is_not_mailed_any_more(morning):
    told(a_person(), Kind.RETURNED)
    told(a_person(), Kind.WAITING)
    Message.objects.all().mark_read()
    send()
    assert mail.outbox == []


def test_a_dead_server_is_not_asked_for_every_mail(settings, morning):
    settings.EMAIL_BACKEND = DEAD
    for _ in range(5):
        told(a_person(), Kind.RETURNED)
    with pytest.raises(CommandError, match="Connection refused"):
        send()
    assert Message.objects.filter(attempts=0).count() == 2
    with pytest.raises(CommandError):
        send()
    assert not Message.objects.filter(attempts=0).exists(), "the least tried go first"


def test_a_wrong_address_does_not_hold_up_the_others(settings, morning):
    settings.EMAIL_BACKEND = WRONG
    for number in range(4):
        told(a_person(email=f"sai-{number}@example.test"), Kind.RETURNED)
    told(a_person(email="mai@example.test"), Kind.RETURNED)
    said = send()
    assert [letter.to for letter in mail.outbox] == [["mai@example.test"]]
    assert "4" in said
    assert Message.objects.filter(mailed_at=None, attempts=1).count() == 4


def test_two_senders_at_once_send_each_mail_once(settings, morning):
    settings.EMAIL_BACKEND = SECOND
    told(a_person(), Kind.RETURNED)
    told(a_person(), Kind.WAITING)
    told(a_person(Delivery.DIGEST), Kind.RETURNED)
    send()
    assert sorted(letter.to[0] for letter in mail.outbox) == sorted(
        Message.objects.values_list("recipient__email", flat=True)
    )
    assert Message.objects.filter(attempts=1).exclude(mailed_at=None).count() == 3


def test_what_a_sender_took_and_never_sent_goes_out_after_a_while(morning):
    taken = told(a_person(), Kind.RETURNED)
    assert Message.objects.filter(pk=taken.pk).take(timezone.now()) == 1
    assert Message.objects.filter(pk=taken.pk).take(timezone.now()) == 0
    send()
    assert mail.outbox == []
    morning.shift(LEASE)
    send()
    assert len(mail.outbox) == 1


def test_a_broken_mail_does_not_stop_the_others(monkeypatch, morning):
    broken, sound = told(a_person(), Kind.RETURNED), told(a_person(), Kind.RETURNED)
    real = Message.get_kind_display

    def display(message: Message) -> str:
        if message.pk == broken.pk:
            raise KeyError("kind")
        return real(message)

    monkeypatch.setattr(Message, "get_kind_display", display)
    send()
    assert [letter.to for letter in mail.outbox] == [[sound.recipient.email]]
    assert now(broken).attempts == 1


class TestDigest:
    def test_one_mail_a_day_with_all_that_waits(self, morning):
        person = a_person()
        told(person, text="Tin thứ nhất chờ duyệt.")
        told(person, text="Tin thứ hai chờ duyệt.", about="Hội nghị <mở rộng>")
        send()
        (letter,) = mail.outbox
        assert letter.to == [person.email]
        assert "Tin thứ nhất" in letter.body
        assert "Hội nghị <mở rộng>" in letter.body
        assert "Hội nghị &lt;mở rộng&gt;" in letter.alternatives[0][0]
        assert "23/11/2026" in letter.subject
        later = told(person)
        morning.shift(timedelta(hours=5))
        send()
        assert len(mail.outbox) == 1
        morning.shift(timedelta(days=1))
        send()
        send()
        assert len(mail.outbox) == 2
        assert now(later).mailed_at is not None

    @pytest.mark.parametrize(("hour", "leaves"), [(0, True), (9, True), (10, False), (23, False)])
    def test_it_comes_from_the_chosen_hour_on(self, hour, leaves, morning):
        told(a_person(Delivery.DIGEST, hour))
        send()
        assert bool(mail.outbox) == leaves

    def test_who_chose_nothing_has_it_from_seven_on(self, time_machine):
        time_machine.move_to(local(2026, 11, 23, 6, 59))
        told(a_person())
        send()
        assert mail.outbox == []
        time_machine.move_to(local(2026, 11, 23, 7, 0))
        send()
        assert len(mail.outbox) == 1

    @pytest.mark.parametrize(
        ("how", "texts"),
        [
            (Delivery.DIGEST, ["Trả lại.", "Chờ duyệt."]),
            (Delivery.URGENT, ["Chờ duyệt."]),
            (Delivery.BELL, []),
        ],
    )
    def test_it_holds_what_did_not_leave_at_once(self, how, texts, morning):
        person = a_person(how)
        told(person, Kind.WAITING, "Chờ duyệt.")
        told(person, Kind.RETURNED, "Trả lại.")
        assert all(send_digests(timezone.now(), Patience(1)))
        assert ["".join(t for t in texts if t in letter.body) for letter in mail.outbox] == (
            ["".join(texts)] if texts else []
        )

    def test_nothing_to_say_sends_nothing_and_keeps_the_day_free(self, morning):
        person = a_person(Delivery.DIGEST)
        send()
        assert mail.outbox == []
        told(person)
        send()
        assert len(mail.outbox) == 1

    def test_a_failed_one_is_tried_again_the_same_day(self, settings, morning):
        message = told(a_person())
        works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, DEAD
        send()
        assert now(message).attempts == 1
        assert Preference.objects.get().digest_on is None
        settings.EMAIL_BACKEND = works
        send()
        assert len(mail.outbox) == 1

    def test_one_cut_off_midway_goes_out_later(self, morning):
        person = a_person(Delivery.DIGEST)
        told(person)
        Preference.objects.update(digest_taken_at=timezone.now())
        Message.objects.update(taken_at=timezone.now())
        send()
        assert mail.outbox == []
        morning.shift(LEASE)
        send()
        assert len(mail.outbox) == 1

    def test_who_left_or_has_no_address_gets_none(self, morning):
        for person in (a_person(), a_person(Delivery.DIGEST)):
            told(person)
            person.is_active = False
            person.save()
        told(a_person(email=""))
        send()
        assert mail.outbox == []
