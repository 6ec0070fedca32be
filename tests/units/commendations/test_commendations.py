"""Commendations: suggested by figures, recorded from a decision, public once a second person has confirmed them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client, RequestFactory
from django.urls import reverse

from search.finding import Question, find
from search.suggesting import suggest
from tests.factories.contributions import ContributionAuthorFactory
from tests.units._house import House, a_house
from tests.units.evaluations._desk import at, given
from units.commendations import keeping, suggesting
from units.commendations.models import State
from units.contributions.models import ImmutableRow
from units.messages.models import Kind
from units.models import Commendation, Message, RecordEntry
from units.record.verbs import Verb
from units.scorecards import keeping as scorecards

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-7.2")]

PUBLIC = "/khen-thuong/"
MERIT = "Hoàn thành tốt việc cung cấp thông tin."


@pytest.fixture
def house() -> House:
    return a_house()


def recorded(house: House, **facts: Any) -> Commendation:
    said = {
        "unit": house.ours,
        "form": "Giấy khen",
        "merit": MERIT,
        "year": 2026,
        "decision": "Quyết định số 9-QĐ/TU",
        "decided_on": date(2026, 12, 20),
    }
    with at(2026, 12, 21):
        return keeping.record(Commendation(**{**said, **facts}), house.office)


def text(address: str, status: int = 200) -> str:
    response = Client().get(address)
    assert response.status_code == status, address
    assert not response.cookies
    return response.content.decode()


def test_it_is_public_once_a_second_person_has_confirmed_it(house: House) -> None:
    found = recorded(house, person="Nguyễn Văn An")
    waiting = Message.objects.of(house.committee).get()
    assert (waiting.kind, waiting.url) == (Kind.WAITING, keeping.address(found))
    unit_page = house.ours.page.url
    assert MERIT not in text(PUBLIC)
    assert "Nguyễn Văn An" not in text(unit_page)
    for who in ("office", "leader", "board"):
        with pytest.raises(PermissionDenied):
            keeping.confirm(found.pk, getattr(house, who))
    with at(2026, 12, 22):
        keeping.confirm(found.pk, house.committee)
        with pytest.raises(PermissionDenied):
            keeping.confirm(found.pk, house.committee)
    for shown in (text(PUBLIC), text(f"{PUBLIC}2026/")):
        assert MERIT in shown
        assert f"Nguyễn Văn An, {house.ours.name}" in shown
    assert "Nguyễn Văn An" in text(unit_page)
    assert Message.objects.of(house.leader).get().kind == Kind.PUBLISHED
    text(f"{PUBLIC}2025/", 404)
    assert f"{PUBLIC}2026/" in text("/sitemap-khen-thuong.xml")
    assert f'href="{PUBLIC}"' in text("/")
    acts = RecordEntry.objects.filter(verb=Verb.COMMENDATION).order_by("number")
    assert [(entry.details["act"], entry.actor_id) for entry in acts] == [
        ("recorded", house.office.pk),
        ("confirmed", house.committee.pk),
    ]


def test_a_wrong_one_is_taken_back_with_a_reason_and_never_deleted(house: House) -> None:
    found = recorded(house)
    with at(2026, 12, 22):
        keeping.confirm(found.pk, house.committee)
        with pytest.raises(PermissionDenied):
            keeping.revoke(found.pk, " ", house.office)
        with pytest.raises(PermissionDenied):
            keeping.revoke(found.pk, "Nhầm đơn vị.", house.leader)
        keeping.revoke(found.pk, "Nhầm đơn vị.", house.office)
        with pytest.raises(PermissionDenied):
            keeping.confirm(found.pk, house.committee)
    assert MERIT not in text(PUBLIC)
    with pytest.raises(ImmutableRow):
        found.delete()
    assert Commendation.objects.get().why_revoked == "Nhầm đơn vị."


@pytest.mark.clause("ND-5.5c")
def test_readers_find_who_was_commended_while_it_is_public(house: House, rf: RequestFactory) -> None:
    def asked(words: str) -> list[str]:
        found = find(rf.get("/"), Question(words))
        assert found.total == len(found.hits)
        return [hit.item.get_absolute_url() for hit in found.hits if hit.kind == "commendation"]

    found = recorded(house, person="Nguyễn Văn Zqan")
    assert asked("zqan") == asked("zqam") == []
    assert suggest(rf.get("/"), "nguyen van zq") == []
    with at(2026, 12, 22):
        keeping.confirm(found.pk, house.committee)
    address = f"{PUBLIC}2026/#khen-thuong-{found.pk}"
    assert asked("nguyen van zqan") == asked('"Zqan" giấy khen') == [address]
    assert f'id="khen-thuong-{found.pk}"' in text(PUBLIC)
    assert [each.text for each in suggest(rf.get("/"), "nguyen van zq")] == [str(found)]
    shown = Client().get("/tim-kiem/", {"q": "zqan"}).content.decode()
    assert address in shown
    assert "Khen thưởng" in shown
    with at(2026, 12, 22):
        keeping.revoke(found.pk, "Nhầm người.", house.office)
    assert asked("zqan") == []
    assert suggest(rf.get("/"), "nguyen van zq") == []


def test_the_name_of_the_time_stays(house: House) -> None:
    found = recorded(house)
    with at(2026, 12, 22):
        keeping.confirm(found.pk, house.committee)
    house.ours.name = "Tên khác"
    house.ours.save()
    assert found.unit_name in text(PUBLIC)


def test_figures_suggest_units_and_people_once(house: House) -> None:
    """Ours gave items in two months, theirs in one: 2/12 and 1/12 of 60 points; An wrote two of them, Bình one."""
    with at(2026, 1, 5):
        scorecards.lay(2026, {"rhythm": 60}, "", house.office)
    for unit, month, name in ((house.ours, 1, "An"), (house.ours, 2, "An"), (house.theirs, 3, "Bình")):
        ContributionAuthorFactory(contribution=given(unit, month, 5), name=name)
    with at(2027, 1, 2):
        scorecards.draw_up(2026, house.office)
        assert suggesting.units_for(2026) == []
        scorecards.approve_year(2026, house.committee)
    best = [(each.unit, each.figure, each.is_commended) for each in suggesting.units_for(2026)]
    assert best == [
        (house.ours, "10/60 (16 %)", False),
        (house.theirs, "5/60 (8 %)", False),
        (house.boardless, "0/60 (0 %)", False),
    ]
    assert [(each.person, each.figure) for each in suggesting.people_for(2026)] == [("An", "2"), ("Bình", "1")]
    with at(2027, 1, 3):
        empty = house.client("office").get(f"{reverse('commendations:index')}?year=2026").content.decode()
    assert f"{reverse('commendations:record')}?unit={house.theirs.pk}" in empty
    recorded(house)
    recorded(house, person="An")
    assert [each.is_commended for each in suggesting.units_for(2026)] == [True, False, False]
    assert [each.is_commended for each in suggesting.people_for(2026)] == [True, False]
    with at(2027, 1, 3):
        page = house.client("office").get(f"{reverse('commendations:index')}?year=2026").content.decode()
        assert reverse("scorecards:card", args=["da-lat", 2026]) in page
        filled = house.client("office").get(f"{reverse('commendations:record')}?unit={house.theirs.pk}&year=2026")
    assert filled.context["form"].initial["unit"] == str(house.theirs.pk)


def test_what_is_not_public_is_seen_by_those_who_follow_all_units_alone(house: House) -> None:
    found = recorded(house, merit="Chua cong khai")
    address, listing = keeping.address(found), f"{reverse('commendations:index')}?year=2026"
    acts = [reverse(f"commendations:{act}", args=[found.pk]) for act in ("confirm", "revoke")]
    for who in ("leader", "contributor"):
        client, listed = house.client(who), house.client(who).get(listing)
        assert "Giấy khen" not in listed.content.decode()
        assert not listed.context["people"]
        for answer in (client.get(address), *(client.post(act, {"reason": "x"}) for act in acts)):
            assert (answer.status_code, "Chua cong khai" in answer.content.decode()) == (403, False)
        assert client.get(reverse("commendations:record")).status_code == 403
    for who in ("office", "committee"):
        assert "Chua cong khai" in house.client(who).get(address).content.decode()
    assert Commendation.objects.get().state == State.RECORDED


def test_the_way_on_the_screen_loses_nothing_that_was_typed(house: House) -> None:
    typed = {
        "unit": house.ours.pk,
        "person": "",
        "form": "Bằng khen",
        "merit": MERIT,
        "year": "2026",
        "decision": "Số 9",
        "decided_on": "25/12/2026",
    }
    with at(2026, 12, 21):
        office, committee = house.client("office"), house.client("committee")
        early = office.post(reverse("commendations:record"), typed)
        assert (early.status_code, MERIT in early.content.decode()) == (422, True)
        assert office.post(reverse("commendations:record"), {**typed, "decided_on": "20/12/2026"}).status_code == 302
        found = Commendation.objects.get()
        assert committee.post(reverse("commendations:confirm", args=[found.pk])).status_code == 302
        refused = committee.post(reverse("commendations:revoke", args=[found.pk]), {"reason": ""})
        assert refused.status_code == 403
    with pytest.raises(ValidationError):
        recorded(house, decision=" ")
    assert MERIT in text(PUBLIC)


def test_the_public_list_costs_the_same_number_of_queries_for_any_length(house, django_assert_max_num_queries):
    def public(number: int) -> None:
        for place in range(number):
            keeping.confirm(recorded(house, person=f"Người {place}").pk, house.committee)

    public(1)
    text(PUBLIC)
    with django_assert_max_num_queries(15) as few:
        text(PUBLIC)
    public(6)
    with django_assert_max_num_queries(len(few.captured_queries)):
        text(PUBLIC)
