"""The second factor: codes from a device (TOTP, by django-otp), and recovery codes for a lost one (ND-13.6c)."""

from __future__ import annotations

import math
import secrets
from base64 import b32encode
from collections.abc import Callable
from textwrap import wrap
from typing import TYPE_CHECKING

import segno
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.safestring import SafeString, mark_safe
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts import events
from accounts.models import RecoveryCode
from accounts.sessions import end_all

if TYPE_CHECKING:
    from django.contrib.sessions.backends.base import SessionBase
    from django.db.models import QuerySet

    from accounts.models import User

#: Where a session says what the second factor was proved with; missing where it was not.
PROVED = "second_factor"
#: Where a session keeps which device it is adding.
BEGUN = "device_begun"
#: What it says after a recovery code, and in a browser that need not prove it again.
BY_RECOVERY, BY_TRUST = "recovery", "trusted"
CODES = 10
#: Without what is mistaken for something else on paper: fifty bits in ten signs.
ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"

_demanding: list[Callable[[User], bool]] = []


def demand(rule: Callable[[User], bool]) -> None:
    """Ask the second factor of everybody of whom ``rule`` is true; for rooms above, which know what people may do."""
    _demanding.append(rule)


def is_demanded_of(user: User) -> bool:
    """Whether ``user`` may not sign in without: who administers the system, and whomever a rule above names."""
    return bool(user.is_superuser) or any(rule(user) for rule in _demanding)


def devices_of(user: User) -> QuerySet[TOTPDevice]:
    """The devices that ``user`` has shown to work, the first one first."""
    found: QuerySet[TOTPDevice] = TOTPDevice.objects.devices_for_user(user, confirmed=True).order_by("pk")
    return found


def was_proved(session: SessionBase) -> bool:
    """Whether whoever signed in to ``session`` proved the second factor."""
    return bool(session.get(PROVED))


def check(user: User, code: str) -> str | None:
    """What ``code`` proves ``user`` with, for ``PROVED``; None where it is wrong, used before or given too soon.

    The devices are locked meanwhile, so that of two requests with one code only the first is let in.
    """
    tidy = "".join(code.split()).replace("-", "").lower()
    with transaction.atomic():
        devices = list(devices_of(user).select_for_update())
        for device in devices:
            if tidy.isdecimal() and device.verify_token(tidy):
                # The others counted this code as a wrong one of theirs.
                for other in devices:
                    if other.pk != device.pk:
                        other.throttle_reset(commit=True)
                return str(device.persistent_id)
    if RecoveryCode.objects.filter(user=user, digest=_digest(user, tidy)).delete()[0]:
        events.note("recovery_code_used", user=user, left=user.recovery_codes.count())
        return BY_RECOVERY
    return None


def seconds_to_wait(user: User) -> int:
    """For how many seconds the devices of ``user`` take no code, after wrong ones."""
    now = timezone.now()
    waits = []
    for device in devices_of(user):
        is_allowed, why = device.verify_is_allowed()
        waits.append(0.0 if is_allowed else (why["locked_until"] - now).total_seconds())
    return math.ceil(min(waits, default=0))


def begin_device(user: User, session: SessionBase) -> TOTPDevice:
    """The device that ``user`` is about to add in ``session``, with its secret; the same until it is shown to work.

    Another session gets another secret: whoever knows the password and looked at this page before must not be left
    with a copy of what its owner sets up later.
    """
    device = _begun(user, session)
    if device is None:
        device = TOTPDevice.objects.create(user=user, confirmed=False, name="")
        session[BEGUN] = device.pk
    return device


def _begun(user: User, session: SessionBase) -> TOTPDevice | None:
    found: TOTPDevice | None = TOTPDevice.objects.filter(user=user, confirmed=False, pk=session.get(BEGUN)).first()
    return found


@transaction.atomic
def confirm_device(user: User, session: SessionBase, name: str, code: str) -> TOTPDevice | None:
    """Add the device begun with :func:`begin_device` if ``code`` shows that it works; None if not."""
    device = _begun(user, session)
    tidy = "".join(code.split())
    if device is None or not tidy.isdecimal() or not device.verify_token(tidy):
        return None
    device.name, device.confirmed = name, True
    device.save()
    TOTPDevice.objects.filter(user=user, confirmed=False).delete()
    session.pop(BEGUN, None)
    events.note("device_added", user=user, device=name)
    return device


@transaction.atomic
def remove_device(user: User, device: TOTPDevice, but: str | None) -> None:
    """Take a device away and end the sessions that rest on it, but for the one with the key ``but``."""
    device.delete()
    if not devices_of(user).exists():
        user.recovery_codes.all().delete()
    user.known_devices.update(trusted_until=None)
    events.note("device_removed", user=user, device=device.name)
    end_all(user, "device_removed", but)


@transaction.atomic
def make_codes(user: User) -> list[str]:
    """New recovery codes in place of all earlier ones; only digests are kept, so this is the time to show them."""
    user.recovery_codes.all().delete()
    codes = ["".join(secrets.choice(ALPHABET) for _place in range(10)) for _number in range(CODES)]
    RecoveryCode.objects.bulk_create([RecoveryCode(user=user, digest=_digest(user, code)) for code in codes])
    events.note("recovery_codes_made", user=user, number=CODES)
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def qr_code(device: TOTPDevice) -> SafeString:
    """The secret of ``device`` for its camera, as SVG within the page, so that no other host learns of it."""
    drawn = segno.make(device.config_url, error="m", micro=False)
    # Segno writes numbers and its own words only; the address becomes squares.
    return mark_safe(drawn.svg_inline(scale=4, border=4, dark="#000", light="#fff", omitsize=True))  # noqa: S308


def shown(device: TOTPDevice) -> dict[str, str]:
    """What a page shows of a device that is being added: the picture, and the secret in groups of four to type."""
    secret = b32encode(device.bin_key).decode()
    return {"qr_code": qr_code(device), "secret": " ".join(wrap(secret, 4))}


def _digest(user: User, code: str) -> str:
    """A keyed digest: the codes are long and random, so nothing slower is needed."""
    return salted_hmac("accounts.recovery", f"{user.pk}:{code}", algorithm="sha256").hexdigest()
