"""Tracking codes: what somebody without an account follows their question by.

Sixteen signs in groups of four, without those that look alike; the last is a check digit, so that a slip of the finger
is told from a code that does not exist. 73 random bits: nobody guesses one. The database keeps only a digest.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta

from django.core import signing
from django.core.signing import BadSignature
from django.utils.crypto import get_random_string, salted_hmac

#: 31 signs, a prime number: the check digit then finds every wrong sign and every two that changed places.
SIGNS = "23456789ABCDEFGHJKLMNPQRSTVWXYZ"
LENGTH = 16
GROUP = 4
#: How long a form may stay open before it is sent.
FORM_OPEN_FOR = timedelta(days=2)

_signer = signing.TimestampSigner(salt="qa.intake.key")


def new_key() -> str:
    """A key for one showing of a form, signed: whatever is sent with it twice is taken once."""
    return _signer.sign(get_random_string(22))


def code_of(key: str) -> str | None:
    """The code that belongs to a form's ``key``, always the same; None for a key that is not ours or too old."""
    try:
        bare = _signer.unsign(key, max_age=FORM_OPEN_FOR)
    except BadSignature:
        return None
    number = int(salted_hmac("qa.intake.code", bare, algorithm="sha256").hexdigest(), 16)
    signs = ""
    for _place in range(LENGTH - 1):
        number, rest = divmod(number, len(SIGNS))
        signs += SIGNS[rest]
    return signs + _check_digit(signs)


def random_code() -> str:
    """A code that belongs to no form, for one person to say to another."""
    signs = get_random_string(LENGTH - 1, SIGNS)
    return signs + _check_digit(signs)


def read(typed: str) -> str | None:
    """The code in what somebody typed, whatever the case and the signs between; None where a sign is wrong."""
    signs = "".join(sign for sign in typed.upper() if sign.isalnum())
    if len(signs) != LENGTH or not set(signs) <= set(SIGNS) or _check_digit(signs[:-1]) != signs[-1]:
        return None
    return signs


def shown(code: str) -> str:
    """The code in groups of four, to be read aloud and typed again."""
    return "-".join(code[place : place + GROUP] for place in range(0, len(code), GROUP))


def digest_of(code: str) -> str:
    """What the database keeps of ``code``."""
    return hashlib.sha256(f"qa.intake.code:{code}".encode()).hexdigest()


def _check_digit(signs: str) -> str:
    total = sum(place * SIGNS.index(sign) for place, sign in enumerate(signs, start=1))
    return SIGNS[-total % len(SIGNS)]
