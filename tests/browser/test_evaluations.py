"""The quarterly evaluation from unit to Standing Committee without scripts; its screens and their neighbours on axe."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests.browser import axe
from tests.browser.desk import SCREENS, enter
from tests.browser.test_accessibility import CHROME
from tests.factories.contributions import ContributionFactory
from tests.factories.portal import Portal, a_portal
from units.commendations import keeping as commending
from units.evaluations import asked, reporting
from units.evaluations.asked import Quarter
from units.models import Commendation, Evaluation, EvaluationTerms
from units.obstacles import collecting, keeping
from units.obstacles.clauses import Clause
from units.scorecards import keeping as scorecards

TEXTS = {"shortcomings": "Tin về cơ sở còn ít.", "remedies": "Mỗi tháng đi cơ sở hai lần."}


def a_quarter() -> Quarter:
    """The quarter that ended last, for which evaluations are asked."""
    EvaluationTerms.objects.create(since=date(2020, 1, 1), days=10)
    quarter = asked.last_over(timezone.now())
    assert quarter is not None
    return quarter


def address(portal: Portal, quarter: Quarter, screen: str = "evaluation") -> str:
    number = (quarter.first.month + 2) // 3
    return reverse(f"evaluations:{screen}", args=[portal.office.code, quarter.first.year, number])


@pytest.mark.clause("LD-5.2", "LD-7.1", "LD-7.2", "LD-7.3a", "LD-7.3b", "ND-5.5a")
def test_an_evaluation_goes_its_way_without_scripts_and_screens_keep_the_rules(
    open_page: Callable[..., Page],
) -> None:
    portal, quarter = a_portal(), a_quarter()
    leader, office = portal.member("leader", portal.office), portal.member("office")
    committee = portal.member("standing_committee")
    page = enter(open_page(java_script_enabled=False, **SCREENS["phone"]), leader)
    page.goto(address(portal, quarter, "write"))
    for name, text in TEXTS.items():
        page.locator(f"[name={name}]").fill(text)
    page.locator("main form.portal-card button").click()
    press(page, "/gui/")
    expect(page.locator("body")).to_contain_text(TEXTS["remedies"])
    for person, verb, state in ((office, "/tiep-nhan/", "accepted"), (committee, "/phe-duyet/", "approved")):
        enter(page, person).goto(address(portal, quarter))
        press(page, verb)
        assert Evaluation.objects.get().state == state

    commended = commending.record(a_commendation(portal), office)
    page, found = open_page(), []
    for person, addresses in screens(portal, quarter, leader, office, committee):
        enter(page, person)
        for each in addresses:
            answer = page.goto(each)
            assert answer is not None
            assert answer.status == 200, each
            for folded in page.locator("main details > summary").all():
                folded.click()
            wrong = axe.violations(page, within="main", without=CHROME, schemes=("light",)) + axe.too_wide(page)
            found += [f"{each}: {line}" for line in wrong]
    commending.confirm(commended.pk, committee)
    page.goto(reverse("commended:index"))
    found += axe.violations(page) + axe.too_wide(page)
    assert not found, "\n".join(found)


def press(page: Page, verb: str) -> None:
    with page.expect_navigation():
        page.locator(f"form[action$='{verb}'] button").click()


def screens(portal: Portal, quarter: Quarter, *people: Any) -> list[tuple[Any, list[str]]]:
    """A screen of each sort, with something on it, by the person who opens it."""
    leader, office, committee = people
    year, number = timezone.localdate().year, (quarter.first.month + 2) // 3
    ContributionFactory(unit=portal.office, published_at=quarter.period.begins_at)
    reporting.write(quarter, {"assessment": "Tốt.", "issuer": "Văn phòng", "place": "Đà Lạt"}, office)
    scorecards.lay(year, {"rhythm": 60, "quotas": 20}, "", office)
    told = keeping.report(Clause(7, 3, "a"), "Thời hạn quá ngắn.", "Thêm năm ngày.", portal.office, leader)
    proposal = collecting.begin([told.clause], office)
    return [
        (
            committee,
            [
                f"{reverse('evaluations:index')}?year={quarter.first.year}&number={number}",
                address(portal, quarter),
                reverse("evaluations:report", args=[quarter.first.year, number]),
                reverse("scorecards:card", args=[portal.office.code, year]),
            ],
        ),
        (
            office,
            [
                *map(reverse, ("evaluations:terms", "commendations:index", "obstacles:index", "obstacles:proposals")),
                reverse("obstacles:proposal_write", args=[proposal.pk]),
            ],
        ),
    ]


def a_commendation(portal: Portal) -> Any:
    today = timezone.localdate()
    facts = {"form": "Giấy khen", "merit": "Hoàn thành tốt.", "decision": "Số 9", "decided_on": today}
    return Commendation(unit=portal.office, person="Nguyễn Văn An", year=today.year, **facts)
