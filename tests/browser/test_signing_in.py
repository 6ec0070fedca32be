"""An administrator signs in on a phone for the first time, and later with an old password; every page keeps WCAG."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Page, expect

from tests.accounts.doors import ENROL, HOME, OTHER, PASSWORD, RENEW, code_of
from tests.browser import axe
from tests.browser.desk import SCREENS
from tests.browser.test_accessibility import CHROME
from tests.browser.watching import Watch
from tests.factories.portal import a_portal
from tests.factories.units import UserFactory


def sign_in(page: Page, name: str) -> None:
    page.goto(HOME)
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")


@pytest.mark.clause("ND-13.6b", "ND-13.6c", "ND-5.5a")
def test_the_way_in_on_a_phone(open_page: Callable[..., Page], watch: Watch, settings: Any) -> None:
    settings.PORTAL_SIGN_IN_RULES = True
    watch.expect("422 (Unprocessable Entity)")
    a_portal()
    chief = UserFactory(username="quan.tri", is_superuser=True)
    chief.set_password(PASSWORD)
    chief.save()
    page, found = open_page(**SCREENS["phone"]), []

    def check(within: str = "main") -> None:
        wrong = axe.violations(page, within=within, without=CHROME) + axe.too_wide(page)
        found.extend(f"{page.url}: {line}" for line in wrong)
        page.set_viewport_size(SCREENS["phone"]["viewport"])

    page.goto(HOME)
    check()
    sign_in(page, chief.username)
    page.wait_for_url(f"**{ENROL}")
    page.locator("summary").click()
    check()
    device = TOTPDevice.objects.get(user=chief)
    page.locator("[name=name]").fill("Điện thoại cơ quan")
    page.locator("[name=code]").fill(code_of(device))
    page.locator("[name=code]").press("Enter")
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
    page.locator("[name=code]").fill("000000")
    page.locator("[name=code]").press("Enter")
    expect(page.locator("#id_code")).to_have_attribute("aria-invalid", "true")
    check()
    TOTPDevice.objects.filter(user=chief).update(last_t=-1, throttling_failure_count=0)
    page.locator("[name=code]").fill(code_of(device))
    page.locator("[name=code]").press("Enter")
    page.wait_for_url(f"**{RENEW}")
    check()
    for name in ("new_password1", "new_password2"):
        page.locator(f"[name={name}]").fill(OTHER)
    page.locator("[name=new_password2]").press("Enter")
    page.wait_for_url(f"**{HOME}")
    assert not found, "\n".join(found)
