"""The front page without its images stays under 60 kB on the wire, fonts included."""

from __future__ import annotations

import gzip
from pathlib import Path

import brotli
from django.contrib.staticfiles import finders
from django.test import Client

from tests.front.conftest import Portal

BUDGET = 60_000
TEXT = ("portal/css/portal.css", "portal/js/portal.js", "portal/img/icon.svg")
FONTS = ("portal/fonts/be-vietnam-pro-vi-400.woff2", "portal/fonts/be-vietnam-pro-vi-700.woff2")


def _static(name: str) -> bytes:
    return Path(finders.find(name)).read_bytes()


def test_the_front_page_is_light(client: Client, portal: Portal) -> None:
    for number in range(12):
        portal.publish(f"Đảng ủy Khối tổ chức hội nghị sơ kết công tác xây dựng Đảng lần thứ {number}")
    page = len(gzip.compress(client.get("/").content))
    texts = sum(len(brotli.compress(_static(name))) for name in TEXT)
    assert page + texts + sum(len(_static(name)) for name in FONTS) < BUDGET
