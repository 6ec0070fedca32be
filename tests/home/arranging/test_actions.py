"""Hiding, pinning and ordering in one section, and what later publications make of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from home import front, placing
from home.arranging import actions
from home.models import ArticlePage, Placement
from tests.factories.articles import a_public
from tests.factories.portal import Portal, a_portal
from units.record.models import RecordEntry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-3.1a")]


@pytest.fixture
def portal() -> Portal:
    return a_portal()


@pytest.fixture
def board(portal: Portal) -> Any:
    return portal.member("board", portal.office)


@pytest.fixture
def public(portal: Portal) -> Any:
    """Return a function that makes so many public articles of the section, oldest first."""
    author, approver = portal.member("contributor", portal.office), portal.member("board", portal.office)

    def make(number: int, *also: Any) -> list[Placement]:
        sections = [portal.office_work, *also]
        articles = [a_public(portal.office, author, approver, sections=sections) for _ in range(number)]
        return [Placement.objects.get(article=article, section=portal.office_work) for article in articles]

    return make


def fresh(placement: Placement) -> Placement:
    return Placement.objects.get(pk=placement.pk)


def order(portal: Portal) -> list[int]:
    """The keys of what the section lists, first to last."""
    return [article.pk for article in portal.office_work.listing().published()]


def ranks(*placements: Placement) -> list[int]:
    return [fresh(placement).rank for placement in placements]


def test_what_is_pinned_stands_first_the_last_pinned_on_top(portal, board, public):
    old, middle, new = public(3)
    assert order(portal) == [new.article_id, middle.article_id, old.article_id]
    actions.pin(old, board)
    assert order(portal) == [old.article_id, new.article_id, middle.article_id]
    actions.pin(middle, board)
    assert order(portal) == [middle.article_id, old.article_id, new.article_id]
    actions.unpin(middle, board)
    assert order(portal) == [old.article_id, new.article_id, middle.article_id]
    assert ranks(old, middle, new) == [1, 0, 0]


def test_pinned_articles_move_up_and_down_and_no_further_than_the_ends(portal, board, public):
    first, second, third = public(3)
    for placement in (third, second, first):
        actions.pin(placement, board)
    assert ranks(first, second, third) == [3, 2, 1]
    actions.move_up(third, board)
    assert ranks(first, third, second) == [3, 2, 1]
    actions.move_down(first, board)
    assert ranks(third, first, second) == [3, 2, 1]
    actions.move_up(third, board)
    actions.move_down(second, board)
    assert ranks(third, first, second) == [3, 2, 1]
    assert order(portal) == [third.article_id, first.article_id, second.article_id]


def test_hiding_ends_a_pin_and_closes_the_gap(portal, board, public):
    first, second, third = public(3)
    for placement in (third, second, first):
        actions.pin(placement, board)
    actions.hide(second, board)
    assert ranks(first, second, third) == [2, 0, 1]
    assert order(portal) == [first.article_id, third.article_id]
    with pytest.raises(PermissionDenied):
        actions.pin(second, board)
    actions.show(second, board)
    assert order(portal) == [first.article_id, third.article_id, second.article_id]


def test_only_so_many_are_pinned_that_the_newest_still_shows(portal, board, public):
    placements = public(actions.MOST_PINNED + 1)
    for placement in placements[:-1]:
        actions.pin(placement, board)
    with pytest.raises(PermissionDenied, match=str(actions.MOST_PINNED)):
        actions.pin(placements[-1], board)
    assert len(front.SLOTS) > actions.MOST_PINNED


def test_what_is_not_pinned_has_no_place_to_move(portal, board, public):
    (only,) = public(1)
    for verb in (actions.move_up, actions.move_down):
        with pytest.raises(PermissionDenied):
            verb(only, board)


@pytest.mark.parametrize("who", [("board", "city"), ("board", "propaganda"), ("contributor", "office"), ("office", "")])
def test_nobody_but_the_lead_unit_arranges_and_the_refusal_names_it(portal, board, public, who):
    hidden, pinned, other = public(3)
    actions.hide(hidden, board)
    actions.pin(other, board)
    actions.pin(pinned, board)
    before = list(Placement.objects.order_by("pk").values())
    role, unit = who
    stranger = portal.member(role, getattr(portal, unit) if unit else None)
    for placement in (hidden, pinned, other):
        for verb in actions.VERBS.values():
            with pytest.raises(PermissionDenied, match=portal.office.name):
                verb(placement, stranger)
    assert list(Placement.objects.order_by("pk").values()) == before


def test_one_section_is_arranged_without_the_others(portal, board, public):
    (placement,) = public(1, portal.news)
    actions.hide(placement, board)
    assert order(portal) == []
    assert [article.pk for article in portal.news.listing().published()] == [placement.article_id]


@pytest.mark.parametrize("verb", ["hide", "pin"])
def test_a_new_publication_leaves_the_arrangement_alone(portal, board, public, verb):
    (placement,) = public(1, portal.news)
    actions.VERBS[verb](placement, board)
    arranged = fresh(placement)
    article = ArticlePage.objects.get(pk=placement.article_id)
    placing.place(article)
    assert (fresh(placement).hidden, fresh(placement).rank) == (arranged.hidden, arranged.rank)
    assert article.placements.count() == 2
    article.sections.set([portal.news, portal.propaganda_work])
    article.save()
    placing.place(article)
    assert set(article.placements.values_list("section", flat=True)) == {portal.news.pk, portal.propaganda_work.pk}


def test_taking_an_article_down_and_publishing_it_again_is_no_way_round_hiding(portal, board, public):
    hidden, pinned = public(2)
    actions.hide(hidden, board)
    actions.pin(pinned, board)
    for placement in (hidden, pinned):
        article = ArticlePage.objects.get(pk=placement.article_id)
        article.unpublish()
        assert order(portal) == ([pinned.article_id] if placement == hidden else [])
    assert portal.office_work.listing().months() == []
    with pytest.raises(PermissionDenied):
        actions.show(hidden, board)
    for placement in (hidden, pinned):
        article = ArticlePage.objects.get(pk=placement.article_id)
        article.live = True
        ArticlePage.objects.filter(pk=article.pk).update(live=True)
        placing.place(article)
    assert order(portal) == [pinned.article_id]


def test_every_change_is_recorded_once_with_person_section_and_verb(portal, board, public):
    placement, other = public(2)
    verbs = ["pin", "unpin", "hide", "show"]
    for verb in verbs:
        actions.VERBS[verb](placement, board)
        # A second time there is nothing to change, so there is nothing to record.
        actions.VERBS[verb](placement, board)
    for moved in (placement, other):
        actions.pin(moved, board)
    actions.move_up(placement, board)
    actions.move_up(placement, board)
    actions.move_down(placement, board)
    entries = RecordEntry.objects.filter(verb="arranged").order_by("number")
    whats = [entry.details["what"] for entry in entries]
    assert whats == [*verbs, "pin", "pin", "move_up", "move_down"]
    assert {entry.actor_id for entry in entries} == {board.pk}
    assert {entry.details["section"] for entry in entries} == {portal.office_work.title}
    assert entries.last().item_id == str(placement.article_id)
