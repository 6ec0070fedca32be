"""Whatever people and the clock do, in whatever order: an open question has an owner, a due moment and a next step.

A few hundred steps in the suite; ``make fuzz`` plays FUZZ_EXAMPLES games.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from qa.answering import drafting, private
from qa.clock.reminding import due_consultations, due_questions
from qa.desk import standing
from qa.handling import consulting, merging, reopening, taking, timing
from qa.models import Act, AnswerPage, Consultation, PrivateAnswer, Question, State, Step
from tests.factories.questions import a_question, an_answered, an_answering_portal
from units import calendar
from units.approval import actions, measures
from units.approval.measures import End

LAYS_ITSELF = True
pytestmark = [pytest.mark.django_db, pytest.mark.hypothesis, pytest.mark.clause("ND-9.4a")]

#: After the day on which the portal and its routes are laid.
BEGIN = datetime(2037, 3, 2, 9, 0)
number = st.integers(0, 3)
MEASURES = [measures.hold, measures.release, measures.withdraw]
#: Mostly whoever should act, otherwise anybody.
who = st.sampled_from(["right"] * 9 + ["officer", "colleague", "leader", "stranger", "their_leader", "office"])
days = st.integers(-3, 30)


def world() -> tuple[Any, dict[str, Any]]:
    portal = an_answering_portal()
    return portal, {
        "officer": portal.member("contributor", portal.propaganda),
        "colleague": portal.member("contributor", portal.propaganda),
        "leader": portal.member("leader", portal.propaganda),
        "stranger": portal.member("contributor", portal.city),
        "their_leader": portal.member("leader", portal.city),
        "office": portal.member("office"),
        "overseer": portal.member("overseer"),
    }


class Questions(RuleBasedStateMachine):
    """People act on a few questions, rightly and wrongly; refusals change nothing."""

    portal: Any
    people: dict[str, Any]
    reached: set[str] = set()
    acts: set[str] = set()
    refusals: list[str] = []

    @initialize()
    def begin(self) -> None:
        self.clock = time_machine.travel(BEGIN, tick=False)
        self.traveller = self.clock.start()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.keys = [a_question(unit).pk for unit in (self.portal.propaganda, self.portal.propaganda, self.portal.city)]
        # Two are under way, so that a short game gets somewhere.
        taking.accept(self.keys[0], self.people["officer"])
        taking.accept(self.keys[1], self.people["colleague"])
        # One has an answer, which may be taken down.
        answered, _page = an_answered(self.portal.propaganda, self.people["officer"], self.people["leader"])
        self.keys.append(answered.pk)

    def teardown(self) -> None:
        if hasattr(self, "atomic"):
            transaction.set_rollback(True)
            self.atomic.__exit__(None, None, None)
            self.clock.stop()

    def _try(self, act: Any, *given: Any) -> None:
        try:
            with transaction.atomic():
                act(*given)
        except PermissionDenied as refusal:
            self.refusals.append(str(refusal))

    def _person(self, name: str, place: int, leading: bool = False) -> Any:
        """Somebody by name; the right one is of the unit that has the question now, and leads it where asked for."""
        ours = Question.objects.get(pk=self._key(place)).unit == self.portal.propaganda
        right = ("leader" if ours else "their_leader") if leading else ("officer" if ours else "stranger")
        return self.people[right if name == "right" else name]

    def _key(self, place: int) -> int:
        return self.keys[place % len(self.keys)]

    def _day(self, ahead: int) -> date:
        return calendar.today() + timedelta(days=ahead)

    @rule(place=number, person=who)
    def accept(self, place: int, person: str) -> None:
        self._try(taking.accept, self._key(place), self._person(person, place))

    @rule(place=number, person=who, to_city=st.booleans())
    def route(self, place: int, person: str, to_city: bool) -> None:
        unit = self.portal.city if to_city else self.portal.propaganda
        self._try(taking.route, self._key(place), self._person(person, place), unit, "Đúng lĩnh vực.")

    @rule(place=number, person=who, really=st.booleans())
    def decline(self, place: int, person: str, really: bool) -> None:
        if really:
            self._try(taking.decline, self._key(place), self._person(person, place), "Không thuộc phạm vi.")

    @rule(place=number, person=who, ahead=days)
    def consult(self, place: int, person: str, ahead: int) -> None:
        units = [self.portal.city, self.portal.propaganda]
        self._try(
            consulting.consult, self._key(place), self._person(person, place), units, "Nghĩ sao?", self._day(ahead)
        )

    @rule(person=who)
    def opine(self, person: str) -> None:
        for row in Consultation.objects.open():
            right = "officer" if row.unit == self.portal.propaganda else "stranger"
            giver = right if person == "right" else person
            self._try(consulting.give, row.pk, self.people[giver], "Đồng ý.")

    @rule(place=number, person=who, ahead=days)
    def pause(self, place: int, person: str, ahead: int) -> None:
        self._try(timing.pause, self._key(place), self._person(person, place), self._day(ahead), "Chờ văn bản.")

    @rule(place=number, person=who)
    def resume(self, place: int, person: str) -> None:
        self._try(timing.resume, self._key(place), self._person(person, place))

    @rule(place=number, person=who, ahead=days)
    def extend(self, place: int, person: str, ahead: int) -> None:
        self._try(timing.extend, self._key(place), self._person(person, place), self._day(ahead), "Việc khó.")

    @rule(place=number, other=number, person=who)
    def merge(self, place: int, other: int, person: str) -> None:
        self._try(merging.merge, self._key(place), self._person(person, place), self._key(other))

    @rule(place=number, person=who)
    def answer_publicly(self, place: int, person: str) -> None:
        def act() -> None:
            user = self._person(person, place)
            page = drafting.draft(self._key(place), user)
            page = page.get_latest_revision_as_object()
            page.answer = "<p>Theo Điều lệ Đảng.</p>"
            page.save_revision(user=user)
            actions.submit(AnswerPage.objects.get(pk=page.pk).get_latest_revision_as_object(), user)

        self._try(act)

    @rule(person=who, yes=st.booleans())
    def decide(self, person: str, yes: bool) -> None:
        for place, key in enumerate(self.keys):
            question = Question.objects.get(pk=key)
            user = self._person(person, place, leading=True)
            if question.state == State.AWAITING or person != "right":
                self._decide(question, user, yes)

    def _decide(self, question: Question, user: Any, yes: bool) -> None:
        said = [] if yes else ["Viết rõ hơn."]
        if question.page is None:
            self._try(private.approve if yes else private.send_back, question.pk, user, *said)
        else:
            page = AnswerPage.objects.get(pk=question.page_id)
            self._try(actions.approve if yes else actions.send_back, page, user, *said)

    @rule(place=number, person=who)
    def answer_privately(self, place: int, person: str) -> None:
        self._try(private.submit, self._key(place), self._person(person, place), "Theo Điều lệ Đảng.", True)

    @rule(place=number, how=st.sampled_from(MEASURES), replaced=st.booleans())
    def measure(self, place: int, how: Any, replaced: bool) -> None:
        page = AnswerPage.objects.filter(questions=self._key(place)).first()
        if page is not None:
            others = AnswerPage.objects.live().exclude(pk=page.pk)
            new = others.first() if replaced else None
            end = End("error") if new is None else End("replaced", replaced_by=new)
            self._try(how, page, self.people["overseer"], "Có sai sót.", *([end] if how is measures.withdraw else []))

    @rule(place=number)
    def come_back(self, place: int) -> None:
        self._try(reopening.reopen, self._key(place), "Còn thiếu.")

    @rule(hours=st.integers(1, 150))
    def wait(self, hours: int) -> None:
        self.traveller.shift(timedelta(hours=hours))

    @rule()
    def remind(self) -> None:
        from django.utils import timezone

        for due in [*due_questions(timezone.now()), *due_consultations(timezone.now())]:
            due.give()

    @invariant()
    def every_open_question_has_owner_due_time_and_next_step(self) -> None:
        if not hasattr(self, "keys"):
            return
        for question in Question.objects.select_related("unit", "officer", "merged_into"):
            self.reached.add(question.state)
            step = standing.of(question)
            assert question.unit.is_active
            assert (step is not None) == question.is_open
            if step is None:
                assert question.closed_at is not None
                if question.state == State.ANSWERED:
                    assert self._is_answered(question)
                continue
            assert step.step
            assert step.who
            assert step.due_at == question.due_at <= question.answer_due_at
            assert question.closed_at is None
            if question.state != State.RECEIVED:
                assert question.officer is not None
            if question.state == State.AWAITING:
                assert self._somebody_decides(question)
        self.acts.update(Step.objects.values_list("act", flat=True))
        for merged in Question.objects.filter(state=State.MERGED).select_related("merged_into"):
            assert merged.merged_into is not None
            assert merged.merged_into.state != State.MERGED

    @staticmethod
    def _is_answered(question: Question) -> bool:
        approved = question.private_answers.filter(state=PrivateAnswer.State.APPROVED)
        return (question.page is not None and question.page.live) or approved.exists()

    @staticmethod
    def _somebody_decides(question: Question) -> bool:
        answer = private.current(question)
        if answer is not None and answer.state == answer.State.WAITING:
            return private.eligible(answer).exists()
        return question.page is not None and question.page.workflow_in_progress


def test_every_open_question_always_has_owner_due_time_and_next_step(request: pytest.FixtureRequest) -> None:
    fuzzing = settings._current_profile == "fuzz"
    Questions.portal, Questions.people = world()
    how = settings(
        max_examples=max(16, settings.get_profile("fuzz").max_examples // 20) if fuzzing else 16,
        stateful_step_count=60 if fuzzing else 30,
        deadline=None,
        derandomize=not fuzzing,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Questions, settings=how)
    assert set(State.values) == Questions.reached
    assert {Act.HELD, Act.WITHDRAWN} <= Questions.acts
    assert all(Questions.refusals)
