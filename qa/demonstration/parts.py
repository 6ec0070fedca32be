"""The questions' part of a demonstration: each is asked, taken and answered by its people, on the travelled clock."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from django.http import QueryDict

from knowledge.models import FieldOfWork
from qa import people
from qa.answering import drafting
from qa.asking import receiving
from qa.asking.forms import AskForm
from qa.handling import consulting, taking, timing
from qa.intake import codes
from qa.models import AnswerPage, PublicForm, Question
from units import calendar
from units.approval import actions
from units.clock.working_days import WorkingDays
from units.demonstrating import Clock, Scene, Step, take_its_way
from units.models import Unit

FILE = Path(__file__).with_name("questions.toml")
#: Which unit of a preset each agency of the texts is.
AGENCIES = {
    "lam-dong": {"office": "vptu", "organisation": "btctu", "propaganda": "btgtu", "inspection": "ubkttu"},
    "nam-dinh": {"office": "vpduk", "organisation": "btcduk", "propaganda": "btgduk", "inspection": "ubktduk"},
}
THOUGHT_FOR = timedelta(hours=2)


def texts() -> list[dict[str, Any]]:
    """The questions as the file has them."""
    entries: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["questions"]
    return entries


def part(scene: Scene) -> Iterator[Step]:
    """A step for each question; nothing for a preset whose agencies are not known."""
    agencies = AGENCIES.get(scene.preset, {})
    for number, entry in enumerate(texts() if agencies else []):
        at = scene.moment(entry["days_before"], number)
        yield Step(at, entry["text"], partial(_play, entry, agencies))


def _play(entry: dict[str, Any], agencies: dict[str, str], clock: Clock) -> None:
    unit = Unit.objects.get(code=agencies[entry["agency"]])
    question = _ask(entry)
    officer = people.officers_of(unit).first()
    if entry["until"] == "received" or officer is None:
        return
    clock.shift(THOUGHT_FOR)
    if question.unit_id != unit.pk:
        coordinator = people.coordinators()[0]
        taking.route(question.pk, coordinator, unit, "Đúng lĩnh vực phụ trách.")
    taking.accept(question.pk, officer)
    clock.shift(THOUGHT_FOR)
    days = WorkingDays.load()
    match entry["until"]:
        case "consulted":
            asked = Unit.objects.get(code=agencies[entry["ask"]])
            until = days.add_days(calendar.today(), 5)
            consulting.consult(question.pk, officer, [asked], entry["request"], until)
        case "paused":
            timing.pause(question.pk, officer, days.add_days(calendar.today(), 8), entry["reason"])
        case "awaiting" | "public":
            page = _answer(question, officer, entry)
            if entry["until"] == "public":
                take_its_way(page, officer, clock)
            else:
                actions.submit(page.get_latest_revision_as_object(), officer)


def _ask(entry: dict[str, Any]) -> Question:
    data = QueryDict(mutable=True)
    field = FieldOfWork.objects.get(code=entry["field"])
    data.update({"text": entry["text"], "field": str(field.pk), "consent": "on"})
    form = AskForm(data, terms=PublicForm.objects.get(code="question"))
    if not form.is_valid():
        raise ValueError(f"the demonstration's question is not sound: {form.errors.as_text()}")
    receiving.receive(form)
    return Question.objects.get(code_digest=codes.digest_of(form.code))


def _answer(question: Question, officer: Any, entry: dict[str, Any]) -> AnswerPage:
    draft = drafting.draft(question.pk, officer)
    draft.title, draft.answer = entry["title"], f"<p>{escape(entry['answer'], quote=False)}</p>"
    draft.save_revision(user=officer, log_action=True)
    stored: AnswerPage = AnswerPage.objects.get(pk=draft.pk)
    return stored
