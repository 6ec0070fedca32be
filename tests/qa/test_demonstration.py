"""The demonstration's questions come into every state through the same doors as in life."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from qa.demonstration import feedback, parts, synthesis
from qa.feedback.models import Feedback, Synthesis
from qa.models import Question, State
from qa.models.pages import AnswerPage
from tests.factories.portal import bare_wagtail
from tests.factories.units import MembershipFactory, UserFactory
from units import presets
from units.demonstrating import Scene
from units.models import Role, Unit

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("preset", ["lam-dong", "nam-dinh"])
def test_the_questions_of_the_demonstration_stand_in_different_states(preset):
    bare_wagtail()
    presets.apply(presets.read(preset))
    for code in parts.AGENCIES[preset].values():
        for role in ("contributor", "leader"):
            MembershipFactory(user=UserFactory(), role=Role.objects.get(code=role), unit=Unit.objects.get(code=code))
    for role in ("office", "feedback_officer", "standing_committee"):
        MembershipFactory(user=UserFactory(), role=Role.objects.get(code=role), unit=None)
    # Later than the day on which the routes are laid, as the builder lays them before its first item.
    scene = Scene(preset, timezone.now() + timedelta(days=60), {})
    for step in sorted([*parts.part(scene), *feedback.part(scene), *synthesis.part(scene)], key=lambda step: step.at):
        with time_machine.travel(step.at, tick=False) as clock:
            step.act(clock)
    states = Counter(Question.objects.values_list("state", flat=True))
    assert states == {State.ANSWERED: 3, State.AWAITING: 1, State.ACCEPTED: 3, State.RECEIVED: 1}
    assert AnswerPage.objects.live().count() == 3
    stand = sorted(Feedback.objects.values_list("state", flat=True))
    assert stand == ["closed", "directed", "in_hand", "proposed", "received", "referred"]
    assert Feedback.objects.get(kind="wrong").about_revision is not None
    made = Synthesis.objects.get()
    assert not made.is_draft
    assert made.directions.open().count() == 1
    assert made.records.exclude(summary="").count() == 2
