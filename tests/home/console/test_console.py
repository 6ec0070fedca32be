"""A unit's console lists exactly what the unit has, by state, and what needs care (LD-4.3)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page

from home.models import ArticlePage
from tests.factories.articles import a_draft, a_public, a_returned, a_waiting
from tests.units._house import House, a_house
from units.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-4.3")]


@pytest.fixture
def house() -> House:
    return a_house()


def console(unit: Any, show: str = "all", **more: Any) -> str:
    return f"/quan-tri/noi-dung-don-vi/{unit.code}/?" + "&".join(
        f"{name}={value}" for name, value in {"show": show, **more}.items()
    )


def titles(client: Any, unit: Any, show: str = "all", **more: Any) -> set[str]:
    answer = client.get(console(unit, show, **more))
    assert answer.status_code == 200
    return {row.title for row in answer.context["rows"]}


def numbers(client: Any, unit: Any) -> dict[str, int]:
    return {str(tab["show"]): tab["count"] for tab in client.get(console(unit)).context["tabs"]}


@pytest.fixture
def filled(house: House) -> House:
    writer, board = house.their_writer, house.their_board
    a_draft(house.theirs, writer, title="Tin còn nháp")
    a_waiting(house.theirs, writer, title="Tin đang chờ")
    a_returned(house.theirs, writer, board, title="Tin bị trả")
    a_public(house.theirs, writer, board, title="Đã đăng", kind="feature")
    down = a_public(house.theirs, writer, board, title="Đã gỡ")
    ArticlePage.objects.get(pk=down.pk).unpublish()
    for make in (a_draft, a_waiting):
        make(house.ours, house.contributor, title="Của đơn vị khác")
    a_public(house.ours, house.contributor, house.board, title="Tin đơn vị khác")
    return house


def test_the_console_lists_exactly_the_units_items(filled):
    client, theirs = filled.client("their_board"), filled.theirs
    own_page = theirs.page.title
    states = {"draft": "Tin còn nháp", "waiting": "Tin đang chờ", "returned": "Tin bị trả", "down": "Đã gỡ"}
    assert titles(client, theirs) == {*states.values(), "Đã đăng", own_page}
    for show, title in states.items():
        assert titles(client, theirs, show) == {title}, show
    assert titles(client, theirs, "public") == {"Đã đăng", own_page}
    assert titles(client, theirs, kind="feature") == {"Đã đăng"}
    assert titles(client, theirs, kind="unitpage") == {own_page}
    counted = numbers(client, theirs)
    assert counted == {
        **{"all": 6, "draft": 1, "waiting": 1, "returned": 1, "public": 2, "down": 1},
        **{"orphans": 0, "broken": 0, "outdated": 0, "due": 0},
    }


def test_a_draft_whose_owner_has_left_is_an_orphan(filled):
    client, theirs = filled.client("their_board"), filled.theirs
    assert titles(client, theirs, "orphans") == set()
    left = Membership.objects.get(user=filled.their_writer)
    left.valid_to = left.valid_from
    left.save()
    assert titles(client, theirs, "orphans") == {"Tin còn nháp", "Tin bị trả"}


def test_what_nobody_confirmed_for_a_year_is_due_for_review(filled):
    client, theirs = filled.client("their_board"), filled.theirs
    for age, due in ((360, set()), (370, {"Đã đăng"})):
        moment = timezone.now() - timedelta(days=age)
        Page.objects.filter(title__in=["Đã đăng", "Đã gỡ"]).update(last_published_at=moment)
        assert titles(client, theirs, "due") == due


def test_a_link_to_a_page_taken_down_is_shown(house):
    target = a_public(house.ours, house.contributor, house.board, title="Bài gốc")
    link = f'<p>Xem <a linktype="page" id="{target.pk}">bài gốc</a>.</p>'
    a_public(house.theirs, house.their_writer, house.their_board, title="Dẫn lại", body=[("paragraph", link)])
    client = house.client("their_board")
    assert titles(client, house.theirs, "broken") == set()
    ArticlePage.objects.get(pk=target.pk).unpublish()
    answer = client.get(console(house.theirs, "broken"))
    assert [row.title for row in answer.context["rows"]] == ["Dẫn lại"]
    assert "Bài gốc" in answer.context["rows"][0].wrong[0]


@pytest.mark.parametrize(
    ("href", "is_broken"),
    [
        ('href="/khong-co-trang-nay/"', True),
        ('href="/tin-tức-cũ/"', True),
        ('href="/tin-tuc/"', False),
        ('href="/tin-tuc"', False),
        ('href="/"', False),
        ('href="/tin-tuc/rss/"', False),
        ('href="/tin-tuc/khong-co/"', True),
        ('href="/tim-kiem/?q=a&amp;b=1"', False),
        ('href="https://nơi-khác.example/a"', False),
        ('linktype="page" id="987654"', True),
        ('linktype="document" id="987654"', True),
    ],
)
def test_a_broken_link_injected_into_a_public_item_is_shown(house, href, is_broken):
    article = a_public(house.theirs, house.their_writer, house.their_board, title="Có liên kết")
    draft = a_draft(house.theirs, house.their_writer, title="Bản nháp có liên kết")
    body = [{"type": "paragraph", "value": f"<p>Xem <a {href}>ở đây</a>.</p>"}]
    stream = ArticlePage._meta.get_field("body").stream_block
    ArticlePage.objects.filter(pk__in=[article.pk, draft.pk]).update(body=stream.to_python(body))
    answer = house.client("their_board").get(console(house.theirs, "broken"))
    assert [row.title for row in answer.context["rows"]] == (["Có liên kết"] if is_broken else [])
    assert [len(row.wrong) for row in answer.context["rows"]] == ([1] if is_broken else [])


def test_a_photo_that_is_gone_is_shown(house, settings, tmp_path):
    from wagtail.images import get_image_model
    from wagtail.images.tests.utils import get_test_image_file

    settings.MEDIA_ROOT = tmp_path
    image = get_image_model().objects.create(title="Ảnh", file=get_test_image_file())
    fields = {"title": "Có ảnh", "lead_image": image, "lead_image_alt": "Ảnh"}
    a_public(house.theirs, house.their_writer, house.their_board, **fields)
    client = house.client("their_board")
    assert titles(client, house.theirs, "broken") == set()
    # As a restored backup would leave it: no signal tells the index.
    ArticlePage.objects.update(lead_image=None)
    get_image_model().objects.filter(pk=image.pk)._raw_delete("default")
    assert titles(client, house.theirs, "broken") == {"Có ảnh"}


@pytest.mark.parametrize(
    ("person", "may"),
    [
        ("board", True),
        ("leader", True),
        ("unit_admin", True),
        ("contributor", False),
        ("their_board", False),
        ("lonely", False),
        ("office", True),
        ("committee", True),
        ("superuser", True),
    ],
)
def test_who_opens_it(house, person, may):
    client = house.client(person)
    answer = client.get(console(house.ours))
    assert answer.status_code == (200 if may else 403)
    if not may:
        assert house.ours.name in answer.content.decode()
        assert "help-warning" in answer.content.decode()


def test_another_units_leader_is_refused(filled):
    leader = filled.client("leader")
    answer = leader.get(console(filled.theirs, "draft"))
    assert answer.status_code == 403
    assert "Tin còn nháp" not in answer.content.decode()
    assert leader.get("/quan-tri/noi-dung-don-vi/")["Location"].endswith(f"/{filled.ours.code}/")


@pytest.mark.clause("ND-13.6a")
@pytest.mark.parametrize("person", ["office", "committee"])
def test_who_looks_from_above_sees_the_number_of_drafts_and_no_title(filled, person):
    client = filled.client(person)
    assert numbers(client, filled.theirs)["draft"] == 1
    for show in ("all", "draft", "waiting", "returned", "orphans"):
        text = client.get(console(filled.theirs, show)).content.decode()
        assert not [title for title in ("Tin còn nháp</", "Tin đang chờ</", "Tin bị trả</") if f">{title}" in text], (
            show
        )
    assert titles(client, filled.theirs, "public") >= {"Đã đăng"}


def test_the_index_lists_the_units_and_refuses_who_oversees_none(house):
    office = house.client("office").get("/quan-tri/noi-dung-don-vi/").content.decode()
    assert all(f"/noi-dung-don-vi/{unit.code}/" in office for unit in (house.ours, house.theirs, house.boardless))
    assert house.client("contributor").get("/quan-tri/noi-dung-don-vi/").status_code == 403


def test_the_menu_shows_it_to_those_who_may_open_it(house):
    menu = '"/quan-tri/noi-dung-don-vi/"'
    assert menu in house.client("board").get("/quan-tri/").content.decode()
    assert menu not in house.client("contributor").get("/quan-tri/").content.decode()


def test_the_console_leads_to_the_units_people(house):
    members = f"/quan-tri/nhan-su/?unit={house.ours.code}"
    assert members in house.client("unit_admin").get(console(house.ours)).content.decode()
    assert members not in house.client("board").get(console(house.ours)).content.decode()


@pytest.mark.parametrize("show", ["all", "broken"])
def test_it_costs_the_same_with_four_items_and_with_more_than_a_page(house, show):
    client = house.client("their_board")
    stream = ArticlePage._meta.get_field("body").stream_block

    def cost(number: int) -> int:
        for place in range(number):
            if place % 2:
                a_draft(house.theirs, house.their_writer)
                continue
            article = a_public(house.theirs, house.their_writer, house.their_board)
            link = f'<p><a href="/khong-co-{place}/">a</a> <a linktype="page" id="{990000 + place}">b</a></p>'
            body = stream.to_python([{"type": "paragraph", "value": link}])
            ArticlePage.objects.filter(pk=article.pk).update(body=body)
        client.get(console(house.theirs, show))
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(console(house.theirs, show))
        assert len(answer.context["rows"]) == min(20, answer.context["page"].paginator.count)
        return len(asked)

    assert cost(4) == cost(18)
