"""A right is asked for, granted on a decision or refused with a reason; nobody grants their own (LD-4.2b, ND-13.6a)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.models import ArticlePage, SectionPage
from tests.factories.articles import a_draft, form_data
from tests.factories.portal import Portal, a_portal
from tests.factories.units import UserFactory
from units import calendar, people
from units.entitlements import acts, inbox
from units.entitlements.acts import Grant, Wish
from units.entitlements.models import RightRequest
from units.entitlements.rules import RightRules
from units.models import Capability, Membership, Message, RecordEntry, Role, Training, TrainingDemand
from units.record.verbs import Verb
from units.training import rules as training

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-4.2b", "ND-13.6a")]
INDEX, ASK, MY_WORK = "/quan-tri/quyen/", "/quan-tri/quyen/de-nghi/", "/quan-tri/viec-cua-toi/"


@pytest.fixture
def portal() -> Portal:
    return a_portal()


@pytest.fixture
def newcomer(portal: Portal) -> Any:
    """Somebody who writes for the office and is to write for the city as well."""
    return portal.member("contributor", portal.office, username="can-bo-moi")


@pytest.fixture
def keeper(portal: Portal) -> Any:
    return portal.member("unit_admin", portal.city, username="quan-tri")


def a_wish(portal: Portal, **changes: Any) -> dict[str, Any]:
    return {
        "username": "can-bo-moi",
        "unit": portal.city.pk,
        "role": Role.objects.get(code="contributor").pk,
        "wanted_from": f"{calendar.today():%d/%m/%Y}",
        "wanted_to": "",
        "reason": "Được phân công viết tin của Thành ủy.",
        **changes,
    }


def a_grant(**changes: Any) -> dict[str, Any]:
    today = f"{calendar.today():%d/%m/%Y}"
    return {"decision": "15-QĐ/TU", "decided_on": today, "valid_from": today, "valid_to": "", **changes}


def asked(portal: Portal, person: Any, role: str = "contributor", unit: Any = "city", **more: Any) -> RightRequest:
    place = portal.city if unit == "city" else unit
    wish = Wish(person, Role.objects.get(code=role), place, calendar.today(), None, "Cần viết tin.", **more)
    return acts.ask(wish, person)


def test_from_the_request_to_the_right_by_decision(
    portal: Portal, newcomer: Any, keeper: Any, client_of: Callable[[Any], Client]
) -> None:
    client = client_of(newcomer)
    assert client.get(ASK).status_code == 200
    assert client.post(ASK, a_wish(portal)).status_code == 302
    made = RightRequest.objects.get()
    assert (made.user, made.asked_by, made.unit, made.state) == (newcomer, newcomer, portal.city, "waiting")
    assert not people.has_capability(newcomer, Capability.WRITE, portal.city)
    assert {message.recipient.username for message in Message.objects.all()} >= {"quan-tri"}
    desk = client_of(keeper)
    shown = desk.get(reverse("entitlements:request", args=[made.pk]))
    assert any(str(Capability.WRITE.label) in sentence.lower() for sentence in shown.context["gives"])
    assert all(sentence in shown.content.decode() for sentence in shown.context["gives"])
    assert str(made) in desk.get(INDEX).content.decode()
    assert desk.post(reverse("entitlements:grant", args=[made.pk]), a_grant()).status_code == 302
    membership = Membership.objects.get(user=newcomer, unit=portal.city)
    assert "15-QĐ/TU" in membership.decision
    assert f"{calendar.today():%d/%m/%Y}" in membership.decision
    made.refresh_from_db()
    assert (made.state, made.decided_by, made.membership) == ("granted", keeper, membership)
    assert people.has_capability(newcomer, Capability.WRITE, portal.city)
    noted = RecordEntry.objects.about(made).values_list("verb", "actor")
    assert list(noted) == [(Verb.RIGHT_ASKED, newcomer.pk), (Verb.RIGHT_GRANTED, keeper.pk)]
    assert "15-QĐ/TU" in Message.objects.filter(recipient=newcomer).last().text


def test_a_refusal_says_why_and_gives_nothing(
    portal: Portal, newcomer: Any, keeper: Any, client_of: Callable[[Any], Client]
) -> None:
    made = asked(portal, newcomer)
    desk, address = client_of(keeper), reverse("entitlements:refuse", args=[made.pk])
    assert desk.post(address, {"answer": " "}).status_code == 422
    assert desk.post(address, {"answer": "Đơn vị đã đủ người."}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.answer) == ("refused", "Đơn vị đã đủ người.")
    assert "Đơn vị đã đủ người." in Message.objects.filter(recipient=newcomer).last().text
    assert not Membership.objects.filter(user=newcomer, unit=portal.city).exists()
    assert desk.post(reverse("entitlements:grant", args=[made.pk]), a_grant()).status_code == 422
    assert not Membership.objects.filter(user=newcomer, unit=portal.city).exists()


def test_who_cannot_grant(portal: Portal, newcomer: Any, keeper: Any) -> None:
    made = asked(portal, newcomer)
    strangers = {
        "for themselves": newcomer,
        "writer": portal.member("contributor", portal.city),
        "board": portal.member("board", portal.city),
        "leader": portal.member("leader", portal.city),
        "another unit's": portal.member("unit_admin", portal.propaganda),
        "committee": portal.member("standing_committee"),
    }
    today = calendar.today()
    for name, person in strangers.items():
        for act in (
            lambda by: acts.grant(made.pk, Grant("1-QĐ", today, today), by),
            lambda by: acts.refuse(made.pk, "Không.", by),
        ):
            with pytest.raises(PermissionDenied, match=r"\.$"):
                act(person)
        assert RightRules(person).refusal_to_decide(made), name
    own = asked(portal, keeper, "board")
    assert RightRules(keeper).refusal_to_decide(own)
    reserved = asked(portal, newcomer, "unit_admin")
    assert RightRules(keeper).refusal_to_decide(reserved)
    for_site = asked(portal, newcomer, "standing_committee", unit=None)
    assert RightRules(keeper).refusal_to_decide(for_site)
    office = portal.member("office")
    assert [RightRules(office).refusal_to_decide(each) for each in (own, reserved, for_site)] == [None] * 3
    assert Membership.objects.filter(user=newcomer).count() == 1


def test_who_reads_a_request(portal: Portal, newcomer: Any, client_of: Callable[[Any], Client]) -> None:
    address = reverse("entitlements:request", args=[asked(portal, newcomer).pk])
    for person in (newcomer, portal.member("leader", portal.city), portal.member("office")):
        assert client_of(person).get(address).status_code == 200
    for person in (portal.member("board", portal.city), portal.member("unit_admin", portal.office)):
        client = client_of(person)
        answers = [client.get(address), client.post(f"{address}cap/", a_grant()), client.post(f"{address}rut/")]
        assert {(answer.status_code, answer.url) for answer in answers} == {(302, "/quan-tri/")}
    assert RightRequest.objects.get().is_waiting


def test_nobody_is_given_a_right_untrained_where_training_comes_first(
    portal: Portal, newcomer: Any, keeper: Any, client_of: Callable[[Any], Client]
) -> None:
    made = asked(portal, newcomer)
    TrainingDemand.objects.create(comes_first=True)
    address = reverse("entitlements:grant", args=[made.pk])
    desk = client_of(keeper)
    # It is said before the form is filled in as well.
    assert training.refusal_of_role(newcomer, made.role) in desk.get(address.removesuffix("cap/")).content.decode()
    answer = desk.post(address, a_grant())
    assert answer.status_code == 422
    assert answer.context["grant"].non_field_errors()
    with pytest.raises(PermissionDenied):
        acts.grant(made.pk, Grant("1-QĐ", calendar.today(), calendar.today()), keeper)
    # The register's own screen is no way round it.
    office = client_of(portal.member("office"))
    form = {
        "user": newcomer.pk,
        "role": made.role_id,
        "unit": portal.city.pk,
        "decision": "1",
        "valid_from": "1/1/2026",
    }
    refused = office.post(reverse("units_membership_modeladmin_create"), {**form, "valid_from": "1/1/2026"})
    assert "user" in refused.context["form"].errors
    assert not Membership.objects.filter(user=newcomer, unit=portal.city).exists()
    Training.objects.create(user=newcomer, course="Đợt 1")
    assert desk.post(address, a_grant()).status_code == 302
    assert Membership.objects.filter(user=newcomer, unit=portal.city).exists()


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    portal: Portal, newcomer: Any, client_of: Callable[[Any], Client]
) -> None:
    client = client_of(newcomer)
    UserFactory(username="nguoi-khac")
    yesterday = f"{calendar.today() - timedelta(days=1):%d/%m/%Y}"
    site_role = Role.objects.get(code="standing_committee").pk
    wrong = {
        "username": [{"username": "khong-co"}],
        "wanted_from": [{"wanted_from": yesterday}],
        "wanted_to": [{"wanted_to": yesterday}],
        "reason": [{"reason": ""}],
        "role": [{"unit": ""}, {"role": site_role}, {"username": "nguoi-khac"}],
        "sections": [{"sections": "cong-tac-tuyen-giao", "role": Role.objects.get(code="unit_admin").pk}],
    }
    for field, changes in wrong.items():
        for change in changes:
            answer = client.post(ASK, a_wish(portal, **change))
            assert answer.status_code == 422, change
            assert field in answer.context["form"].errors, change
            assert change.get("reason", "Được phân công") in answer.content.decode()
    assert not RightRequest.objects.exists()
    asked(portal, newcomer)
    assert "role" in client.post(ASK, a_wish(portal)).context["form"].errors


def test_the_leader_asks_for_a_colleague_and_the_request_can_be_taken_back(
    portal: Portal, client_of: Callable[[Any], Client]
) -> None:
    person, leader = UserFactory(username="can-bo-moi"), portal.member("leader", portal.city)
    keeper, office = portal.member("unit_admin", portal.city), portal.member("office")
    client_of(leader).post(ASK, a_wish(portal))
    made = RightRequest.objects.get()
    assert (made.user, made.asked_by) == (person, leader)
    assert Message.objects.filter(recipient=person).exists()
    with pytest.raises(PermissionDenied):
        acts.take_back(made.pk, keeper)
    Message.objects.all().delete()
    client_of(leader).post(reverse("entitlements:take_back", args=[made.pk]))
    # Whoever was asked, and for whom, learns that there is nothing left to decide.
    assert set(Message.objects.values_list("recipient", "kind")) == {
        (each.pk, "told") for each in (keeper, office, person)
    }
    assert str(leader) in Message.objects.of(keeper).get().text
    made.refresh_from_db()
    assert made.state == "taken_back"
    assert RightRules(office).refusal_to_grant(made, calendar.today(), None)


def test_a_right_by_section_covers_these_sections_alone(
    portal: Portal, newcomer: Any, keeper: Any, client_of: Callable[[Any], Client]
) -> None:
    made = asked(portal, newcomer, sections=["tin-tuc"])
    acts.grant(made.pk, Grant("1-QĐ", date(2026, 1, 2), calendar.today()), keeper)
    writer = type(newcomer).objects.get(pk=newcomer.pk)
    client, other = client_of(writer), SectionPage.objects.exclude(code="tin-tuc").filter(takes_articles=True).first()
    form = client.get(reverse("wagtailadmin_pages:add", args=["home", "articlepage", portal.city.page_id])).context[
        "form"
    ]
    assert [section.code for section in form.fields["sections"].queryset] == ["tin-tuc"]
    # In the unit where the right is not narrowed everything is open as before.
    wide = client.get(reverse("wagtailadmin_pages:add", args=["home", "articlepage", portal.office.page_id]))
    assert wide.context["form"].fields["sections"].queryset.count() > 1
    short = client.get(reverse("sending:send")).context["form"]
    assert portal.news.pk in short._sections(portal.city)
    assert other.pk not in short._sections(portal.city)
    # A colleague has filed this one elsewhere: it stays there, and the narrow right does not submit it.
    item = a_draft(portal.city, writer, [other])
    address = reverse("wagtailadmin_pages:edit", args=[item.pk])
    edit = client.get(address).context["form"]
    assert {section.pk for section in edit.fields["sections"].queryset} == {portal.news.pk, other.pk}
    answer = client.post(address, form_data([other], submit=True))
    assert portal.news.title in str(answer.context["form"].errors["sections"])
    item.refresh_from_db()
    assert item.current_workflow_state is None
    portal.member("board", portal.city)
    client.post(address, form_data([portal.news], submit=True))
    assert ArticlePage.objects.get(pk=item.pk).current_workflow_state is not None


def test_what_waits_for_a_decision_stands_in_my_work_of_whoever_decides(
    portal: Portal, newcomer: Any, keeper: Any, client_of: Callable[[Any], Client]
) -> None:
    office, leader = portal.member("office"), portal.member("leader", portal.city)
    theirs = portal.member("unit_admin", portal.propaganda)

    def shown(person: Any) -> list[RightRequest] | None:
        listed = client_of(person).get(MY_WORK).context["elsewhere"]
        return next((section.rows for section in listed if section.name == "rights"), None)

    assert shown(keeper) == []
    first, second = asked(portal, newcomer), asked(portal, keeper, "board")
    # Never one's own, never another unit's; to whoever decides nothing the list is not shown at all.
    assert (shown(keeper), shown(office), shown(theirs)) == ([first], [first, second], [])
    assert [shown(person) for person in (leader, newcomer)] == [None, None]
    page = client_of(keeper).get(MY_WORK).content.decode()
    assert reverse("entitlements:request", args=[first.pk]) in page
    assert first.reason in page
    acts.refuse(first.pk, "Đủ người.", keeper)
    assert shown(keeper) == []


def test_the_list_in_my_work_costs_nothing_while_nothing_waits_and_the_same_for_many(
    portal: Portal, keeper: Any
) -> None:
    people.keep(keeper)
    with CaptureQueriesContext(connection) as none:
        assert inbox.section_for(keeper, 5).number == 0
    assert len(none) == 0
    counts = []
    for _each in range(2):
        for _more in range(4):
            asked(portal, UserFactory())
        people.keep(keeper)
        with CaptureQueriesContext(connection) as queries:
            section = inbox.section_for(keeper, 5)
        counts.append((section.number, len(section.rows), len(queries)))
    assert counts == [(4, 4, 2), (8, 5, 2)]


def test_an_address_can_fill_the_form_in_and_gives_nothing_by_it(
    portal: Portal, newcomer: Any, client_of: Callable[[Any], Client]
) -> None:
    role = Role.objects.get(code="board")
    filled = {"username": "can-bo-moi", "unit": portal.city.pk, "role": role.pk, "wanted_from": "01/12/2030"}
    page = client_of(newcomer).get(ASK, filled).content.decode()
    assert f'<option value="{role.pk}" selected>' in page
    assert 'value="01/12/2030"' in page
    hostile = dict.fromkeys(filled, '"><script>alert(1)')
    assert "<script>alert(1)" not in client_of(newcomer).get(ASK, hostile).content.decode()
    assert not RightRequest.objects.exists()
