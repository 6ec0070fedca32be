"""The demonstration's situations: well formed, over four quarters, and brought to the public by the route alone."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from home.demonstration.corpus import load as load_corpus
from home.demonstration.people import enrol
from knowledge.demonstration.blanks import blank
from knowledge.demonstration.situations import load, part
from knowledge.models import FieldOfWork, Situation
from search.vietnamese import is_symbol, normalise
from tests.factories.portal import bare_wagtail
from units import presets
from units.approval.models import Route
from units.approval.release import is_approved
from units.contributions.models import Contribution
from units.demonstrating import SINCE, Scene
from units.models import Unit

LAYS_ITSELF = True
PRESETS = ("lam-dong", "nam-dinh")
NOW = timezone.make_aware(datetime(2026, 11, 25, 17, 40))


@pytest.mark.parametrize("preset", PRESETS)
def test_there_are_twenty_over_four_quarters_with_a_sound_basis(preset):
    texts = [text for _code, text in load(preset)]
    published = [text for text in texts if text.state == "published"]
    assert len(published) >= 20
    quarters = Counter(text.quarters_ago for text in published)
    assert set(quarters) == {0, 1, 2, 3}
    for _code, agency in {(code, text.agency) for code, text in load(preset) if text.agency != "mass"}:
        # Each agency has met its duty in each quarter (ND-9.5).
        assert {text.quarters_ago for text in published if text.agency == agency} == {0, 1, 2, 3}
    assert {text.state for text in texts} == {"published", "draft", "waiting", "returned"}
    assert len({text.title for text in texts}) == len(texts)
    for text in texts:
        assert all(is_symbol(symbol) and title for symbol, title, _where in text.bases), text.title
        assert text.question.endswith("?")
        assert normalise(text.title + text.context) == text.title + text.context
        assert set(text.related) <= {other.title for other in published}


def test_no_step_lies_ahead_whenever_the_demonstration_is_built():
    for now in (NOW, timezone.make_aware(datetime(2027, 1, 1, 0, 5)), timezone.make_aware(datetime(2027, 7, 1, 12))):
        moments = [step.at for step in part(Scene("lam-dong", now, {}))]
        assert all(moment < now - timedelta(hours=12) for moment in moments)
        assert len(set(moments)) == len(moments)


def test_a_blank_form_is_a_package_and_always_the_same():
    assert blank("Đơn xin vào Đảng").startswith(b"PK")
    assert blank("Đơn xin vào Đảng") == blank("Đơn xin vào Đảng")


@pytest.mark.django_db
def test_they_go_through_approval_like_everybody():
    bare_wagtail()
    presets.apply(presets.read("nam-dinh"))
    Route.objects.update(valid_from=SINCE)
    enrol(load_corpus("nam-dinh"))
    known = set(FieldOfWork.objects.values_list("code", flat=True))
    for preset in PRESETS:
        assert {text.field for _code, text in load(preset)} <= known
    assert {code for code, _text in load("nam-dinh")} <= set(Unit.objects.values_list("code", flat=True))
    of_state = {text.title: text.state for _code, text in load("nam-dinh")}
    wanted = sorted(part(Scene("nam-dinh", NOW, {})), key=lambda step: step.at)
    unlike = [step for step in wanted if of_state[step.title] != "published"]
    for step in [*wanted[:1], *unlike]:
        with time_machine.travel(step.at, tick=True) as clock:
            step.act(clock)
    public = Situation.objects.live().get()
    assert is_approved(public, public.live_revision_id)
    assert public.used_forms.count() == 2
    assert Contribution.objects.get().item_id == public.pk
    assert Situation.objects.drafts().count() == 1
    assert Situation.objects.waiting().count() == 1
    assert Situation.objects.returned().count() == 1
