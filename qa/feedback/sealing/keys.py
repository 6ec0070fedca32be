"""A key and its shares: X25519, split by Shamir's scheme so that any two of its holders have it and one has nothing."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from Crypto.Protocol.SecretSharing import Shamir
from Crypto.PublicKey import ECC
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from qa.feedback.models import KeyHolder, SealingKey
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User

CURVE = "Curve25519"
#: How many of the holders open together.
NEEDED = 2
#: The library splits sixteen bytes at a time; each half by itself says nothing about the other.
HALF = 16
GROUP = 5
CODE_SIGNS = "23456789abcdefghjkmnpqrstuvwxyz"


class WrongShare(Exception):
    """What was typed is no share, not this person's, or not of this key; the message is a sentence."""


@dataclass(frozen=True)
class Share:
    """One holder's part of a key: which one it is, and its 32 bytes."""

    number: int
    parts: bytes

    def __str__(self) -> str:
        """As printed for its holder: base32 in groups."""
        signs = base64.b32encode(bytes([self.number]) + self.parts).decode().rstrip("=")
        return "-".join(signs[place : place + GROUP] for place in range(0, len(signs), GROUP))

    @property
    def digest(self) -> str:
        """What the portal keeps to tell whose share it is; 256 random bits cannot be guessed from it."""
        return hashlib.sha256(b"qa.feedback.share:" + bytes([self.number]) + self.parts).hexdigest()


def read_share(typed: str) -> Share:
    """The share in what somebody typed, whatever the case and the signs between. Raises ``WrongShare``."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    try:
        raw = base64.b32decode(signs + "=" * (-len(signs) % 8))
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != 1 + 2 * HALF:
        raise WrongShare(_("This is not a share of a key; compare it with the sheet that you were given."))
    return Share(raw[0], raw[1:])


@transaction.atomic
def make(holders: Sequence[User], decision: str, by: User | None = None) -> tuple[SealingKey, dict[User, Share]]:
    """Make the key that seals from now on, and the share of each holder, which nobody can print again.

    The key before it seals no longer; what it has sealed is opened with its own shares. Raises ``PermissionDenied``
    with fewer than two different holders or without a decision.
    """
    people = list(dict.fromkeys(holders))
    if len(people) < NEEDED:
        raise PermissionDenied(_("Name at least two different people; two of them open an identity together."))
    if not decision.strip():
        raise PermissionDenied(_("Give the number of the decision that names the holders."))
    private = ECC.generate(curve=CURVE)
    shares = dict(zip(people, _split(private.seed, len(people)), strict=True))
    SealingKey.objects.filter(seals=True).update(seals=False, retired_at=timezone.now())
    key = SealingKey.objects.create(
        code=get_random_string(6, CODE_SIGNS),
        public=_public(private),
        decision=decision.strip(),
        made_at=timezone.now(),
    )
    for person, share in shares.items():
        KeyHolder.objects.create(key=key, user=person, share_digest=share.digest)
    names = [str(person) for person in people]
    note(Verb.IDENTITY_KEY, key, by, decision=key.decision, to=names)
    return key, shares


def joined(key: SealingKey, one: Share, other: Share) -> Any:
    """The private half of ``key`` from two shares, for this one use. Raises ``WrongShare`` where they give another."""
    if one.number == other.number:
        raise WrongShare(_("Both shares are the same one; two different people open an identity."))
    halves = [
        Shamir.combine([(share.number, share.parts[place : place + HALF]) for share in (one, other)])
        for place in (0, HALF)
    ]
    private = ECC.construct(curve=CURVE, seed=b"".join(halves))
    if _public(private) != key.public:
        raise WrongShare(_("These two shares do not open this key."))
    return private


def share_of(key: SealingKey, user: User, typed: str) -> Share:
    """The share of ``key`` that ``user`` holds, as typed. Raises ``WrongShare`` for anybody else's."""
    share = read_share(typed)
    if not key.holders.filter(user=user, share_digest=share.digest).exists():
        raise WrongShare(_("This is not your share of the key %(key)s.") % {"key": key.code})
    return share


def _split(seed: bytes, number: int) -> list[Share]:
    first, second = (Shamir.split(NEEDED, number, seed[place : place + HALF]) for place in (0, HALF))
    return [Share(place, one + other) for (place, one), (_same, other) in zip(first, second, strict=True)]


def _public(private: Any) -> str:
    raw: bytes = private.public_key().export_key(format="raw")
    return raw.hex()
