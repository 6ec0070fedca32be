"""Two units with their people, one unit without a board, and what the public sees of it all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import reverse

from home.models import ArticlePage
from tests.factories.portal import Portal, a_portal
from tests.factories.units import UserFactory
from units.models import Unit

#: A word in every title that nobody has approved.
MARK = "lọt"
SEARCH = f"/tim-kiem/?q={MARK}"


@dataclass
class House:
    """The small portal and who works in it; ``theirs`` is the unit across the boundary."""

    portal: Portal
    ours: Unit
    theirs: Unit
    boardless: Unit
    people: dict[str, Any]

    def __getattr__(self, name: str) -> Any:
        """A person by name, as the database has them now, without the permissions cached on an earlier object."""
        try:
            person = self.__dict__["people"][name]
        except KeyError:
            raise AttributeError(name) from None
        return type(person).objects.get(pk=person.pk)

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(getattr(self, name))
        return client


#: The people of a house that was built for all tests of a module; see ``tests/conftest.py``.
at_home_already: dict[str, Any] = {}


def a_house() -> House:
    """The house of every test about the boundary and the ways round it."""
    portal = a_portal()
    if at_home_already:
        return House(portal, portal.office, portal.city, portal.propaganda, dict(at_home_already))
    ours, theirs, boardless = portal.office, portal.city, portal.propaganda
    people = {
        "contributor": portal.member("contributor", ours),
        "board": portal.member("board", ours),
        "second_board": portal.member("board", ours),
        "leader": portal.member("leader", ours),
        "unit_admin": portal.member("unit_admin", ours),
        "their_writer": portal.member("contributor", theirs),
        "their_board": portal.member("board", theirs),
        "their_second_board": portal.member("board", theirs),
        "lonely": portal.member("contributor", boardless),
        "office": portal.member("office"),
        "committee": portal.member("standing_committee"),
        "reader": UserFactory(),
        "superuser": UserFactory(is_superuser=True, is_staff=True),
    }
    return House(portal, ours, theirs, boardless, people)


def fresh(article: ArticlePage) -> ArticlePage:
    """The article as the database has it now."""
    return ArticlePage.objects.get(pk=article.pk)


def public_faces(house: House, *also: str) -> dict[str, str]:
    """Address to text of everything a reader can open: home, sections, units, feeds, search, sitemap, articles."""
    units = [reverse("wagtail_serve", args=[unit.page.url_path.split("/", 2)[2]]) for unit in Unit.objects.all()]
    sections = [house.portal.news.url, house.portal.office_work.url]
    feeds = [f"{address}rss/" for address in [*units, *sections]]
    addresses = ["/", *units, *sections, *feeds, "/sitemap.xml", SEARCH, *also]
    reader, faces = Client(), {}
    for address in addresses:
        response = reader.get(address)
        assert response.status_code in (200, 404), (address, response.status_code)
        faces[address] = response.content.decode() if response.status_code == 200 else ""
    assert faces["/"]
    return faces


def nothing_leaked(house: House) -> None:
    """Nothing that readers can open holds the mark, and no article with it is marked as public."""
    every = [page.url_path.split("/", 2)[2] for page in ArticlePage.objects.all()]
    faces = public_faces(house, *(reverse("wagtail_serve", args=[path]) for path in every))
    # The search page repeats the question, so there a result counts, not the word.
    found = faces.pop(SEARCH)
    assert [address for address, text in faces.items() if MARK in text.lower()] == []
    assert not [page for page in ArticlePage.objects.filter(title__icontains=MARK) if f'href="{page.url}' in found]
    assert not ArticlePage.objects.live().filter(title__icontains=MARK).exists()
