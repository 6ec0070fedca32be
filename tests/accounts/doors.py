"""What the tests of signing in share: addresses, a browser at the door, and a device that shows codes."""

from __future__ import annotations

import time
from typing import Any

from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.factories.portal import Portal, a_portal

HOME, LOGIN = "/quan-tri/", "/quan-tri/login/"
CODE, ENROL, RENEW = (f"/quan-tri/dang-nhap/{step}/" for step in ("ma-xac-thuc", "thiet-bi", "mat-khau-moi"))
ACCOUNT = "/quan-tri/tai-khoan/"
PASSWORD = "Hoa-mai-anh-dao-2026"
OTHER = "Suoi-vang-Lang-Biang-1893"


def a_house_to_enter() -> Portal:
    """The small portal, laid once a file because every file here imports from this one."""
    return a_portal()


def try_in(client: Client, username: str, password: str = PASSWORD, following: str = "", **more: Any) -> Any:
    """Send the sign-in form."""
    return client.post(LOGIN, {"username": username, "password": password, "next": following}, **more)


def is_in(client: Client) -> bool:
    """Whether the administration knows who the client is."""
    return "_auth_user_id" in client.session


def a_device(user: Any, name: str = "Điện thoại cơ quan") -> TOTPDevice:
    return TOTPDevice.objects.create(user=user, name=name, confirmed=True)


def code_of(device: TOTPDevice, steps: int = 0) -> str:
    """What the device shows, ``steps`` half minutes from now."""
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits)
    totp.time = time.time() + steps * device.step
    return f"{totp.token():06d}"


def wrong_code(device: TOTPDevice) -> str:
    """Six digits that the device shows neither now nor next to now."""
    near = {code_of(device, steps) for steps in (-1, 0, 1)}
    return next(f"{number:06d}" for number in range(10) if f"{number:06d}" not in near)


def in_with_code(user: Any, device: TOTPDevice) -> Client:
    """A browser in which ``user`` has signed in with both factors."""
    client = Client()
    try_in(client, user.username)
    client.post(CODE, {"code": code_of(device)})
    assert is_in(client)
    return client
