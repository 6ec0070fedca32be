"""What a sender said of themself, sealed with HPKE (RFC 9180) to the public half of the key in use."""

from __future__ import annotations

import base64
import json
from typing import Any

from Crypto.Protocol import HPKE
from Crypto.Protocol.DH import import_x25519_public_key

from qa.feedback.models import Feedback, SealedIdentity, SealingKey

#: The parts of an identity, in the order in which they are shown.
PARTS = ("name", "email", "phone", "address")
CIPHER = HPKE.AEAD.AES256_GCM
#: Every identity is padded to a multiple of so many bytes, so that its length tells nothing.
BLOCK = 512
LENGTH_OF_KEY = 32


def seal(feedback: Feedback, given: dict[str, str], key: SealingKey) -> SealedIdentity:
    """Keep what was ``given``, readable to the holders of ``key`` alone and for this record alone."""
    public = import_x25519_public_key(bytes.fromhex(key.public))
    cipher = HPKE.new(receiver_key=public, aead_id=CIPHER, info=_info(key))
    plain = json.dumps(given, ensure_ascii=False).encode()
    plain += b" " * (-len(plain) % BLOCK)
    sealed = cipher.seal(plain, _bound_to(feedback))
    return SealedIdentity.objects.create(
        feedback=feedback, key=key, sealed=base64.b64encode(cipher.enc + sealed).decode()
    )


def unseal(identity: SealedIdentity, private: Any) -> dict[str, str]:
    """What was given, by part. Raises ``ValueError`` where the sealed bytes were altered or moved to another record."""
    raw = base64.b64decode(identity.sealed)
    enc, sealed = raw[:LENGTH_OF_KEY], raw[LENGTH_OF_KEY:]
    cipher = HPKE.new(receiver_key=private, aead_id=CIPHER, enc=enc, info=_info(identity.key))
    given = json.loads(cipher.unseal(sealed, _bound_to(identity.feedback)).decode())
    return {part: str(given[part]) for part in PARTS if given.get(part)}


def _info(key: SealingKey) -> bytes:
    return f"party-portal identity {key.code}".encode()


def _bound_to(feedback: Feedback) -> bytes:
    return feedback.code_digest.encode()
