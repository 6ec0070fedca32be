"""Situations in the admin: writing, submitting, deciding and choosing, by the forms that a browser posts."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset

from home.blocks import BodyBlock
from knowledge.models import Situation
from tests.factories.articles import form_data as article_data
from tests.factories.situations import a_draft, a_public, a_waiting, form_data, fresh
from tests.factories.units import MembershipFactory
from tests.units._house import House, a_house
from units.approval import actions, measures
from units.approval.items import review_url
from units.contributions.models import Contribution
from units.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.5", "ND-6.2g", "LD-3.6", "ND-13.6a")]


@pytest.fixture
def house() -> House:
    return a_house()


def screen(name: str, *arguments: Any) -> str:
    return reverse(Situation.snippet_viewset.get_url_name(name), args=arguments)


def choose(name: str, *arguments: Any) -> str:
    return reverse(Situation.snippet_viewset.chooser_viewset.get_url_name(name), args=arguments)


def shown(answer: Any) -> str:
    """What a dialog shows: Wagtail sends some of them as JSON."""
    if answer["Content-Type"].startswith("application/json"):
        return str(answer.json()["html"])
    return str(answer.content.decode())


def test_the_unit_of_a_new_situation_is_the_writers_own(house):
    client = house.client("contributor")
    assert "for_unit" not in client.get(screen("add")).context["form"].fields
    # Nobody's form says whose it is.
    answer = client.post(screen("add"), form_data(for_unit=str(house.theirs.pk), unit=str(house.theirs.pk)))
    assert answer.status_code == 302
    made = Situation.objects.get()
    assert (made.unit, made.owner, made.live) == (house.ours, house.contributor, False)
    assert [basis.symbol for basis in made.legal_bases.all()] == ["24-QĐ/TW"]


def test_a_draft_of_no_unit_is_refused_on_the_form(house):
    """Wagtail lets a draft lack what it needs to become public; whose it is it needs at once."""
    answer = house.client("superuser").post(screen("add"), {**form_data(title=""), "for_unit": ""})
    assert answer.status_code == 200
    assert "for_unit" in answer.context["form"].errors
    assert not Situation.objects.exists()


def test_who_writes_in_several_units_chooses_among_them(house):
    MembershipFactory(user=house.contributor, role=Role.objects.get(code="contributor"), unit=house.theirs)
    client = house.client("contributor")
    offered = client.get(screen("add")).context["form"].fields["for_unit"].queryset
    assert set(offered) == {house.ours, house.theirs}
    refused = client.post(screen("add"), form_data(for_unit=str(house.boardless.pk)))
    assert refused.context["form"].errors["for_unit"]
    client.post(screen("add"), form_data(for_unit=str(house.theirs.pk)))
    assert Situation.objects.get().unit == house.theirs


def test_whoever_writes_nowhere_begins_nothing(house):
    assert house.client("office").get(screen("add")).status_code == 302
    assert screen("list") not in house.client("office").get(reverse("wagtailadmin_home")).content.decode()
    assert screen("list") in house.client("contributor").get(reverse("wagtailadmin_home")).content.decode()


def test_from_draft_to_public_through_a_return(house):
    writer, board = house.client("contributor"), house.client("board")
    writer.post(screen("add"), form_data(title="Đảng viên dự bị quá hạn", submit=True))
    item = Situation.objects.get()
    assert item.workflow_in_progress
    review = review_url(item)
    page = board.get(review)
    assert page.status_code == 200
    assert board.get(reverse("approval:preview", args=[item.item_key])).status_code == 200
    assert item.title in board.get(reverse("approval:my_work")).content.decode()
    returned = {"verb": "return", "return-reasons": ["wording"], "return-comment": "Nêu rõ thẩm quyền."}
    assert board.post(review, returned).status_code == 302
    assert item.title in writer.get(reverse("approval:my_work")).content.decode()
    assert Contribution.objects.count() == 0
    mended = form_data(title="Đảng viên dự bị quá hạn xét công nhận", submit=True)
    assert writer.post(screen("edit", item.pk), mended).status_code == 302
    assert board.post(review, {"verb": "approve", "approve-comment": ""}).status_code == 302
    item = fresh(item)
    assert item.live
    assert item.title == "Đảng viên dự bị quá hạn xét công nhận"
    assert Contribution.objects.get().title == item.title


def test_a_submission_names_every_defect_in_one_go(house):
    data = form_data(submit=True, question="", context="ngắn", field="", legal_bases=inline_formset([]))
    answer = house.client("contributor").post(screen("add"), data)
    assert {"question", "context", "field", "__all__"} <= set(answer.context["form"].errors)
    assert not Situation.objects.exists()
    assert house.client("contributor").post(screen("add"), form_data(question="", context="")).status_code == 302


@pytest.mark.parametrize("symbol", ["24 TW", "Quyết định 24", "QĐ-24/TW", "24-QĐ", "01/24/NĐ-CP", ""])
def test_a_legal_basis_that_is_no_symbol_is_refused_with_an_example(house, symbol):
    data = form_data(legal_bases=inline_formset([{"symbol": symbol, "title": "Quy định"}]))
    answer = house.client("contributor").post(screen("add"), data)
    said = answer.content.decode()
    assert "24-QĐ/TW" in said
    assert "Hồ sơ gốc bị thất lạc" in said
    assert not Situation.objects.exists()


def test_what_waits_is_locked_and_its_author_takes_it_back(house):
    item = a_waiting(house.ours, house.contributor)
    writer = house.client("contributor")
    writer.post(screen("edit", item.pk), form_data(title="Sửa lén"))
    assert fresh(item).latest_revision.object_str != "Sửa lén"
    stranger = house.client("board").post(screen("edit", item.pk), {"action-cancel-workflow": "1"})
    assert stranger.status_code in (302, 403)
    assert fresh(item).workflow_in_progress
    assert writer.post(reverse("approval:take_back", args=[item.item_key])).status_code == 302
    assert not fresh(item).workflow_in_progress


@pytest.mark.parametrize("person", ["contributor", "board", "superuser"])
def test_no_button_publishes_and_no_button_takes_down(house, person):
    draft = a_draft(house.ours, house.contributor)
    client = house.client(person)
    assert "action-publish" not in client.get(screen("edit", draft.pk)).content.decode()
    client.post(screen("edit", draft.pk), form_data(**{"action-publish": "1"}))
    assert not fresh(draft).live
    public = a_public(house.ours, house.contributor, house.second_board)
    for name in ("unpublish", "delete"):
        client.post(screen(name, public.pk))
    assert fresh(public).live


def test_deleting_is_for_drafts(house):
    draft, waiting = a_draft(house.ours, house.contributor), a_waiting(house.ours, house.contributor)
    client = house.client("contributor")
    client.post(screen("delete", waiting.pk))
    client.post(screen("delete", draft.pk))
    assert list(Situation.objects.all()) == [waiting]


def test_nothing_is_done_to_many_at_once_even_by_a_superuser(house):
    draft = a_draft(house.ours, house.contributor)
    address = reverse("wagtail_bulk_action", args=["knowledge", "situation", "delete"]) + f"?id={draft.pk}"
    for person in ("contributor", "board", "superuser"):
        assert house.client(person).post(address).status_code == 403
    assert fresh(draft)


def test_the_list_shows_the_persons_own_by_status_field_and_quarter(house):
    draft = a_draft(house.ours, house.contributor, title="Bản nháp của mình")
    public = a_public(house.ours, house.contributor, house.board, title="Đã công khai của mình")
    foreign = a_public(house.theirs, house.their_writer, house.their_board, title="Của đơn vị bạn")
    client = house.client("contributor")

    def listed(**asked: Any) -> set[Situation]:
        return set(client.get(screen("list"), asked).context["object_list"])

    assert listed() == {draft, public}
    assert listed(standing="live") == {public}
    assert listed(standing="drafts") == {draft}
    year, number = public.quarter
    assert listed(quarter=f"{year}-{number}") == {public}
    assert listed(field=str(public.field_id)) == {draft, public}
    assert foreign not in listed(q="Của đơn vị bạn")


def test_the_chooser_offers_only_what_is_public_to_everybody(house):
    offered = a_public(house.theirs, house.their_writer, house.their_board, title="Tình huống công khai")
    hidden = [
        a_draft(house.theirs, house.their_writer, title="Bí mật nháp"),
        a_draft(house.ours, house.contributor, title="Nháp của mình"),
    ]
    held = a_public(house.theirs, house.their_writer, house.their_board, title="Bị tạm dừng")
    measures.hold(held, house.their_board, "Kiểm tra lại căn cứ")
    client = house.client("contributor")
    for address in (choose("choose"), choose("choose_results"), choose("choose_results") + "?q=bi"):
        said = shown(client.get(address))
        assert not [item.title for item in (*hidden, held) if item.title in said]
    assert offered.title in shown(client.get(choose("choose")))
    assert client.get(choose("chosen", offered.pk)).status_code == 200
    assert client.get(choose("chosen", hidden[0].pk)).status_code == 404
    many = client.get(choose("chosen_multiple"), {"id": [offered.pk, hidden[0].pk, held.pk, "x"]}).json()
    assert [str(each["id"]) for each in many["result"]] == [str(offered.pk)]


def test_a_typed_in_number_of_another_units_draft_is_refused(house):
    foreign = a_draft(house.theirs, house.their_writer, title="Bí mật nháp")
    rows = inline_formset([{"other": str(foreign.pk)}])
    answer = house.client("contributor").post(screen("add"), form_data(related_situations=rows, title=""))
    assert foreign.title not in answer.content.decode()
    house.client("contributor").post(screen("add"), form_data(related_situations=rows))
    assert list(Situation.objects.all()) == [foreign]


def test_an_article_shows_a_situation_only_while_it_is_public(house):
    item = a_public(house.theirs, house.their_writer, house.their_board, title="Kết nạp lại người vào Đảng")
    value = BodyBlock().to_python([{"type": "situation", "value": item.pk, "id": "1"}])
    assert item.url in str(value)
    measures.hold(item, house.their_board, "Kiểm tra lại")
    value = BodyBlock().to_python([{"type": "situation", "value": item.pk, "id": "1"}])
    assert item.title not in str(value)
    told = Situation.snippet_viewset.chooser_viewset.widget_class.get_value_data(fresh(item))
    assert told["string"] != item.title
    assert item.title in told["string"]
    parent = house.ours.page_id
    add = reverse("wagtailadmin_pages:add", args=["home", "articlepage", parent])
    draft = a_draft(house.theirs, house.their_writer, title="Nháp của đơn vị bạn")
    body = {"body-count": "1", "body-0-type": "situation", "body-0-value": str(draft.pk), "body-0-order": "0"}
    refused = house.client("contributor").post(add, {**article_data(), **body, "body-0-deleted": ""})
    assert refused.status_code in (302, 403)
    assert draft.title not in refused.content.decode()


def test_measures_reach_a_situation_as_they_reach_a_page(house):
    item = a_public(house.ours, house.contributor, house.board)
    new = a_public(house.ours, house.contributor, house.board, title="Tình huống thay thế")
    board = house.client("second_board")
    hold = reverse("approval:hold", args=[item.item_key])
    assert board.post(hold, {"reason": "Xem lại"}).status_code == 302
    assert not fresh(item).live
    release = reverse("approval:release", args=[item.item_key])
    assert board.post(release, {"reason": "Đúng rồi"}).status_code == 302
    assert fresh(item).live
    withdraw = reverse("approval:withdraw", args=[item.item_key])
    found = board.post(withdraw, {"look": "1", "words": "thay thế", "meaning": "replaced"})
    assert [choice.pk for choice in found.context["form"].fields["replacement"].queryset] == [new.pk]
    said = {"meaning": "replaced", "replacement": str(new.pk), "words": "thay thế", "reason": "Quy định mới"}
    assert board.post(withdraw, said).status_code == 302
    assert not fresh(item).live
    actions.submit(fresh(item), house.contributor)
    actions.approve(fresh(item), house.board)
    assert fresh(item).live
