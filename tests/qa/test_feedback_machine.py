"""Whatever people and the clock do, in whatever order: open feedback has an owner, a due moment and a next step.

A few hundred steps in the suite; ``make fuzz`` plays FUZZ_EXAMPLES games.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from qa.feedback.clock.reminding import due_feedback
from qa.feedback.desk import standing
from qa.feedback.handling import directing, taking, working
from qa.feedback.handling.taking import Sorting
from qa.feedback.models import TAKEN, Direction, Feedback, Outcome, State
from tests.factories.feedback import a_leader, an_officer, sent
from tests.factories.portal import a_portal
from units import calendar

LAYS_ITSELF = True
pytestmark = [pytest.mark.django_db, pytest.mark.hypothesis, pytest.mark.clause("ND-4.6", "ND-11.2", "ND-5.4c")]

#: After the day on which the portal is laid.
BEGIN = datetime(2037, 3, 2, 9, 0)
number = st.integers(0, 2)
#: Mostly whoever should act, otherwise anybody.
who = st.sampled_from(["right"] * 8 + ["officer", "colleague", "leader", "stranger"])
ahead = st.integers(-3, 40)


def world() -> dict[str, Any]:
    portal = a_portal()
    return {
        "officer": an_officer(portal),
        "colleague": an_officer(portal),
        "leader": a_leader(portal),
        "stranger": portal.member("office"),
    }


class Records(RuleBasedStateMachine):
    """People act on a few records, rightly and wrongly; refusals change nothing."""

    people: dict[str, Any]
    reached: set[str] = set()
    refusals: list[str] = []

    @initialize()
    def begin(self) -> None:
        self.clock = time_machine.travel(BEGIN, tick=False)
        self.traveller = self.clock.start()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.keys = [sent(text=f"Phản ánh của nhân dân, việc số {place}.").pk for place in range(3)]
        # Two are under way, so that a short game gets somewhere.
        officer = self.people["officer"]
        for key in self.keys[:2]:
            taking.take(key, officer)
        directing.propose(self.keys[0], officer, "Xin chỉ đạo.")
        working.refer(self.keys[1], officer, "UBND", self._day(9), "Đề nghị giải quyết.")

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            self.clock.stop()

    def _try(self, act: Any, place: int, person: str, *given: Any, leading: bool = False) -> None:
        key = self.keys[place % len(self.keys)]
        officer = Feedback.objects.get(pk=key).officer
        right = self.people["leader"] if leading else officer or self.people["officer"]
        try:
            with transaction.atomic():
                act(key, right if person == "right" else self.people[person], *given)
        except PermissionDenied as refusal:
            self.refusals.append(str(refusal))

    def _day(self, number: int) -> date:
        return calendar.today() + timedelta(days=number)

    @rule(place=number, person=who)
    def take(self, place: int, person: str) -> None:
        self._try(taking.take, place, person)

    @rule(place=number, person=who, to=st.sampled_from(["officer", "colleague", "stranger"]))
    def assign(self, place: int, person: str, to: str) -> None:
        self._try(taking.assign, place, person, self.people[to])

    @rule(place=number, person=who)
    def sort(self, place: int, person: str) -> None:
        self._try(taking.sort, place, person, Sorting(None, None, "serious"))

    @rule(place=number, person=who, days=ahead)
    def refer(self, place: int, person: str, days: int) -> None:
        self._try(working.refer, place, person, "UBND", self._day(days), "Đề nghị giải quyết.")

    @rule(place=number, person=who)
    def reply(self, place: int, person: str) -> None:
        self._try(working.note_reply, place, person, "Đã giải quyết.")

    @rule(place=number, person=who)
    def propose(self, place: int, person: str) -> None:
        self._try(directing.propose, place, person, "Xin chỉ đạo.")

    @rule(place=number, person=who, days=ahead)
    def direct(self, place: int, person: str, days: int) -> None:
        self._try(directing.direct, place, person, "Làm ngay.", self._day(days), leading=True)

    @rule(place=number, person=who)
    def fulfil(self, place: int, person: str) -> None:
        self._try(directing.fulfil, place, person, "Đã làm.")

    @rule(place=number, person=who, really=st.booleans())
    def close(self, place: int, person: str, really: bool) -> None:
        if really:
            self._try(working.close, place, person, Outcome.ACTED, "Đã giải quyết.")

    @rule(hours=st.integers(1, 200))
    def wait(self, hours: int) -> None:
        self.traveller.shift(timedelta(hours=hours))

    @rule()
    def remind(self) -> None:
        for found in due_feedback(timezone.now()):
            assert found.give()

    @invariant()
    def every_open_record_has_owner_due_time_and_next_step(self) -> None:
        if not hasattr(self, "keys"):
            return
        for feedback in Feedback.objects.select_related("officer"):
            self.reached.add(feedback.state)
            step = standing.of(feedback)
            assert (step is not None) == feedback.is_open
            if step is None:
                assert feedback.closed_at is not None
                assert feedback.outcome_text
                continue
            assert step.step
            assert step.who
            assert step.due_at == feedback.due_at <= feedback.outcome_due_at
            assert (feedback.state in TAKEN) == (feedback.officer is not None)
            assert feedback.officer in {None, self.people["officer"], self.people["colleague"]}
            is_directed = feedback.state == State.DIRECTED
            assert Direction.objects.open().filter(feedback=feedback).exists() == is_directed


def test_open_feedback_always_has_owner_due_time_and_next_step(request: pytest.FixtureRequest) -> None:
    fuzzing = settings._current_profile == "fuzz"
    Records.people = world()
    how = settings(
        max_examples=max(8, settings.get_profile("fuzz").max_examples // 20) if fuzzing else 8,
        stateful_step_count=60 if fuzzing else 30,
        deadline=None,
        derandomize=not fuzzing,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Records, settings=how)
    assert set(State.values) == Records.reached
    assert all(Records.refusals)
