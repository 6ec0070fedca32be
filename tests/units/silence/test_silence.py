"""A unit or section with nothing new for N days: its leader and the office hear of it, once (LD-3.0a)."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.factories.contributions import ContributionFactory, local
from tests.units._house import House, a_house
from tests.units.duties._desk import at
from units.models import Message, SilenceAlert, SilenceTerms
from units.reports import registry
from units.silence import alerting
from units.silence.listening import silent_sections, silent_units

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-3.0a")]


@pytest.fixture
def house() -> House:
    house = a_house()
    for unit in (house.ours, house.theirs, house.boardless):
        ContributionFactory(unit=unit, published_at=local(2026, 10, 1), sections=[house.portal.news.title])
    return house


def given(unit: Any, *moment: int, **fields: Any) -> None:
    ContributionFactory(unit=unit, published_at=local(2026, *moment), **fields)


def told(*moment: int) -> list[Message]:
    return [message for each in list(alerting.due(local(*moment))) for message in each.give()]


def test_seven_days_without_an_item_are_silence(house: House) -> None:
    assert silent_units(local(2026, 10, 7, 23, 59)) == []
    silent = silent_units(local(2026, 10, 8))
    assert {each.unit for each in silent} == {house.ours, house.theirs, house.boardless}
    given(house.ours, 10, 8)
    assert house.ours not in {each.unit for each in silent_units(local(2026, 10, 9))}
    terms = SilenceTerms.load()
    terms.unit_days = 14
    terms.save()
    assert silent_units(local(2026, 10, 9)) == []


def test_eight_days_later_the_leader_and_the_office_are_told_once(house: House) -> None:
    given(house.theirs, 10, 8)
    given(house.boardless, 10, 8)
    assert told(2026, 10, 9, 6, 59) == []
    messages = told(2026, 10, 9, 7)
    of_unit = [message for message in messages if message.url.endswith("/im-lang/")]
    assert {message.recipient for message in of_unit} == {house.leader, house.office}
    assert all(house.ours.label in message.text for message in of_unit)
    assert told(2026, 10, 9, 8) == []
    given(house.ours, 10, 9)
    given(house.ours, 10, 9)
    assert SilenceAlert.objects.filter(unit=house.ours).count() == 1
    assert any(house.ours.label in message.text for message in told(2026, 10, 17, 8))


def test_a_silent_section_is_told_to_its_lead_and_the_office(house: House) -> None:
    section = house.portal.office_work
    given(house.ours, 10, 2, sections=[section.title])
    for unit in (house.ours, house.theirs, house.boardless):
        given(unit, 10, 9, sections=[house.portal.news.title])
    silent = silent_sections(local(2026, 10, 10))
    assert [each.section for each in silent] == [section.title]
    messages = [message for message in told(2026, 10, 10, 8) if section.title in message.text]
    assert {message.recipient for message in messages} == {house.leader, house.office}
    assert {message.url for message in messages} == {reverse("reports:table", args=["chuyen-muc-im-lang"])}


def test_the_report_lists_the_longest_silent_first_and_empty_sections_too(house: House) -> None:
    given(house.theirs, 10, 5, sections=[house.portal.news.title])
    report = registry.named("im-lang")
    with at(2026, 10, 20):
        answer = house.client("committee").get(reverse("reports:table", args=[report.code]))
        sections = house.client("committee").get(reverse("reports:table", args=["chuyen-muc-im-lang"]))
    days = {line["name"]: line["cells"][0].text for line in answer.context["lines"]}
    assert days == {house.ours.name: "19", house.boardless.name: "19", house.theirs.name: "15"}
    assert list(days)[-1] == house.theirs.name
    shown = {line["name"]: line["cells"][0].text for line in sections.context["lines"]}
    assert shown[house.portal.news.title] == "15"
    assert shown[house.portal.office_work.title] == "–"


def test_the_office_keeps_the_number_of_days(house: House) -> None:
    address = reverse("wagtailsettings:edit", args=["units", "silenceterms", SilenceTerms.load().pk])
    answer = house.client("office").post(address, {"unit_days": "10", "section_days": "20"})
    assert answer.status_code == 302
    assert (SilenceTerms.load().unit_days, SilenceTerms.load().section_days) == (10, 20)
    assert house.client("leader").get(address).status_code in {302, 403}


def test_the_leaders_page_says_it(house: House) -> None:
    with at(2026, 10, 20):
        page = house.client("leader").get(reverse("leading:page")).content.decode()
        whole = house.client("committee").get(reverse("leading:page")).content.decode()
    assert "19" in page.split("leading-parts")[1]
    assert reverse("reports:table", args=["im-lang"]) in page
    assert house.theirs.label in whole.split("leading-parts")[1]
