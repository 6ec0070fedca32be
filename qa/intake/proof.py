"""Proof of work: the sender's browser counts for a moment before a form is taken; no other host has a part in it.

The protocol is ALTCHA's, checked by its library. A solution counts once, for the form it was asked for.
"""

from __future__ import annotations

import base64
import json
from datetime import timedelta
from typing import Any, cast

from altcha import v1
from django.utils import timezone
from django.utils.crypto import salted_hmac

from units.visitors import limits

#: A phone of 2018 counts so far in about a second.
MAX_NUMBER = 50_000
VALID_FOR = timedelta(hours=3)


def challenge(form: str) -> dict[str, Any]:
    """A fresh challenge for the form ``form``, as the script of the page reads it; nothing is stored."""
    options = v1.ChallengeOptions(
        hmac_key=_secret(), max_number=MAX_NUMBER, expires=timezone.now() + VALID_FOR, params={"form": form}
    )
    made: dict[str, Any] = v1.create_challenge(options).to_dict()
    return made


def is_solved(payload: str, form: str) -> bool:
    """Whether ``payload``, as posted, solves a challenge of ours for ``form`` that nobody has used before."""
    try:
        given = json.loads(base64.b64decode(payload, validate=True).decode())
    except (ValueError, TypeError):
        return False
    texts = ("algorithm", "challenge", "salt", "signature")
    if not isinstance(given, dict) or not all(isinstance(given.get(name), str) for name in texts):
        return False
    solved, _reason = v1.verify_solution(cast(v1.PayloadType, given), _secret())
    if not solved or f"form={form}&" not in given["salt"].partition("?")[2] + "&":
        return False
    return limits.take("proof", given["challenge"], 1, VALID_FOR) is None


def _secret() -> str:
    return salted_hmac("qa.intake.proof", "challenge", algorithm="sha256").hexdigest()
