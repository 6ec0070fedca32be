"""The statistics and the quotas on a screen: rules of WCAG, a phone's width, from a number to its items by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.desk import enter
from tests.browser.test_accessibility import CHROME
from tests.factories.articles import a_public
from tests.units._house import a_house
from units import calendar
from units.duties import spans
from units.periods import addresses, closing, correcting
from units.periods.closing import Due
from units.periods.correcting import Change
from units.periods.models import Ground
from units.periods.tables import Cut
from units.quotas import assigning
from units.quotas.assigning import Assignment


@pytest.mark.clause("ND-5.5a", "LD-6.1b", "ND-7.1c")
def test_the_statistics_and_the_quotas_can_be_read_by_everybody(open_page: Callable[..., Page]) -> None:
    house = a_house()
    article = a_public(house.ours, house.contributor, house.board, title="Chi bộ Văn phòng họp thường kỳ")
    month = spans.period_of("month", calendar.today())
    closed = closing.close(Due("month", month), month.ends_at + timedelta(hours=2))
    assert closed is not None
    line = closed.lines.select_related("unit").get(unit=house.ours)
    correcting.correct(closed, Change(line, "news", "", 1, Ground.NOT_COUNTED, "Sót một tin"), house.office)
    quota = Assignment(house.ours, "news", "month", month, 4)
    assigning.assign(assigning.Ground("Nghị quyết số 5", calendar.today()), [quota], house.office)

    page = open_page()
    found = []
    public = [
        reverse("statistics:index"),
        addresses.of_period(closed),
        addresses.of_period(closed, Cut(by_section=True)),
    ]
    for address in [*public, addresses.of_items(closed)]:
        page.goto(address)
        found += [f"{address}: {fault}" for fault in [*axe.violations(page), *axe.too_wide(page)]]
    page.goto(addresses.of_period(closed))
    page.get_by_role("link", name=f"1: {line.unit_name}").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name=article.title)).to_be_visible()

    enter(page, house.office)
    for address in (
        reverse("quotas:index"),
        reverse("quotas:take_sheet"),
        reverse("periods:correct", args=[closed.pk]),
        reverse("remuneration:adopt"),
    ):
        page.goto(address)
        wrong = axe.violations(page, within="main", without=CHROME, schemes=("light",)) + axe.too_wide(page)
        found += [f"{address}: {fault}" for fault in wrong]
    assert not found, "\n".join(found)
