"""The report of quotas, and that a unit's people reach no other unit's by any filter, parameter or export."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from tests.units._house import House, a_house
from tests.units.quotas._desk import asked, assigned, at, given
from units.models import Quota
from units.quotas.progress import Standing

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-7.1c", "ND-13.6a")]

PERIOD = "span=month&year=2026&number=10"
THEIR_NUMBER = 7654


@pytest.fixture
def house() -> House:
    house = a_house()
    assigned(house, asked(house.ours, 2), asked(house.theirs, THEIR_NUMBER), asked(house.theirs, 3, kind="video"))
    given(house.ours, 3, "Tin của ta")
    given(house.theirs, 3, "Tin cua don vi ban")
    return house


def said(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if response["Content-Type"].startswith("application/vnd"):
        page = load_workbook(io.BytesIO(body)).active
        return "\n".join(str(value) for row in page.iter_rows(values_only=True) for value in row if value is not None)
    return str(body.decode())


ASKED = [
    "",
    "&unit=vptu",
    "&unit=da-lat",
    "&unit=vptu&unit=da-lat",
    "&unit=da-lat&unit=vptu",
    "&only=short",
    "&p=2",
    "&unit__code=da-lat&unit_id=3&quota=1",
]


@pytest.mark.parametrize(
    ("who", "exports"),
    [
        ("board", ["", "&export=csv"]),
        ("contributor", ["&export=csv"]),
        ("leader", ["&export=xlsx"]),
        ("unit_admin", [""]),
    ],
)
def test_no_filter_parameter_or_export_reaches_another_units_quotas(house: House, who: str, exports: list[str]) -> None:
    client = house.client(who)
    theirs = Quota.objects.filter(unit=house.theirs)
    for export in exports:
        for more in ASKED:
            text = said(client.get(f"{reverse('quotas:index')}?{PERIOD}{more}{export}"))
            assert str(THEIR_NUMBER) not in text, (more, export)
            assert house.theirs.name not in text, (more, export)
    for quota in theirs:
        refused = client.get(reverse("quotas:behind", args=[quota.pk]))
        assert refused.status_code == 403
        assert "Tin cua don vi ban" not in said(refused)
        assert str(THEIR_NUMBER) not in said(refused)


def test_their_own_and_everybody_who_follows_all_units_do(house: House) -> None:
    ours = Quota.objects.get(unit=house.ours)
    for who in ("board", "committee", "office", "superuser"):
        client = house.client(who)
        assert "1 / 2" in said(client.get(f"{reverse('quotas:index')}?{PERIOD}"))
        assert "Tin của ta" in said(client.get(reverse("quotas:behind", args=[ours.pk])))
    assert str(THEIR_NUMBER) in said(house.client("committee").get(f"{reverse('quotas:index')}?{PERIOD}&export=csv"))


@pytest.mark.parametrize("who", ["reader", "nobody"])
def test_who_has_no_role_is_not_let_in(house: House, client: Any, who: str) -> None:
    visitor = client if who == "nobody" else house.client(who)
    assert visitor.get(f"{reverse('quotas:index')}?{PERIOD}&export=csv").status_code == 302


def test_the_list_of_shortfalls_and_the_items_behind_a_number(house: House) -> None:
    given(house.ours, 4, "Tin của ta.")
    with at(2026, 11, 2):
        client = house.client("committee")
        page = client.get(f"{reverse('quotas:index')}?{PERIOD}&only=short")
        assert {(line.quota.unit.code, line.counted, line.standing) for line in page.context["lines"]} == {
            ("vptu", 1, Standing.MISSED),
            ("da-lat", 1, Standing.MISSED),
            ("da-lat", 0, Standing.MISSED),
        }
        behind = client.get(reverse("quotas:behind", args=[Quota.objects.get(unit=house.ours).pk]))
    assert behind.context["page"].paginator.count == behind.context["progress"].counted == 1
    assert [reason for _entry, reason in behind.context["why_not"]] != [""]


def test_what_is_asked_wrongly_is_answered_with_a_sentence(house: House) -> None:
    client = house.client("board")
    for wrong in (
        "span=week",
        "span=quarter&number=7",
        "year=1999",
        "unit=khong-co",
        "number=x",
        "only=all",
        "export=exe",
    ):
        answer = client.get(f"{reverse('quotas:index')}?{wrong}")
        assert answer.status_code == 200
        assert answer.context["form"].errors, wrong
    assert not client.get(reverse("quotas:index")).context["form"].errors


def test_the_report_costs_the_same_number_of_queries_for_any_number_of_quotas(house, django_assert_max_num_queries):
    client, address = house.client("committee"), f"{reverse('quotas:index')}?{PERIOD}"
    client.get(address)
    with django_assert_max_num_queries(22) as few:
        client.get(address)
    assigned(
        house,
        *(
            asked(unit, 5, kind=kind)
            for unit in (house.ours, house.theirs, house.boardless)
            for kind in ("feature", "event", "")
        ),
    )
    with django_assert_max_num_queries(len(few.captured_queries)):
        client.get(address)
