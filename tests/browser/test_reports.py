"""A report on a phone without scripts: open it, filter, open a number, take the file; its screens keep axe's rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.desk import SCREENS, enter
from tests.browser.test_accessibility import CHROME
from tests.factories.contributions import ContributionFactory, local
from tests.factories.portal import Portal, a_portal
from units import calendar
from units.directions import acting
from units.issued import keeping as issuing
from units.issued.keeping import Entry
from units.keytasks import keeping
from units.models import Contribution, ContributionTask, UnitDirection

TASK = "Đại hội Đảng bộ các cấp"
TABLE = reverse("reports:table", args=["nhiem-vu-trong-tam"])


@pytest.mark.clause("LD-6.1a", "LD-6.1c", "ND-7.1b", "ND-9.3a", "ND-12.1")
def test_a_report_is_read_and_taken_on_a_phone_without_scripts(open_page: Callable[..., Page]) -> None:
    portal = a_portal()
    committee, office = portal.member("standing_committee"), portal.member("office")
    row = a_year(portal, committee, office)
    page = enter(open_page(java_script_enabled=False, **SCREENS["phone"]), committee)
    page.goto(reverse("reports:index"))
    page.locator(f"a[href='{TABLE}']").click()
    page.locator("[name=span]").select_option("year")
    page.locator("[name=unit]").select_option(portal.office.code)
    page.locator("form.report-form button").click()
    expect(page.locator("tbody tr").first).to_contain_text("0")
    line = page.locator("tbody tr", has_text=TASK)
    line.locator("td a").first.click()
    expect(page.locator("tbody")).to_contain_text(row.title)
    with page.expect_download() as taken:
        page.locator("a[href*='export=csv']").click()
    assert row.title in Path(taken.value.path()).read_text(encoding="utf-8-sig")

    page, found = open_page(), []
    for person, address in (
        (committee, f"{TABLE}?span=year"),
        (committee, f"{reverse('reports:behind', args=['nhiem-vu-trong-tam'])}?span=year"),
        (committee, reverse("directions:direction", args=[UnitDirection.objects.get().pk])),
        (office, reverse("issued:index")),
    ):
        enter(page, person).goto(address)
        wrong = axe.violations(page, within="main", without=CHROME, schemes=("light",)) + axe.too_wide(page)
        found += [f"{address}: {each}" for each in wrong]
    assert not found, "\n".join(found)


def a_year(portal: Portal, committee: Any, office: Any) -> Contribution:
    """A task that an item tells of and one that none does, a direction, a document; the item's row of the ledger."""
    today = calendar.today()
    facts = {"symbol": "15-NQ/ĐUK", "decided_on": today, "span": "year", "first": date(today.year, 1, 1)}
    told = keeping.enter({"name": TASK, **facts}, [portal.office], office)
    keeping.enter({"name": "Chuyển đổi số trong các cơ quan Đảng", **facts}, [], office)
    row = ContributionFactory(unit=portal.office, published_at=local(today.year, today.month, today.day, 0))
    ContributionTask.objects.create(contribution=row, task=told)
    acting.give(portal.office, "Mỗi tháng gửi hai tin về cơ sở.", today, committee)
    issuing.enter([Entry(portal.office, "845-QĐ/ĐUK", today - timedelta(days=9), "Về quy chế", True)], office)
    return row
