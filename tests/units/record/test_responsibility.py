"""The panel “Trách nhiệm”: everybody who answers for an item (LD-1.2c)."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.contrib.contenttypes.models import ContentType
from django.template.loader import render_to_string

from home.models import ArticleAuthor
from tests.factories.articles import a_draft
from tests.units._house import House, a_house, fresh
from units.record.noting import note
from units.record.panel import responsibility_of
from units.record.verbs import Verb

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-1.2c")]


@pytest.fixture
def house() -> House:
    return a_house()


@pytest.fixture
def item(house):
    """An article that was returned once, mended by a colleague, approved for an absent member and released."""
    article = a_draft(house.ours, house.contributor, title="Chi bộ <b>họp</b>")
    ArticleAuthor.objects.create(article=article, user=house.leader, name="Lê Văn An", share=60)
    ArticleAuthor.objects.create(article=article, name="Trần Thị Bình", share=40)
    note(Verb.SUBMITTED, article, house.contributor)
    note(Verb.RETURNED, article, house.board, stage="Ban biên tập", comment="Bổ sung <i>ngày họp</i>.")
    article.save_revision(user=house.unit_admin)
    article.save_revision(user=house.unit_admin)
    note(Verb.SUBMITTED, article, house.unit_admin)
    note(Verb.APPROVED, article, house.second_board, stage="Ban biên tập", acts_for="Đỗ Văn Ái")
    note(Verb.PUBLISHED, article, house.office)
    note(Verb.SUBMITTED, a_draft(house.ours, house.contributor), house.contributor)
    return fresh(article)


def test_it_names_everybody_in_the_order_in_which_the_item_passed_their_hands(house, item):
    answer = responsibility_of(item)
    assert answer.owner == str(house.contributor)
    assert answer.submitted.who == str(house.contributor)
    assert [(author.name, author.share) for author in answer.authors] == [("Lê Văn An", 60), ("Trần Thị Bình", 40)]
    assert [(editor.name, editor.versions) for editor in answer.editors] == [
        (str(house.contributor), 1),
        (str(house.unit_admin), 2),
    ]
    assert [(act.who, act.stage, act.acts_for, act.is_return) for act in answer.decisions] == [
        (str(house.board), "Ban biên tập", "", True),
        (str(house.second_board), "Ban biên tập", "Đỗ Văn Ái", False),
    ]
    assert answer.released.who == str(house.office)
    assert answer.versions == 3
    assert answer.unit_name == house.ours.name


def test_it_costs_five_queries_at_the_most(item, django_assert_max_num_queries):
    ContentType.objects.get_for_model(type(item))
    with django_assert_max_num_queries(5):
        render_to_string("record/_responsibility.html", {"responsibility": responsibility_of(item)})


def test_a_fresh_draft_and_an_object_without_versions_have_a_panel_too(house):
    draft = responsibility_of(a_draft(house.ours, house.contributor))
    assert (draft.submitted, draft.released, draft.decisions, draft.versions) == (None, None, [], 1)
    assert responsibility_of(house.ours).editors == []
    for answer in (draft, responsibility_of(house.ours)):
        assert "<section" in render_to_string("record/_responsibility.html", {"responsibility": answer})


def test_it_is_printed_with_lists_that_say_what_they_are(house, item):
    html = render_to_string("record/_responsibility.html", {"responsibility": responsibility_of(item)})
    said = unescape(html)
    for words in (
        str(house.contributor),
        "Lê Văn An",
        "60",
        str(house.second_board),
        "Đỗ Văn Ái",
        "Bổ sung <i>ngày họp</i>.",
    ):
        assert words in said
    assert "<i>" not in html
    assert html.count("<dt>") == html.count("<dd>") == 5
    assert len(re.findall(r"<li", html)) == 4
    assert "style=" not in html
