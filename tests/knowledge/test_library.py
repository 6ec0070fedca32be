"""The library of guidance: filters, words, state, feed; a bounded number of queries; nothing unapproved (ND-6.2d)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from knowledge.models import FieldOfWork, GuidanceIndexPage
from tests.factories.guidance import a_document, a_guidance_draft, a_public_guidance
from tests.units._house import a_house
from units.calendar import today

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-6.2d")]

MOST = 12
#: What is asked for, and what is found.
FILTERS = [
    ("", {"Kết nạp đảng viên năm nay", "Giám sát chuyên đề"}),
    ("?state=no-longer", {"Kết nạp đảng viên năm trước"}),
    ("?unit=vptu", {"Kết nạp đảng viên năm nay"}),
    ("?unit=da-lat", {"Giám sát chuyên đề"}),
    ("?field=to-chuc", {"Kết nạp đảng viên năm nay"}),
    ("?field=kiem-tra&unit=vptu", set()),
    ("?level=central&state=no-longer", {"Kết nạp đảng viên năm trước"}),
    ("?q=giam+sat", {"Giám sát chuyên đề"}),
    ("?q=12-HD/BTCTW&unit=da-lat", {"Giám sát chuyên đề"}),
    ("?q=khong+co+tu+nao", set()),
    ("?q=thao", set()),
    ("?state=nonsense&unit=nonsense", set()),
    ("?level='%3B+DROP&page=999", {"Kết nạp đảng viên năm nay", "Giám sát chuyên đề"}),
]


@pytest.fixture
def house(settings, tmp_path):
    settings.MEDIA_ROOT = settings.PRIVATE_ROOT = tmp_path
    return a_house()


@pytest.fixture
def shelf(house):
    """Guidance of two units in two fields, one of them replaced, and a draft."""
    inspection = FieldOfWork.objects.get(code="kiem-tra")
    ours = {"unit": house.ours, "author": house.contributor, "approver": house.board}
    old = a_public_guidance(**ours, title="Kết nạp đảng viên năm trước", basis_level="central")
    a_public_guidance(**ours, title="Kết nạp đảng viên năm nay", replaces=old, forms=[a_document(house.ours)])
    a_public_guidance(
        house.theirs, house.their_writer, house.their_board, title="Giám sát chuyên đề", field_of_work=inspection
    )
    a_guidance_draft(house.ours, house.contributor, title="Bản thảo đang soạn")
    return GuidanceIndexPage.objects.get().url


def shown(address: str) -> set[str]:
    titles = {"Kết nạp đảng viên năm trước", "Kết nạp đảng viên năm nay", "Giám sát chuyên đề", "Bản thảo đang soạn"}
    response = Client().get(address)
    assert response.status_code == 200, address
    return {page.title for page in response.context["articles"]} & titles


def test_filters_find_what_they_say(shelf):
    for asked, found in FILTERS:
        assert shown(f"{shelf}{asked}") == found, asked


@pytest.mark.clause("ND-9.1")
def test_the_feed_and_the_list_hold_nothing_unapproved(shelf):
    feed = Client().get(f"{shelf}rss/")
    assert feed.status_code == 200
    assert "Kết nạp đảng viên năm nay" in feed.content.decode()
    for address in (f"{shelf}rss/", shelf, f"{shelf}?q=ban+thao"):
        assert "Bản thảo đang soạn" not in Client().get(address).content.decode()


def queries_of(address: str) -> int:
    client = Client()
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert "Set-Cookie" not in response.headers
    assert "Cookie" not in response.headers.get("Vary", "")
    return len(queries.captured_queries)


@pytest.mark.clause("ND-5.5b")
def test_it_costs_the_same_however_much_there_is_and_a_page_stays_within_twenty(house, shelf):
    asked = [shelf, f"{shelf}?state=no-longer", f"{shelf}?unit=vptu&field=to-chuc", f"{shelf}?q=ket+nap"]
    small = {address: queries_of(address) for address in asked}
    for number in range(6):
        last = a_public_guidance(
            house.ours,
            house.contributor,
            house.board,
            title=f"Kết nạp {number}",
            forms=[a_document(house.ours), a_document(house.ours)],
            in_force_from=today() - timedelta(days=number),
        )
    large = {address: queries_of(address) for address in asked}
    assert small == large
    assert max(large.values()) <= MOST, large
    assert queries_of(last.url) <= 20


def test_the_menu_leads_there(shelf):
    assert f'href="{shelf}"' in Client().get("/").content.decode()
