"""Rights and practice on a telephone: without scripts, and by the rules of accessibility (LD-4.2b, ND-13.6a)."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.urls import reverse
from playwright.sync_api import Page

from home.models import PracticeItem
from tests.browser import axe
from tests.browser.desk import SCREENS, enter
from tests.browser.test_accessibility import CHROME
from tests.factories.portal import a_portal
from units import calendar
from units.entitlements import acts
from units.entitlements.acts import Wish
from units.entitlements.models import RightRequest
from units.models import Membership, Role

REFUSED = "addEventListener('securitypolicyviolation', (event) => console.error(event.violatedDirective))"


@pytest.mark.clause("LD-4.2a", "LD-4.2b", "ND-13.6a")
def test_a_right_is_asked_for_granted_and_practised_on_a_telephone(open_page: Callable[..., Page]) -> None:
    portal = a_portal()
    writer, keeper = portal.member("contributor", portal.office), portal.member("unit_admin", portal.city)
    leader, office = portal.member("leader", portal.city), portal.member("office")

    page = enter(open_page(java_script_enabled=False, **SCREENS["phone"]), writer)
    page.goto(reverse("entitlements:ask"))
    page.locator("[name=unit]").select_option(str(portal.city.pk))
    page.locator("[name=role]").select_option(str(Role.objects.get(code="contributor").pk))
    page.locator("[name=reason]").fill("Được phân công viết tin của Thành ủy.")
    page.locator("main form button[type=submit]").click()
    made = RightRequest.objects.get()

    desk = enter(open_page(java_script_enabled=False, **SCREENS["phone"]), keeper)
    desk.goto(reverse("approval:my_work"))
    desk.locator("#rights .portal-worklist__title").click()
    desk.locator("[name=decision]").fill("15-QĐ/TU")
    desk.locator("form[action$='/cap/'] button").click()
    assert Membership.objects.filter(user=writer, unit=portal.city).exists()

    page.goto(reverse("practising:write"))
    page.locator("[name=title]").fill("Bài tập viết")
    page.locator("button[name=save]").click()
    practice = PracticeItem.objects.get()

    acts.ask(
        Wish(leader, Role.objects.get(code="board"), portal.city, calendar.today(), None, "Thay người nghỉ."), leader
    )
    found = []
    asked = urlencode({"username": writer.username})
    screens = {
        writer: [
            reverse("practising:index"),
            reverse("practising:item", args=[practice.pk]),
            reverse("entitlements:ask"),
        ],
        keeper: [reverse("approval:my_work")],
        leader: [reverse("entitlements:review", args=[portal.city.code]), reverse("entitlements:reviews")],
        office: [
            reverse("entitlements:request", args=[made.pk]),
            f"{reverse('entitlements:explain')}?{asked}",
            reverse("entitlements:leaver", args=[writer.pk]),
        ],
    }
    for person, addresses in screens.items():
        wide = open_page(**SCREENS["phone"])
        wide.add_init_script(REFUSED)
        enter(wide, person)
        for address in addresses:
            wide.goto(address)
            wrong = [*axe.violations(wide, within="main", without=CHROME), *axe.too_wide(wide)]
            found += [f"{address}: {line}" for line in wrong]
    assert not found, "\n".join(found)
