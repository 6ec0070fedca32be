"""The office's screens for pins and synonyms: who opens them, what they refuse, what they leave in the history."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry, PageViewRestriction

from home.searching.policy import SteeringPolicy
from knowledge.models import Situation
from search.models import PinnedResult, SynonymGroup
from tests.factories import situations
from tests.factories.articles import a_draft, a_public
from tests.units._house import House, a_house

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-5.5c")]

OUTSIDERS = ("board", "unit_admin", "committee", "reader")
TODAY = "01/01/2026"


@pytest.fixture
def house() -> House:
    return a_house()


def pin_data(page: Any, **fields: Any) -> dict[str, Any]:
    return {"query": "lịch công tác", "page": page.pk, "order": 1, "valid_from": TODAY, "valid_to": "", **fields}


def errors(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 200
    return response.context["form"].errors


def test_the_office_pins_a_page_and_readers_see_it_first(house: House) -> None:
    office = house.client("office")
    page = a_public(house.ours, house.contributor, house.board, title="Chương trình công tác tháng")
    assert office.post(reverse("search_pins:add"), pin_data(page)).status_code == 302
    pin = PinnedResult.objects.get()
    assert (pin.made_by, pin.key) == (house.office, "lich cong tac")
    found = Client().get("/tim-kiem/", {"q": "lich cong tac"}).context
    assert [result.item.pk for result in found["pinned"]] == [page.pk]
    assert page.pk not in [result.item.pk for result in found["results"]]
    history = office.get(reverse("search_pins:history", args=[pin.pk]))
    assert str(house.office) in history.content.decode()
    assert ModelLogEntry.objects.for_instance(pin).get().user == house.office


def test_a_situation_can_stand_first_while_it_is_public(house: House) -> None:
    office, situation = house.client("office"), situations.a_public(house.ours, house.contributor, house.board)
    data = pin_data(situation, situation=situation.pk) | {"page": ""}
    for wrong in (data | {"situation": ""}, data | {"page": house.ours.page.pk}):
        answer = office.post(reverse("search_pins:add"), wrong)
        assert list(errors(answer)) == ["page"]
    assert office.post(reverse("search_pins:add"), data).status_code == 302
    assert "page" in errors(office.post(reverse("search_pins:add"), data))
    pin = PinnedResult.objects.get()
    found = Client().get("/tim-kiem/", {"q": "lich cong tac"}).context["pinned"]
    assert [(result.item, result.url) for result in found] == [(situation, situation.url)]
    shown = office.get(reverse("search_pins:edit", args=[pin.pk])).context["form"]
    assert shown["situation"].value() == situation.pk
    assert str(situation) in office.get(reverse("search_pins:index")).content.decode()
    Situation.objects.filter(pk=situation.pk).update(live=False)
    assert Client().get("/tim-kiem/", {"q": "lich cong tac"}).context["pinned"] == []
    assert "situation" in errors(office.post(reverse("search_pins:add"), data | {"query": "lịch"}))
    Situation.objects.filter(pk=situation.pk).delete()
    assert Client().get("/tim-kiem/", {"q": "lich cong tac"}).context["pinned"] == []
    assert office.get(reverse("search_pins:index")).status_code == 200


def test_who_changes_a_pin_does_not_become_who_made_it(house: House) -> None:
    page = a_public(house.ours, house.contributor, house.board)
    house.client("office").post(reverse("search_pins:add"), pin_data(page))
    pin = PinnedResult.objects.get()
    changed = house.client("superuser").post(reverse("search_pins:edit", args=[pin.pk]), pin_data(page, query="lịch"))
    assert changed.status_code == 302
    pin.refresh_from_db()
    assert (pin.query, pin.key, pin.made_by) == ("lịch", "lich", house.office)


def test_what_readers_cannot_open_cannot_be_pinned(house: House) -> None:
    office = house.client("office")
    draft = a_draft(house.ours, house.contributor)
    private = a_public(house.ours, house.contributor, house.board)
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    for page in (draft, private):
        answer = office.post(reverse("search_pins:add"), pin_data(page))
        assert list(errors(answer)) == ["page"]
        assert answer.context["form"]["query"].value() == "lịch công tác"
    assert list(errors(office.post(reverse("search_pins:add"), pin_data(draft) | {"page": 9_999_999}))) == ["page"]
    assert not PinnedResult.objects.exists()


def test_a_pin_whose_page_is_taken_down_disappears_for_readers_only(house: House) -> None:
    page = a_public(house.ours, house.contributor, house.board, title="Lịch công tác tuần 1")
    house.client("office").post(reverse("search_pins:add"), pin_data(page))
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
    answer = Client().get("/tim-kiem/", {"q": "lich cong tac"})
    assert answer.context["pinned"] == []
    assert "tuần 1" not in answer.content.decode()
    assert "lịch công tác" in house.client("office").get(reverse("search_pins:index")).content.decode()


def test_synonyms_are_heard_at_once(house: House) -> None:
    a_public(house.ours, house.contributor, house.board, title="Hội nghị cán bộ chủ chốt")
    asked = {"q": '"hoi nghi" nong cot'}
    assert Client().get("/tim-kiem/", asked).context["total"] == 0
    data = {"words": "chủ chốt\nnòng cốt", "valid_from": TODAY, "valid_to": ""}
    assert house.client("office").post(reverse("search_synonyms:add"), data).status_code == 302
    assert SynonymGroup.objects.get().made_by == house.office
    assert Client().get("/tim-kiem/", asked).context["total"] == 1


@pytest.mark.parametrize("words", ["chủ chốt", "chủ chốt\nchu chot", ""])
def test_a_wrong_group_keeps_what_was_typed_and_says_why(house: House, words: str) -> None:
    answer = house.client("office").post(
        reverse("search_synonyms:add"), {"words": words, "valid_from": TODAY, "valid_to": ""}
    )
    assert list(errors(answer)) == ["words"]
    assert answer.context["form"]["words"].value() == words


def test_words_that_look_like_markup_stay_words(house: House) -> None:
    office = house.client("office")
    office.post(
        reverse("search_synonyms:add"),
        {"words": "<script>alert(1)</script>\nkhác hẳn", "valid_from": TODAY, "valid_to": ""},
    )
    assert SynonymGroup.objects.exists()
    listed = office.get(reverse("search_synonyms:index")).content.decode()
    assert "<script>alert(1)" not in listed
    assert "&lt;script&gt;alert(1)" in listed


@pytest.mark.parametrize("person", OUTSIDERS)
def test_nobody_else_opens_or_changes_anything(house: House, person: str) -> None:
    page = a_public(house.ours, house.contributor, house.board)
    made = {"made_by": house.office, "valid_from": "2026-01-01"}
    pin = PinnedResult.objects.create(query="lịch", page=page, **made)
    group = SynonymGroup.objects.create(words="a1\nb1", **made)
    client = house.client(person)
    for name, thing in (("search_pins", pin), ("search_synonyms", group)):
        for view in ("index", "index_results", "add", "edit", "delete", "history", "history_results", "usage"):
            arguments = [] if view in ("index", "index_results", "add") else [thing.pk]
            for method in (client.get, client.post):
                answer = method(reverse(f"{name}:{view}", args=arguments), pin_data(page))
                assert answer.status_code in (302, 403, 405), (view, answer.status_code)
    assert [(row.query, row.valid_to) for row in PinnedResult.objects.all()] == [("lịch", None)]
    assert [row.words for row in SynonymGroup.objects.all()] == ["a1\nb1"]
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("search_pins:index") not in home


def test_the_office_has_both_in_its_menu_and_nobody_is_offered_permissions_without_effect(house: House) -> None:
    home = house.client("office").get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("search_pins:index") in home
    assert reverse("search_synonyms:index") in home
    groups = house.client("superuser").get(reverse("wagtailusers_groups:add")).content.decode()
    assert "pinnedresult" not in groups


def test_wagtail_learns_who_may(house: House) -> None:
    policy = SteeringPolicy(PinnedResult)
    assert set(policy.users_with_any_permission(["change"])) == {house.office, house.superuser}
    assert policy.user_has_permission(house.office, "delete")
    assert not policy.user_has_any_permission(house.board, ["view", "add"])


def test_lists_cost_the_same_however_long_they_are(house: House, django_assert_num_queries: Any) -> None:
    page = a_public(house.ours, house.contributor, house.board)
    client = house.client("office")
    PinnedResult.objects.create(query="lịch", page=page, made_by=house.office)
    client.get(reverse("search_pins:index"))
    with django_assert_num_queries(40, exact=False) as few:
        client.get(reverse("search_pins:index"))
    for number in range(20):
        PinnedResult.objects.create(query=f"lịch {number}", page=page, made_by=house.office)
    with django_assert_num_queries(len(few)):
        client.get(reverse("search_pins:index"))
