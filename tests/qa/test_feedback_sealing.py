"""Who sent feedback: two named people with their own shares and a reason open it; nothing less does."""

from __future__ import annotations

import base64
import io
import json
from datetime import timedelta

import pytest
import time_machine
from django.core import serializers
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from qa.feedback.handling import working
from qa.feedback.models import Feedback, FeedbackStep, KeyHolder, Opening, Outcome, SealedIdentity, SealingKey
from qa.feedback.sealing import keys, opening, sealed
from qa.feedback.sealing.keys import Share, WrongShare
from tests.factories.feedback import a_key, a_leader, an_officer, sent, taken
from tests.factories.portal import a_portal
from tests.factories.units import UserFactory
from units.models import Membership
from units.record.models import RecordEntry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("N-9", "ND-5.4c")]

WHO = {"name": "Trần Thị Gửi", "email": "gui@example.test", "phone": "0912345678", "address": "Thôn 3"}
WHY = "Cần hỏi thêm người phản ánh."


@pytest.fixture
def portal():
    return a_portal()


def made_of(word: str) -> bytes:
    """The bytes of a share as printed."""
    return bytes([keys.read_share(word).number]) + keys.read_share(word).parts


@given(raw=st.binary(min_size=32, max_size=32), number=st.integers(1, 255))
def test_a_share_is_read_however_it_is_typed(raw, number):
    share = Share(number, raw)
    assert keys.read_share(str(share).lower().replace("-", " ")) == share


@pytest.mark.parametrize("typed", ["", "ABC", "1" * 53, "A" * 80, "\x00"])
def test_what_is_no_share_is_said_to_be_none(typed):
    with pytest.raises(WrongShare):
        keys.read_share(typed)


def test_any_two_shares_open_and_one_alone_does_not(portal):
    people = [an_officer(portal) for _ in range(3)]
    key, shares = a_key(*people)
    read = [keys.read_share(shares[person]) for person in people]
    for one, other in ((0, 1), (0, 2), (1, 2)):
        assert keys.joined(key, read[one], read[other]).seed
    with pytest.raises(WrongShare):
        keys.joined(key, read[0], read[0])
    guessed = Share(2, bytes(32))
    with pytest.raises(WrongShare):
        keys.joined(key, read[0], guessed)


def test_what_is_sealed_is_bound_to_its_record_and_says_nothing_by_its_length(portal):
    people = [an_officer(portal) for _ in range(2)]
    key, shares = a_key(*people)
    private = keys.joined(key, *(keys.read_share(shares[person]) for person in people))
    first, second = sent(**WHO), sent(text="Một phản ánh khác, của người khác.", name="A")
    assert sealed.unseal(first.identity, private) == WHO
    assert len(first.identity.sealed) == len(second.identity.sealed)
    second.identity.sealed = first.identity.sealed
    with pytest.raises(ValueError, match=r"(?i)mac|tag|valid|failed"):
        sealed.unseal(second.identity, private)


def test_two_people_open_it_together_and_every_step_is_written_down(portal):
    first, second = an_officer(portal), an_officer(portal)
    _key, shares = a_key(first, second)
    feedback = sent(**WHO)
    opening.ask(feedback.pk, first, WHY)
    word = opening.agree(feedback.pk, second, shares[second])
    assert opening.open_identity(feedback.pk, first, shares[first], word) == WHO
    acts = list(FeedbackStep.objects.filter(feedback=feedback).values_list("act", "by"))[1:]
    assert acts == [("identity_asked", first.pk), ("identity_agreed", second.pk), ("identity_opened", first.pk)]
    entries = RecordEntry.objects.about(feedback)
    assert [entry.actor_id for entry in entries] == [first.pk, second.pk, first.pk]
    # The reason stays with the feedback; the append-only record has its digest.
    assert entries[0].text_digest
    assert WHY not in str(entries.values_list("details", "title"))
    # What was used is gone, and nothing readable was kept.
    assert Opening.objects.get().wrapped_share == ""
    with pytest.raises(PermissionDenied):
        opening.open_identity(feedback.pk, first, shares[first], word)


def test_nobody_opens_it_alone_or_with_what_is_not_theirs(portal):
    first, second, third = (an_officer(portal) for _ in range(3))
    outsider = an_officer(portal)
    _key, shares = a_key(first, second, third)
    feedback = sent(**WHO)
    with pytest.raises(PermissionDenied):
        opening.ask(feedback.pk, first, "   ")
    for person in (outsider, a_leader(portal), UserFactory(is_superuser=True)):
        with pytest.raises(PermissionDenied):
            opening.ask(feedback.pk, person, WHY)
    with pytest.raises(PermissionDenied):
        opening.agree(feedback.pk, second, shares[second])
    opening.ask(feedback.pk, first, WHY)
    with pytest.raises(PermissionDenied):
        opening.ask(feedback.pk, second, WHY)
    with pytest.raises(PermissionDenied):
        opening.open_identity(feedback.pk, first, shares[first], "ABCD")
    with pytest.raises(PermissionDenied):
        opening.agree(feedback.pk, first, shares[second])
    with pytest.raises(WrongShare):
        opening.agree(feedback.pk, second, shares[third])
    word = opening.agree(feedback.pk, second, shares[second])
    with pytest.raises(PermissionDenied):
        opening.agree(feedback.pk, third, shares[third])
    with pytest.raises(PermissionDenied):
        opening.open_identity(feedback.pk, third, shares[third], word)
    with pytest.raises(WrongShare):
        opening.open_identity(feedback.pk, first, shares[second], word)
    # Who is no longer named has no say, whatever they hold.
    Membership.objects.filter(user=first).update(valid_to=timezone.localdate() - timedelta(days=1))
    with pytest.raises(PermissionDenied):
        opening.open_identity(feedback.pk, type(first).objects.get(pk=first.pk), shares[first], word)


def test_an_agreement_holds_for_a_day_and_a_few_tries_and_ends_with_the_record(portal):
    first, second = an_officer(portal), an_officer(portal)
    _key, shares = a_key(first, second)
    feedback = taken(first, **WHO)
    opening.ask(feedback.pk, first, WHY)
    opening.agree(feedback.pk, second, shares[second])
    for _ in range(opening.MOST_TRIES):
        with pytest.raises(WrongShare):
            opening.open_identity(feedback.pk, first, shares[first], "ABCD")
    with pytest.raises(PermissionDenied, match=r"run out|hết"):
        opening.open_identity(feedback.pk, first, shares[first], "ABCD")
    assert not Opening.objects.open().exists()
    opening.ask(feedback.pk, first, WHY)
    word = opening.agree(feedback.pk, second, shares[second])
    later = timezone.now() + opening.HOLDS_FOR + timedelta(minutes=1)
    with time_machine.travel(later), pytest.raises(PermissionDenied):
        opening.open_identity(feedback.pk, first, shares[first], word)
    opening.ask(feedback.pk, first, WHY)
    opening.drop(feedback.pk, second)
    opening.ask(feedback.pk, first, WHY)
    working.close(feedback.pk, first, Outcome.EXPLAINED, "Đã trả lời.")
    assert not Opening.objects.exclude(wrapped_share="").exists()
    with transaction.atomic(), pytest.raises(IntegrityError):
        Opening.objects.filter(pk=Opening.objects.last().pk).update(agreed_by=first)


def test_a_dump_with_the_settings_and_an_administrators_account_are_not_enough(portal, client_of, settings):
    """Everything that the database holds, every secret of the settings, a superuser, and one of the two shares."""
    first, second = an_officer(portal), an_officer(portal)
    key, shares = a_key(first, second)
    feedback = sent(**WHO)
    opening.ask(feedback.pk, first, WHY)
    opening.agree(feedback.pk, second, shares[second])
    models = [Feedback, SealedIdentity, SealingKey, KeyHolder, Opening, FeedbackStep, RecordEntry]
    dump = "".join(serializers.serialize("json", model.objects.all()) for model in models)
    every = dump + json.dumps({name: str(getattr(settings, name)) for name in dir(settings) if name.isupper()})
    raw = [made_of(shares[person]) for person in (first, second)]
    private = keys.joined(key, *(keys.read_share(shares[person]) for person in (first, second))).seed
    for secret in (*WHO.values(), *shares.values()):
        assert secret not in every
    for secret in (*raw, private, private[:16], private[16:]):
        assert secret.hex() not in every
        assert base64.b64encode(secret).decode().rstrip("=") not in every
    # The share that waits opens with nothing of what was found: no stored word, no secret of the settings.
    waiting = Opening.objects.get().wrapped_share
    for word in (settings.SECRET_KEY, feedback.code_digest, key.public, key.code, str(waiting)):
        with pytest.raises(WrongShare):
            opening._unwrap(waiting, word)
    # A superuser opens no screen of it, not even after giving themself a share in the database.
    root = UserFactory(is_superuser=True, is_staff=True)
    KeyHolder.objects.create(key=key, user=root, share_digest=keys.read_share(shares[first]).digest)
    client = client_of(root)
    for name in ("record", "identity", "reported"):
        address = reverse(f"feedback:{name}", args=[feedback.pk])
        for answer in (client.get(address), client.post(address, {"step": "ask", "ask-reason": WHY})):
            assert answer.status_code in {302, 403, 405}
    # With one stolen share and the public half, the other half of the secret is still missing.
    with pytest.raises(WrongShare):
        keys.joined(key, keys.read_share(shares[first]), Share(2, bytes.fromhex(key.public)))


def test_the_command_makes_a_key_for_named_officers_and_keeps_no_private_half(portal):
    first, second = an_officer(portal), an_officer(portal)
    out = io.StringIO()
    for names, decision in (([first.username], "QĐ 5"), ([first.username, second.username], ""), (["ai-do"], "QĐ 5")):
        with pytest.raises(CommandError):
            call_command("identity_key", *names, decision=decision, stdout=out)
    assert not SealingKey.objects.exists()
    call_command("identity_key", first.username, second.username, decision="QĐ 5", stdout=out)
    old = SealingKey.in_use()
    printed = [line.strip() for line in out.getvalue().splitlines() if line.startswith("    ")]
    assert len(printed) == 2
    before = sent(**WHO)
    # Holders change: another key seals, what the old one sealed is still opened with the old sheets.
    third = an_officer(portal)
    new, shares = a_key(second, third)
    assert (SealingKey.in_use(), SealingKey.objects.filter(seals=True).count()) == (new, 1)
    opening.ask(before.pk, first, WHY)
    word = opening.agree(before.pk, second, printed[1])
    assert opening.open_identity(before.pk, first, printed[0], word) == WHO
    after = sent(text="Phản ánh gửi sau khi đổi khóa.", **WHO)
    assert (before.identity.key, after.identity.key) == (old, new)
    with pytest.raises(PermissionDenied):
        opening.ask(after.pk, first, WHY)
    opening.ask(after.pk, third, WHY)
    with pytest.raises(WrongShare):
        opening.agree(after.pk, second, printed[1])
    assert opening.agree(after.pk, second, shares[second])
    call_command("identity_key", stdout=out)
    assert new.code in out.getvalue()


def test_the_screen_leads_through_the_three_steps_and_shows_the_sender_once(portal, client_of):
    first, second = an_officer(portal), an_officer(portal)
    _key, shares = a_key(first, second)
    feedback = sent(**WHO)
    address = reverse("feedback:identity", args=[feedback.pk])
    record = reverse("feedback:record", args=[feedback.pk])
    one, two = client_of(first), client_of(second)
    assert one.post(address, {"step": "ask", "ask-reason": ""}).status_code == 422
    assert one.post(address, {"step": "ask", "ask-reason": WHY}).status_code == 200
    assert WHY in two.get(record).content.decode()
    wrong = two.post(address, {"step": "agree", "agree-share": shares[first]})
    assert wrong.status_code == 403
    assert shares[first] not in wrong.content.decode()
    half = two.post(address, {"step": "open", "open-share": shares[second]})
    assert half.status_code == 422
    assert shares[second] not in half.content.decode()
    word = two.post(address, {"step": "agree", "agree-share": shares[second]}).context["word"]
    shown = one.post(address, {"step": "open", "open-share": shares[first], "open-word": word})
    assert WHO["phone"] in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    for client in (one, two):
        assert WHO["phone"] not in client.get(record).content.decode()
    one.post(address, {"step": "ask", "ask-reason": WHY})
    assert two.post(address, {"step": "drop"}).status_code == 302
    assert not Opening.objects.open().exists()
