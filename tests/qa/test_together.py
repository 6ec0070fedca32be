"""Two people at one question in the same instant: one wins, the other is told who."""

from __future__ import annotations

import pytest

from qa.feedback.handling import taking as feedback_taking
from qa.feedback.models import Feedback, FeedbackStep
from qa.handling import taking
from qa.models import Question, State, Step
from tests.factories.feedback import an_officer, sent
from tests.factories.portal import a_portal
from tests.factories.questions import a_question
from tests.units._together import CONCURRENT, refusals
from units.visitors import limits
from units.visitors.models import LimitCount

LAYS_ITSELF = True
pytestmark = [CONCURRENT, pytest.mark.clause("ND-9.4a")]


def test_of_two_officers_who_take_it_at_once_one_wins_and_the_other_is_told_who(together):
    portal = a_portal()
    first, second = (portal.member("contributor", portal.propaganda) for _ in range(2))
    question = a_question(portal.propaganda)
    outcome = together(lambda: taking.accept(question.pk, first), lambda: taking.accept(question.pk, second))
    (refusal,) = refusals(outcome)

    def found() -> tuple[str, str, int]:
        taken = Question.objects.get(pk=question.pk)
        return str(taken.officer), taken.state, Step.objects.filter(question=taken).count()

    ((officer, state, steps),) = together(found)
    assert officer in str(refusal)
    assert (state, steps) == (State.ACCEPTED, 1)


@pytest.mark.clause("ND-11.2")
def test_of_two_officers_who_take_feedback_at_once_one_wins_and_the_other_is_told_who(together):
    portal = a_portal()
    first, second = an_officer(portal), an_officer(portal)
    key = sent().pk
    outcome = together(lambda: feedback_taking.take(key, first), lambda: feedback_taking.take(key, second))
    (refusal,) = refusals(outcome)

    def found() -> tuple[str, int]:
        return str(Feedback.objects.get(pk=key).officer), FeedbackStep.objects.filter(feedback=key).count()

    ((officer, steps),) = together(found)
    assert officer in str(refusal)
    assert steps == 2


def test_taking_it_and_passing_it_on_at_once_do_not_both_count(together):
    portal = a_portal()
    officer, office = portal.member("contributor", portal.propaganda), portal.member("office")
    question = a_question(portal.propaganda)
    outcome = together(
        lambda: taking.accept(question.pk, officer),
        lambda: taking.route(question.pk, office, portal.city, "Việc của Thành ủy."),
    )

    def found() -> tuple[str, str, str]:
        now = Question.objects.get(pk=question.pk)
        return str(now.unit), str(now.officer), now.state

    # A coordinator passes on what nobody has accepted; what was passed on is no longer the officer's to accept.
    refused = refusals(outcome)
    taken = (str(portal.propaganda), str(officer), State.ACCEPTED)
    passed_on = (str(portal.city), "None", State.RECEIVED)
    assert len(refused) == 1
    assert together(found) in ([taken], [passed_on])


def test_a_limit_holds_however_many_count_at_once(together):
    from datetime import timedelta

    a_portal()
    outcome = together(*[lambda: limits.take("question:stored", "x", 3, timedelta(hours=1))] * 6)
    assert outcome.count(None) == 3
    assert together(lambda: LimitCount.objects.get().number) == [3]
