"""Somebody with the database's password changes what readers see; the audit names it."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from wagtail.models import Page, Revision

from home.models import ArticlePage
from tests.factories.articles import a_public
from tests.units._house import House, a_house
from units.approval import tampering
from units.approval.models import Verdict
from units.record import checks

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-10.4b", "ND-13.6d", "LD-1.2c")]


@pytest.fixture
def house() -> House:
    return a_house()


@pytest.fixture
def article(house: House) -> ArticlePage:
    return a_public(house.ours, house.contributor, house.board)


def found(article: ArticlePage) -> list[str]:
    return [sentence for sentence in checks.findings() if article.title in sentence or str(article.pk) in sentence]


def test_nothing_is_found_where_nothing_was_done(article):
    assert list(tampering.public_text()) == []
    assert list(tampering.verdicts()) == []


def test_a_public_text_changed_behind_the_workflow_is_named(article):
    ArticlePage.objects.filter(pk=article.pk).update(summary="Một câu không ai duyệt.")
    assert len(found(article)) == 1


def test_a_title_changed_on_the_plain_page_is_named(article):
    Page.objects.filter(pk=article.pk).update(title="Tiêu đề không ai duyệt")
    assert any(str(article.pk) in sentence for sentence in tampering.public_text())


def test_an_approved_version_that_was_rewritten_is_named(article):
    version = article.live_revision
    version.content["summary"] = "Một câu không ai duyệt."
    Revision.objects.filter(pk=version.pk).update(content=version.content)
    assert len(found(article)) == 1


def test_a_page_made_public_by_hand_is_named(house):
    from tests.factories.articles import a_draft

    draft = a_draft(house.ours, house.contributor)
    Page.objects.filter(pk=draft.pk).update(live=True)
    assert any(str(draft.pk) in sentence for sentence in tampering.public_text())
    Page.objects.filter(pk=draft.pk).update(live_revision=draft.latest_revision)
    assert any(str(draft.pk) in sentence for sentence in tampering.public_text())


def test_a_verdict_given_to_somebody_else_or_removed_is_named(house, article):
    verdict = Verdict.objects.get(visit__revision=article.live_revision)
    models_update = super(type(Verdict.objects.all()), Verdict.objects.all()).update
    models_update(user=house.second_board)
    assert any(article.title in sentence for sentence in tampering.verdicts())
    Verdict.objects.filter(pk=verdict.pk)._raw_delete("default")
    assert any(article.title in sentence for sentence in tampering.verdicts())


def test_the_command_fails_and_says_what_it_found(article, capsys):
    ArticlePage.objects.filter(pk=article.pk).update(summary="Một câu không ai duyệt.")
    with pytest.raises((SystemExit, CommandError)):
        call_command("audit", "verify")
    assert article.title in capsys.readouterr().out
