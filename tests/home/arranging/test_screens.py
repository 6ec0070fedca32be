"""The screens: a list of my sections, a section's articles with their buttons, and the addresses these post to."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import localtime
from django.utils.translation import gettext

from home.arranging import actions, views
from home.arranging.menu import menu_item
from home.models import Placement
from tests.factories.articles import a_public
from tests.factories.portal import Portal, a_portal
from tests.factories.units import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-3.1a")]

#: Who comes to the screens of a section that the office leads and the propaganda board may contribute to.
STRANGERS = [("contributor", "office"), ("unit_admin", "office"), ("board", "city"), ("board", "propaganda")]
STRANGERS += [("office", None), ("standing_committee", None)]


@pytest.fixture
def portal() -> Portal:
    return a_portal()


def public(portal: Portal, number: int, section: Any = None) -> list[Placement]:
    author, approver = portal.member("contributor", portal.city), portal.member("board", portal.city)
    section = section or portal.office_work
    articles = [a_public(portal.city, author, approver, sections=[section]) for _ in range(number)]
    return [Placement.objects.get(article=article) for article in articles]


def client_of(person: Any, **options: Any) -> Client:
    client = Client(**options)
    client.force_login(person)
    return client


@pytest.fixture
def board(portal: Portal) -> Client:
    return client_of(portal.member("board", portal.office))


def act(client: Client, placement: Placement, verb: str, section: Any = None, **data: str) -> Any:
    code = (section or placement.section).code
    return client.post(reverse("arranging:act", args=[code, placement.pk]), {"verb": verb, **data})


def state() -> list[Any]:
    return list(Placement.objects.order_by("pk").values())


def test_the_list_names_my_sections_and_no_other(portal, board):
    page = board.get(reverse("arranging:index")).content.decode()
    assert reverse("arranging:section", args=[portal.office_work.code]) in page
    assert portal.office.label in page
    assert reverse("arranging:section", args=[portal.propaganda_work.code]) not in page


def test_a_section_is_arranged_with_its_buttons_alone(portal, board):
    old, new = public(portal, 2)
    url = reverse("arranging:section", args=[portal.office_work.code])
    page = board.get(url).content.decode()
    assert page.index(new.article.title) < page.index(old.article.title)
    assert portal.city.label in page
    assert f"{localtime(new.published_at):%d/%m/%Y}" in page
    assert 'value="unpin"' not in page
    answer = act(board, old, "pin", p="1")
    assert (answer.status_code, answer.url) == (302, f"{url}?p=1#tin-{old.pk}")
    page = board.get(url).content.decode()
    assert page.index(old.article.title, page.index("placements-heading")) < page.index(
        new.article.title, page.index("placements-heading")
    )
    assert gettext("Pinned") in page
    assert 'value="unpin"' in page
    act(board, new, "hide")
    page = board.get(url).content.decode()
    assert gettext("Hidden in this section") in page
    assert 'value="show"' in page


def test_no_button_is_shown_that_would_be_refused(portal, board):
    placements = public(portal, actions.MOST_PINNED + 1)
    for placement in placements[:-1]:
        act(board, placement, "pin")
    url = reverse("arranging:section", args=[portal.office_work.code])
    page = board.get(url).content.decode()
    assert 'value="pin"' not in page
    assert page.count('value="move_up"') == page.count('value="move_down"') == actions.MOST_PINNED - 1
    answer = act(board, placements[-1], "pin")
    assert str(actions.MOST_PINNED) in board.get(answer.url).content.decode()
    assert not Placement.objects.get(pk=placements[-1].pk).rank


def test_strangers_are_refused_with_a_sentence_and_change_nothing(portal):
    (placement,) = public(portal, 1)
    before = state()
    url = reverse("arranging:section", args=[portal.office_work.code])
    for role, unit in STRANGERS:
        client = client_of(portal.member(role, getattr(portal, unit) if unit else None))
        for answer in (client.get(url), act(client, placement, "hide"), act(client, placement, "pin")):
            assert answer.status_code == 403, (role, unit)
            assert portal.office.name in answer.content.decode()
            assert placement.article.title not in answer.content.decode()
    assert state() == before


def test_whoever_has_no_role_or_no_account_does_not_get_in(portal):
    (placement,) = public(portal, 1)
    before = state()
    for client in (Client(), client_of(UserFactory())):
        for name, args in (("index", []), ("section", [portal.office_work.code])):
            assert client.get(reverse(f"arranging:{name}", args=args)).status_code == 302
        assert act(client, placement, "hide").status_code == 302
    assert state() == before


def test_a_placement_of_another_section_is_not_found(portal, board):
    (foreign,) = public(portal, 1, portal.propaganda_work)
    before = state()
    assert act(board, foreign, "hide", section=portal.office_work).status_code == 404
    assert board.post(reverse("arranging:act", args=["khong-co", foreign.pk])).status_code == 404
    assert board.get(reverse("arranging:section", args=["khong-co"])).status_code == 404
    assert state() == before


def test_reading_an_address_changes_nothing(portal, board):
    (placement,) = public(portal, 1)
    before = state()
    url = reverse("arranging:act", args=[portal.office_work.code, placement.pk])
    assert board.get(url, {"verb": "hide"}).status_code == 405
    assert board.post(reverse("arranging:section", args=[portal.office_work.code])).status_code == 405
    assert state() == before


def test_a_form_of_another_site_is_refused(portal):
    (placement,) = public(portal, 1)
    client = client_of(portal.member("board", portal.office), enforce_csrf_checks=True)
    before = state()
    assert act(client, placement, "hide").status_code == 403
    assert state() == before


def test_an_unknown_verb_is_answered_with_a_sentence(portal, board):
    (placement,) = public(portal, 1)
    before = state()
    answer = act(board, placement, "delete", p="1%0d%0aX: y")
    assert answer.url.endswith(f"/sap-xep/#tin-{placement.pk}")
    assert gettext("Choose what to do with the article.") in board.get(answer.url).content.decode()
    assert state() == before


def test_twenty_articles_a_page_at_the_cost_of_one(portal, board):
    url = reverse("arranging:section", args=[portal.office_work.code])
    costs = []
    for number in (1, views.PER_PAGE):
        public(portal, number)
        board.get(url)
        with CaptureQueriesContext(connection) as queries:
            page = board.get(url).content.decode()
        costs.append(len(queries.captured_queries))
    assert costs[0] == costs[1]
    assert page.count('name="verb" value="hide"') == views.PER_PAGE
    assert "?p=2" in page
    assert board.get(url, {"p": "2"}).content.decode().count('name="verb" value="hide"') == 1


def shown_to(person: Any) -> tuple[bool, int]:
    request = RequestFactory().get("/")
    request.user = person
    with CaptureQueriesContext(connection) as queries:
        shown = menu_item().is_shown(request)
    return shown, len(queries.captured_queries)


def test_the_menu_shows_the_way_to_those_who_may_go_it(portal):
    from units import people

    board, contributor = portal.member("board", portal.office), portal.member("contributor", portal.office)
    for person in (board, contributor):
        people.keep(person)
    assert shown_to(board) == (True, 0)
    assert shown_to(contributor) == (False, 0)
    home = reverse("wagtailadmin_home")
    address = reverse("arranging:index")
    assert address in client_of(board).get(home).content.decode()
    assert address not in client_of(contributor).get(home).content.decode()
