"""The leader's page: one screen, four parts, each line with one thing to do, nothing of another unit (ND-9.2)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.articles import a_waiting
from tests.factories.contributions import local
from tests.factories.units import MembershipFactory
from tests.units._house import House, a_house
from tests.units.duties._desk import a_duty, at
from tests.units.quotas._desk import asked, assigned, given
from units.approval.models import StageState
from units.leading import lines
from units.leading.lines import Line, Part
from units.models import Role
from units.usefulness.models import ReaderComment, UsefulnessCount

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.2", "LD-6.1c")]

PAGE = reverse("leading:page")
#: What the page itself may ask, beside what every screen of the admin asks of a person.
MOST_QUERIES = 34


@pytest.fixture
def house() -> House:
    return a_house()


def blocks(house: House, who: str, url: str = PAGE) -> dict[Part, list[Line]]:
    answer = house.client(who).get(url)
    assert answer.status_code == 200
    return {block.part: list(block.lines) for block in answer.context["blocks"]}


def texts(found: list[Line]) -> str:
    return "\n".join(line.text for line in found)


def a_late_item(house: House, unit: Any, writer: Any, title: str) -> None:
    article = a_waiting(unit, writer, title=title)
    StageState.objects.of(article).update(due_at=local(2026, 10, 1))


def said_of(unit: Any, page: Any) -> None:
    facts = {"item_type": page.content_type, "item_id": str(page.pk), "title": "Tin", "unit": unit}
    ReaderComment.objects.create(text="Hay", **facts)
    UsefulnessCount.objects.create(useful=3, not_useful=1, last_on=date(2026, 10, 15), **facts)


def test_a_leader_finds_all_four_parts_and_one_act_a_line(house: House) -> None:
    a_late_item(house, house.ours, house.contributor, "Tin chờ lâu")
    assigned(house, asked(house.ours, 4), asked(house.theirs, 9))
    given(house.ours, 3)
    a_duty()
    said_of(house.ours, house.ours.page)
    with at(2026, 10, 20):
        found = blocks(house, "leader")
    assert "Ban biên tập" in texts(found[Part.LATE])
    assert house.ours.name in texts(found[Part.LATE])
    standing = texts(found[Part.STANDING])
    assert "1/4" in standing
    assert "9" not in [word for line in found[Part.STANDING] for word in line.text.split("/")]
    assert "Tin của quý" in standing
    assert "1" in texts(found[Part.SAID])
    assert {line.share for line in found[Part.SAID]} == {None, 75}
    assert all(line.url.startswith("/quan-tri/") and line.action for lines_ in found.values() for line in lines_)


def test_what_waits_for_the_person_comes_with_its_number(house: House) -> None:
    a_waiting(house.ours, house.contributor, title="Một tin")
    # The board decides here; a leader who also sits on it finds the item on the page.
    MembershipFactory(user=house.leader, role=Role.objects.get(code="board"), unit=house.ours)
    waiting = blocks(house, "leader")[Part.WAITING]
    assert [line.url for line in waiting] == [reverse("approval:my_work")]
    assert waiting[0].text.startswith("1 ")


def test_nothing_of_another_unit_reaches_a_leader(house: House) -> None:
    assigned(house, asked(house.theirs, 9))
    a_late_item(house, house.theirs, house.their_writer, "Tin của họ")
    said_of(house.theirs, house.theirs.page)
    with at(2026, 10, 20):
        client = house.client("leader")
        page = client.get(PAGE).content.decode()
        assert house.theirs.name not in page.split("leading-parts")[1]
        assert client.get(reverse("leading:chair", args=[house.theirs.code])).status_code == 404
        assert client.get(reverse("leading:chair", args=["tat-ca"])).status_code == 404


def test_the_committee_sees_every_unit_and_no_title(house: House) -> None:
    assigned(house, asked(house.ours, 4), asked(house.theirs, 9))
    a_late_item(house, house.ours, house.contributor, "Tin chờ lâu")
    a_late_item(house, house.theirs, house.their_writer, "Tin của họ")
    with at(2026, 10, 20):
        answer = house.client("committee").get(PAGE)
        found = {block.part: list(block.lines) for block in answer.context["blocks"]}
    late = texts(found[Part.LATE])
    assert house.ours.name in late
    assert house.theirs.name in late
    page = answer.content.decode()
    assert "Tin chờ lâu" not in page
    assert "Tin của họ" not in page
    assert f"{house.theirs.label} (0/9)" in texts(found[Part.STANDING])


@pytest.mark.parametrize(
    ("who", "status"),
    [("leader", 200), ("committee", 200), ("office", 200), ("board", 403), ("contributor", 403), ("their_board", 403)],
)
def test_who_has_such_a_page(house: House, who: str, status: int) -> None:
    client = house.client(who)
    assert client.get(PAGE).status_code == status
    home = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (f'href="{PAGE}"' in home) is (status == 200)
    assert (f'"{PAGE}"' in home.split("leading-door")[0]) is (status == 200)


def test_the_page_costs_the_same_whatever_there_is(house: House) -> None:
    client = house.client("committee")
    a_duty()
    given(house.ours, 3)
    assigned(house, asked(house.ours, 4))
    counts = []
    for round_ in range(2):
        with at(2026, 10, 20):
            client.get(PAGE)
            with CaptureQueriesContext(connection) as queries:
                client.get(PAGE)
        counts.append(len(queries))
        for number in range(4):
            a_late_item(house, house.theirs, house.their_writer, f"Tin {round_} {number}")
            given(house.ours, 3)
        a_duty(name=f"Nhiệm vụ {round_}", span="month")
        assigned(house, asked(house.theirs, 9), number=f"Số {round_}")
    assert counts[0] == counts[1] <= MOST_QUERIES, counts


def test_a_part_with_much_to_say_keeps_to_a_screen(house: House) -> None:
    lines.register(Part.SAID, "test", lambda _chair: [Line(f"Dòng {n}", "Xem", "/quan-tri/") for n in range(20)])
    try:
        block = next(b for b in house.client("leader").get(PAGE).context["blocks"] if b.part is Part.SAID)
    finally:
        del lines._readers[Part.SAID]["test"]
    assert (len(block.lines), block.left_off) == (lines.MOST, 20 - lines.MOST)
