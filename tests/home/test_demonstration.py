"""The demonstration: built through the portal's own doors, kept by a second run, refused where people work."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import WorkflowTask

from home.demonstration import corpus, directing, quotas
from home.demonstration.building import Builder
from home.demonstration.filling import fill
from home.management.commands import demo
from home.models import ArticlePage, Kind, Placement, StandardPage
from tests.factories.units import UserFactory
from units import demonstrating, presets
from units.approval.models import StageState
from units.approval.release import is_approved
from units.calendar import today
from units.contributions.models import Contribution
from units.directions.models import UnitDirection
from units.duties import settling
from units.issued.models import IssuedDocument
from units.keytasks.models import KeyTask, Span
from units.models import ClosedPeriod, Evaluation, FigureCorrection, Obstacle, PaySheet, Quota, Unit
from units.periods import closing, freezing

LAYS_ITSELF = True
pytestmark = pytest.mark.django_db


def a_little_of(preset: str) -> corpus.Corpus:
    """A few published articles, one in each other state, and one general page.

    The published ones are a unit's for sections that others lead, so that every stage of the route is passed.
    """
    whole = corpus.load(preset)
    of_state = {state: [text for text in whole.articles if text.state == state] for state in STATES}
    section, lead = LED_SECTION[preset]
    of_state["published"] = [t for t in of_state["published"] if section in t.sections and t.unit != lead]
    chosen = [text for state, most in STATES.items() for text in of_state[state][:most]]
    return replace(whole, articles=tuple(chosen), pages=whole.pages[:1])


STATES = {"published": 3, "draft": 1, "waiting": 1, "returned": 1}
LED_SECTION = {"lam-dong": ("cong-tac-dan-van", "bdvtu"), "nam-dinh": ("hoat-dong-dang-bo", "vpduk")}


@pytest.fixture(autouse=True)
def alone(monkeypatch):
    """What other rooms add to a demonstration is tested there."""
    monkeypatch.setattr(demonstrating, "_parts", {})


@pytest.mark.parametrize("preset", ["lam-dong", "nam-dinh"])
def test_the_demonstration_goes_through_approval_like_everybody(preset):
    presets.apply(presets.read(preset))
    builder = Builder(a_little_of(preset), parts=(quotas.part, directing.part))
    assert len(list(builder.run())) == builder.steps() == 12
    assert list(settling.due(builder.now)) == []
    assert list(closing.due(builder.now)) == []
    assert all(freezing.is_intact(period) for period in ClosedPeriod.objects.all())
    assert PaySheet.objects.count() == min(1, ClosedPeriod.objects.count())
    assert FigureCorrection.objects.count() == min(1, ClosedPeriod.objects.count())
    assert set(Quota.objects.values_list("unit", flat=True)) == set(Unit.objects.values_list("pk", flat=True))
    assert Obstacle.objects.count() == 2
    assert {task.span for task in KeyTask.objects.running(today())} <= {Span.YEAR, Span.QUARTER}
    assert (KeyTask.objects.count(), UnitDirection.objects.count(), IssuedDocument.objects.awaited().count()) == (
        2,
        1,
        1,
    )
    states = ["accepted", "approved", "approved", "returned", "sent"] if preset == "lam-dong" else []
    assert sorted(Evaluation.objects.values_list("state", flat=True)) == states
    public = list(ArticlePage.objects.published())
    assert len(public) == 3
    assert all(is_approved(article, article.live_revision_id) for article in public)
    assert all(article.lead_image or article.kind for article in public)
    assert {row.item_id for row in Contribution.objects.all()} == {article.pk for article in public}
    assert all(row.submitted_at < row.approved_at <= row.published_at for row in Contribution.objects.all())
    assert all(article.published_at <= builder.now for article in public)
    assert Placement.objects.filter(article__in=public).exists()
    assert StandardPage.objects.live().count() == 1
    assert [visit.task.pk for visit in idle_stages()] == []
    assert StageState.objects.filter(status="rejected").count() == 1
    assert ArticlePage.objects.filter(live=False).count() == 3


def idle_stages() -> list[WorkflowTask]:
    """The stages that articles pass with nothing to decide."""
    waiting = StageState.objects.filter(status="in_progress").values("task")
    idle = WorkflowTask.objects.exclude(task__in=waiting)
    kinds = set(Kind.values)
    return [stage for stage in idle if not (only := stage.task.specific.only_kinds) or kinds & set(only)]


def test_production_never_holds_known_passwords(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match=r"demonstration|trình diễn"):
        call_command("demo")


def test_a_portal_in_use_is_left_alone(settings):
    settings.DEBUG = True
    UserFactory(username="can-bo-that")
    with pytest.raises(CommandError, match="can-bo-that"):
        call_command("demo")
    assert not ArticlePage.objects.exists()


def test_a_second_run_keeps_what_is_there_and_names_the_accounts_again(settings, monkeypatch):
    settings.DEBUG = True
    monkeypatch.setattr(demo, "load", a_little_of)
    first, second = StringIO(), StringIO()
    call_command("demo", stdout=first)
    rows = list(ArticlePage.objects.values_list("pk", "latest_revision"))
    call_command("demo", stdout=second)
    assert list(ArticlePage.objects.values_list("pk", "latest_revision")) == rows
    for account in ("vptu.capnhat1", "vptu.bientap1", "vanphong", "hethong"):
        assert account in first.getvalue()
        assert account in second.getvalue()


def test_filling_adds_public_articles_in_lists_ledger_and_tree():
    presets.apply(presets.read("lam-dong"))
    assert list(fill(700, seed=3)) == [500, 700]
    assert ArticlePage.objects.published().count() == Placement.objects.count() == Contribution.objects.count() == 700
    assert ArticlePage.find_problems() == ([], [], [], [], [])
    list(fill(10, seed=4))
    assert ArticlePage.find_problems() == ([], [], [], [], [])
