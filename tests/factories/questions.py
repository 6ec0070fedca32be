"""Questions in each state, brought there through the same doors as in life."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from qa.answering import drafting
from qa.clock import due
from qa.handling import taking
from qa.intake import codes
from qa.models import Question, QuestionTerms
from qa.models.pages import AnswerPage
from tests.factories.portal import Portal, a_portal
from units.approval import actions, routes
from units.approval.routes import Stage
from units.clock.working_days import WorkingDays

ANSWERS = Stage("Thủ trưởng duyệt câu trả lời", "leader", "unit", only_kinds=("answer",))
TEXT = "Đảng viên dự bị chuyển sinh hoạt thì thời gian dự bị được tính như thế nào?"
CODE = re.compile(r"[2-9A-Z]{4}(?:-[2-9A-Z]{4}){3}")


def an_answering_portal() -> Portal:
    """The small portal with a stage at which a unit's leader approves its answers."""
    portal = a_portal()
    route = routes.in_force_for(None)
    if not any(stage.only_kinds for stage in route.stages):
        routes.lay(route.name, [*map(routes.as_data, route.stages), ANSWERS])
    return portal


def a_question(unit: Any, text: str = TEXT, **fields: Any) -> Question:
    """A question that has come to ``unit``; its code is ``question.code``."""
    now, terms, days = timezone.now(), QuestionTerms.now(), WorkingDays.load()
    answer_due = due.after_days(now, terms.answer_days, days)
    code = codes.code_of(codes.new_key())
    facts = {
        "received_at": now,
        "answer_due_at": answer_due,
        "due_at": due.of_acceptance(now, answer_due, terms, days),
        "code_digest": codes.digest_of(code),
        **fields,
    }
    made = Question.objects.create(unit=unit, text=text, **facts)
    made.code = code
    return made


def an_accepted(unit: Any, officer: Any, **fields: Any) -> Question:
    """A question that ``officer`` has taken."""
    made = a_question(unit, **fields)
    taken = taking.accept(made.pk, officer)
    taken.code = made.code
    return taken


def a_drafted(question: Question, officer: Any, answer: str = "<p>Tính liên tục từ ngày kết nạp.</p>") -> AnswerPage:
    """The draft of the public answer to an accepted question."""
    page = drafting.draft(question.pk, officer)
    page.answer = answer
    page.save_revision(user=officer, log_action=True)
    page.answer = ""
    return AnswerPage.objects.get(pk=page.pk)


def an_answered(unit: Any, officer: Any, leader: Any, **fields: Any) -> tuple[Question, AnswerPage]:
    """A question whose answer the leader has approved, and the answer."""
    question = an_accepted(unit, officer, **fields)
    page = a_drafted(question, officer)
    actions.submit(page.get_latest_revision_as_object(), officer)
    actions.approve(AnswerPage.objects.get(pk=page.pk), leader)
    answered = Question.objects.get(pk=question.pk)
    answered.code = question.code
    return answered, AnswerPage.objects.get(pk=page.pk)


def posted(client: Client, **fields: Any) -> Any:
    """What the form answers when somebody without scripts fills it in and sends it."""
    shown = client.get(reverse("qa:ask"))
    data = {"key": hidden(shown, "key"), "text": TEXT, "consent": "on", **fields}
    return client.post(reverse("qa:ask"), data)


def hidden(response: Any, name: str) -> str:
    """The value of a hidden field of a page."""
    return re.search(rf'name="{name}" value="([^"]*)"', response.content.decode())[1]


def code_in(response: Any) -> str:
    """The tracking code that a page shows."""
    return CODE.search(response.content.decode())[0]
