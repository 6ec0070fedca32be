"""An administrator signs in on a phone for the first time, and later with an old password; every page keeps WCAG."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect

from accounts.models import RulesOfUse
from accounts.rules import keeping
from tests.accounts.doors import ENROL, HOME, OTHER, PASSWORD, RENEW, code_of
from tests.browser import axe
from tests.browser.desk import SCREENS
from tests.browser.test_accessibility import CHROME
from tests.browser.watching import Watch
from tests.factories.portal import a_portal
from tests.factories.units import UserFactory


def sign_in(page: Page, name: str) -> None:
    page.goto(HOME)
    send(page, username=name, password=PASSWORD)


def send(page: Page, **fields: str) -> None:
    """Fill the fields in and press Enter in the last one."""
    for name, value in fields.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator(f"[name={name}]").press("Enter")


def a_link(user: Any) -> str:
    """The address with which ``user`` sets a password, as a letter bears it."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("wagtailadmin_password_reset_confirm", args=[key, default_token_generator.make_token(user)])


@pytest.mark.clause("LD-1.2b", "ND-13.6b", "ND-13.6c", "ND-5.5a")
def test_the_way_in_on_a_phone(open_page: Callable[..., Page], watch: Watch, settings: Any) -> None:
    settings.PORTAL_SIGN_IN_RULES = True
    watch.expect("422 (Unprocessable Entity)")
    a_portal()
    chief = UserFactory(username="quan.tri", is_superuser=True, password=PASSWORD)
    page, found = open_page(**SCREENS["phone"]), []

    def check(within: str = "main") -> None:
        wrong = axe.violations(page, within=within, without=CHROME) + axe.too_wide(page)
        found.extend(f"{page.url}: {line}" for line in wrong)
        page.set_viewport_size(SCREENS["phone"]["viewport"])

    page.goto(HOME)
    check()
    page.locator(".reset-password").click()
    page.wait_for_url("**/password_reset/")
    check()
    page.goto(a_link(chief))
    expect(page.locator("[name=new_password1]")).to_be_visible()
    check()
    sign_in(page, chief.username)
    page.wait_for_url(f"**{ENROL}")
    page.locator("summary").click()
    check()
    device = TOTPDevice.objects.get(user=chief)
    send(page, name="Điện thoại cơ quan", code=code_of(device))
    expect(page.locator(".portal-codes code")).to_have_count(10)
    check()
    page.locator("main a.button").click()
    page.wait_for_url(f"**{HOME}")
    for screen in ("sessions", "devices", "add_device", "codes", "password"):
        page.goto(reverse(f"accounts_own:{screen}"))
        check()
    page.goto(reverse("accounts_helping:password_age"))
    check()
    page.context.clear_cookies()
    type(chief).objects.filter(pk=chief.pk).update(password_due_on="2020-01-01")
    sign_in(page, chief.username)
    send(page, code="000000")
    expect(page.locator("#id_code")).to_have_attribute("aria-invalid", "true")
    check()
    TOTPDevice.objects.filter(user=chief).update(last_t=-1, throttling_failure_count=0)
    send(page, code=code_of(device))
    page.wait_for_url(f"**{RENEW}")
    check()
    keeping.lay(RulesOfUse(title="Quy chế sử dụng", text="Không cho mượn tài khoản.", decision="01-QC/VPTU"), None)
    send(page, new_password1=OTHER, new_password2=OTHER)
    expect(page.locator("[name=acknowledged]")).to_be_visible()
    check()
    page.locator("[name=acknowledged]").check()
    page.locator("[name=acknowledged]").press("Enter")
    page.wait_for_url(f"**{HOME}")
    assert not found, "\n".join(found)
