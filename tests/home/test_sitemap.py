"""The site map names what is public, in files of bounded size."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from home.sitemap import PublicPages
from tests.factories.articles import a_draft, a_public
from tests.factories.portal import a_portal

pytestmark = pytest.mark.django_db


@pytest.mark.clause("ND-9.1")
def test_the_site_map_names_public_pages_and_no_draft(client: Client):
    portal = a_portal()
    author, approver = portal.member("contributor", portal.office), portal.member("board", portal.office)
    public, draft = a_public(portal.office, author, approver), a_draft(portal.office, author)
    assert "http://testserver/sitemap-trang.xml" in client.get("/sitemap.xml").content.decode()
    pages = client.get("/sitemap-trang.xml").content.decode()
    assert public.url in pages
    assert draft.slug not in pages


def test_the_site_map_is_split_and_costs_the_same_whatever_it_holds(client: Client, monkeypatch):
    monkeypatch.setattr(PublicPages, "limit", 3)
    a_portal()
    assert "/sitemap-trang.xml?p=2" in client.get("/sitemap.xml").content.decode()
    with CaptureQueriesContext(connection) as queries:
        assert client.get("/sitemap-trang.xml?p=2").content.decode().count("<url>") == 3
    assert len(queries.captured_queries) <= 8
    assert client.get("/sitemap-trang.xml?p=99").status_code == 404


def test_robots_may_read_everything_but_the_search_and_the_administration(client: Client):
    a_portal()
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert lines == [
        "User-agent: *",
        "Disallow: /quan-tri/",
        "Disallow: /tim-kiem/",
        "Sitemap: http://testserver/sitemap.xml",
    ]
