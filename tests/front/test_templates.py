"""What readers get from every public template: the law's footer, nothing from elsewhere, nothing inline."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from knowledge.models import PortalRendition
from tests.front.conftest import Portal

FOOTER = ["Đảng ủy Khối Thử nghiệm", "Đồng chí Nguyễn Văn Bình", "Giấy phép số 01/GP-STTTT", "57 Vị Hoàng"]


def pages(portal: Portal) -> list[str]:
    """One address of every public template."""
    month = f"{timezone.localdate(portal.article.published_at):%Y/%m}"
    return [
        "/",
        portal.section.url,
        f"{portal.section.url}{month}/",
        portal.directory.url,
        portal.unit.url,
        portal.ended_unit.url,
        portal.standard.url,
        portal.article.url,
        "/tim-kiem/",
        "/tim-kiem/?q=hội+nghị",
        "/khong-co-trang-nay/",
    ]


@pytest.mark.clause("ND-2.2", "ND-3.2", "ND-13.4")
def test_every_page_names_who_answers_for_it_and_loads_nothing_from_elsewhere(client: Client, portal: Portal) -> None:
    for address in pages(portal):
        html = client.get(address).content.decode()
        assert "<h1" in html, address
        assert [line for line in FOOTER if line not in html] == [], address
        assert not re.search(r"<style|<script(?! src=)|\sstyle=|\son\w+=", html), address
        assert not re.search(r'(src|srcset|poster)="(https?:)?//', html), address
        assert len(re.findall(r'rel="stylesheet"|<script', html)) == 2, address
        assert not [tag for tag in re.findall(r"<img[^>]*>", html) if "alt=" not in tag], address


def test_an_article_shows_all_that_the_regulations_ask_of_it(client: Client, portal: Portal) -> None:
    html = client.get(portal.article.url).content.decode()
    for shown in (
        "Ban Tổ chức",
        "Trần Thị Hồng Hạnh",
        "Báo Nhân Dân",
        "Hội trường lớn",
        "Lê Minh",
        "Kế hoạch số 12-KH/ĐUK",
        "<blockquote",
        'alt="Toàn cảnh hội trường"',
        'property="og:image"',
    ):
        assert shown in html
    assert re.search(
        r'class="table-region"\s+role="region"\s+aria-label="Kết quả kết nạp đảng viên"\s+tabindex="0"', html
    )


def test_images_come_in_the_sizes_that_publication_has_made(client: Client, portal: Portal) -> None:
    client.get("/khong-co-trang-nay/")  # makes the emblem's only size
    made = PortalRendition.objects.count()
    for address in pages(portal):
        client.get(address)
    assert PortalRendition.objects.count() == made


def test_an_ended_unit_points_to_its_successor(client: Client, portal: Portal) -> None:
    html = client.get(portal.ended_unit.url).content.decode()
    assert f'<a href="{portal.unit.url}">Ban Tổ chức</a>' in html


def test_lists_cost_the_same_whatever_their_length(client: Client, portal: Portal) -> None:
    addresses = ["/", portal.section.url, portal.unit.url, portal.directory.url, "/tim-kiem/?q=hội+nghị"]
    counts = []
    # A search that finds a single thing has nothing to put in order, so it costs less: both times there are several.
    for extra in (2, 6):
        for number in range(extra):
            portal.publish(f"Hội nghị thứ {number}", lead_image=portal.image)
        for address in addresses:
            client.get(address)
        measured = []
        for address in addresses:
            with CaptureQueriesContext(connection) as queries:
                client.get(address)
            measured.append(len(queries))
        counts.append(measured)
    assert [after - before for before, after in zip(*counts, strict=True)] == [0, 0, 0, 0, 0]


def test_the_page_for_our_own_failures_needs_nothing(portal: Portal) -> None:
    assert "<h1>" in render_to_string("500.html")
