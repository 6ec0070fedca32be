"""A house in which somebody oversees, somebody publishes in emergencies and a webmaster looks after the machines."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse

from home.models import ArticlePage
from tests.factories.articles import a_public
from tests.units._house import MARK, House, a_house
from units.models import Role

TITLE = f"Tin bị {MARK} ra ngoài"
REASON = "Có phản ánh sai lệch."
#: Besides the overseer, whom the small preset knows.
SITE_ROLES = {"duty_officer": ["emergency"], "webmaster": []}


def a_watched_house() -> House:
    """The house with the site roles of both regulations; ``lead_board`` leads a section that it may not write in."""
    house = a_house()
    for code, capabilities in SITE_ROLES.items():
        Role.objects.create(code=code, name=code, scope="site", capabilities=capabilities)
    member = house.portal.member
    house.people |= {
        "overseer": member("overseer"),
        "second_overseer": member("overseer"),
        "duty": member("duty_officer"),
        "second_duty": member("duty_officer"),
        "webmaster": member("webmaster"),
        "lead_board": member("board", house.portal.propaganda),
    }
    return house


def public(house: House, **fields: Any) -> ArticlePage:
    """An article of our unit that its second board member has approved, filed where others lead."""
    fields = {"title": TITLE, "sections": [house.portal.news, house.portal.propaganda_work], **fields}
    return a_public(house.ours, house.contributor, house.second_board, **fields)


def screen(verb: str, item: ArticlePage) -> str:
    """The address of a verb's screen."""
    return reverse(f"approval:{verb}", args=[item.pk])


def take(house: House, name: str, verb: str, item: ArticlePage, **said: Any) -> Any:
    """What a person gets who posts the screen of a verb."""
    return house.client(name).post(screen(verb, item), {"reason": REASON, **said})


def read(item: ArticlePage) -> Any:
    """What a reader gets at the item's address."""
    return Client().get(reverse("wagtail_serve", args=[item.url_path.split("/", 2)[2]]))
