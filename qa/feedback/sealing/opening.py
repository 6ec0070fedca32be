"""Opening an identity: one asks with a reason, another agrees with their share, the first opens with their own.

The share of whoever agrees waits for the other in the database under a word that they alone are shown and say to their
colleague; so neither the database nor one of the two by themself is enough. Each step is in the record.
"""

from __future__ import annotations

import base64
from datetime import timedelta
from typing import TYPE_CHECKING

from Crypto.Cipher import AES
from Crypto.Protocol.KDF import scrypt
from Crypto.Random import get_random_bytes
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from qa.feedback import people, trail
from qa.feedback.locking import locked
from qa.feedback.models import Act, Opening, SealedIdentity
from qa.feedback.rules import Rules, demand_words
from qa.feedback.sealing import keys, sealed
from qa.feedback.sealing.keys import Share, WrongShare
from qa.intake import codes
from units.guarding import demand
from units.messages import Kind

if TYPE_CHECKING:
    from accounts.models import User

#: For how long an agreement holds, and how often its word may be mistyped.
HOLDS_FOR = timedelta(hours=24)
MOST_TRIES = 5
SALT, NONCE, TAG = 16, 12, 16


def ask(pk: int, user: User, reason: str) -> Opening:
    """Ask to open who sent the record ``pk``. Raises ``PermissionDenied`` where ``user`` may not or says no reason."""
    reason = demand_words(reason)
    with locked(pk) as feedback:
        demand(Rules(feedback, user).why_not_ask_identity())
        if (under_way := feedback.openings.open().select_related("asked_by").first()) is not None:
            raise PermissionDenied(_("%(person)s has asked for this already.") % {"person": under_way.asked_by})
        made = Opening.objects.create(feedback=feedback, asked_by=user, asked_at=timezone.now(), reason=reason)
        trail.write(feedback, Act.IDENTITY_ASKED, user, reason)
        holders = feedback.identity.key.holders.exclude(user=user).values("user")
        sentence = _("You are asked to agree to open who sent feedback no. %(number)s.")
        trail.say(people.officers().filter(pk__in=holders), Kind.WAITING, sentence, feedback)
        return made


def agree(pk: int, user: User, typed: str) -> str:
    """Agree with one's own share; the word by which whoever asked can use it, shown this once.

    Raises ``PermissionDenied`` where ``user`` may not, ``WrongShare`` for a share that is not theirs.
    """
    with locked(pk) as feedback:
        opening = _under_way(feedback.pk)
        demand(Rules(feedback, user).why_not_agree(opening))
        share = keys.share_of(feedback.identity.key, user, typed)
        word = codes.random_code()
        opening.wrapped_share = _wrap(share, word)
        opening.agreed_by, opening.agreed_at, opening.tries = user, timezone.now(), 0
        opening.save()
        trail.write(feedback, Act.IDENTITY_AGREED, user)
        sentence = _("A second person has agreed: you can open who sent feedback no. %(number)s.")
        trail.say([opening.asked_by], Kind.WAITING, sentence, feedback)
        return codes.shown(word)


def open_identity(pk: int, user: User, typed: str, word: str) -> dict[str, str]:
    """Who sent the record, by part; noted before it is shown and kept nowhere.

    Raises ``PermissionDenied`` where ``user`` may not, ``WrongShare`` for a wrong share or word; after a few wrong
    words, or a day, the agreement is gone.
    """
    with transaction.atomic():
        failure = _count_try(pk, user)
    if failure is not None:
        raise PermissionDenied(failure)
    with locked(pk) as feedback:
        opening = _under_way(feedback.pk)
        demand(Rules(feedback, user).why_not_open(opening))
        identity = SealedIdentity.objects.select_related("key", "feedback").get(feedback=feedback)
        own = keys.share_of(identity.key, user, typed)
        other = _unwrap(opening.wrapped_share, codes.read(word) or "")
        given = sealed.unseal(identity, keys.joined(identity.key, own, other))
        opening.wrapped_share, opening.opened_at = "", timezone.now()
        opening.save()
        trail.write(feedback, Act.IDENTITY_OPENED, user, _("agreed by %(person)s") % {"person": opening.agreed_by})
        return given


def drop(pk: int, user: User) -> None:
    """Give an opening up. Raises ``PermissionDenied`` where ``user`` is none of those who may take part in it."""
    with locked(pk) as feedback:
        demand(Rules(feedback, user).why_not_ask_identity())
        opening = _under_way(feedback.pk)
        opening.wrapped_share, opening.dropped_at = "", timezone.now()
        opening.save()


def _under_way(pk: int) -> Opening:
    opening = Opening.objects.open().select_related("asked_by", "agreed_by").filter(feedback=pk).first()
    if opening is None:
        raise PermissionDenied(_("Nobody has asked to open who sent this; ask first, with a reason."))
    return opening


def _count_try(pk: int, user: User) -> str | None:
    """Count a try by itself, so that it stays counted when the try fails; why there can be none, as a sentence."""
    with locked(pk) as feedback:
        opening = _under_way(feedback.pk)
        demand(Rules(feedback, user).why_not_open(opening))
        over = opening.agreed_at is None or opening.agreed_at < timezone.now() - HOLDS_FOR
        if over or opening.tries >= MOST_TRIES:
            opening.wrapped_share, opening.dropped_at = "", timezone.now()
            opening.save()
            return _("This agreement has run out: it holds for a day and for a few tries. Ask again, with a reason.")
        opening.tries += 1
        opening.save()
    return None


def _wrap(share: Share, word: str) -> str:
    salt, nonce = get_random_bytes(SALT), get_random_bytes(NONCE)
    cipher = AES.new(_key_of(word, salt), AES.MODE_GCM, nonce=nonce)
    hidden, tag = cipher.encrypt_and_digest(bytes([share.number]) + share.parts)
    return base64.b64encode(salt + nonce + tag + hidden).decode()


def _unwrap(wrapped: str, word: str) -> Share:
    raw = base64.b64decode(wrapped)
    salt, nonce, tag, hidden = raw[:SALT], raw[SALT:][:NONCE], raw[SALT + NONCE :][:TAG], raw[SALT + NONCE + TAG :]
    try:
        plain = AES.new(_key_of(word, salt), AES.MODE_GCM, nonce=nonce).decrypt_and_verify(hidden, tag)
    except ValueError as error:
        raise WrongShare(_("This is not the word that your colleague was shown; ask them for it again.")) from error
    return Share(plain[0], plain[1:])


def _key_of(word: str, salt: bytes) -> bytes:
    return bytes(scrypt(word, salt, 32, N=2**14, r=8, p=1))
