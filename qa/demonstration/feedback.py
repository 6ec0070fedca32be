"""The part of feedback in a demonstration: sent, taken and dealt with by its people, on the travelled clock.

Nobody says who they are: the key that could seal it is made by whoever serves the demonstration (``identity_key``).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.http import QueryDict

from qa.feedback import people
from qa.feedback.handling import directing, taking, working
from qa.feedback.handling.taking import Sorting
from qa.feedback.models import Feedback
from qa.feedback.sending import about, receiving
from qa.feedback.sending.forms import FeedbackForm, WrongContentForm
from qa.intake import codes
from qa.models import AnswerPage, PublicForm
from units import calendar
from units.clock.working_days import WorkingDays
from units.demonstrating import Clock, Scene, Step

FILE = Path(__file__).with_name("feedback.toml")
THOUGHT_FOR = timedelta(hours=2)
DAYS_GIVEN = 20


def texts() -> list[dict[str, Any]]:
    """The records as the file has them."""
    entries: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["feedback"]
    return entries


def part(scene: Scene) -> Iterator[Step]:
    """A step for each record; nothing for a preset that has no form for feedback."""
    for number, entry in enumerate(texts() if PublicForm.objects.filter(code="feedback").exists() else []):
        yield Step(scene.moment(entry["days_before"], number), entry["text"], partial(_play, entry))


def _play(entry: dict[str, Any], clock: Clock) -> None:
    key, officer = _send(entry).pk, people.officers().first()
    if entry["until"] == "received" or officer is None:
        return
    clock.shift(THOUGHT_FOR)
    taking.take(key, officer)
    taking.sort(key, officer, Sorting(None, None, entry["severity"]))
    clock.shift(THOUGHT_FOR)
    until = WorkingDays.load().add_days(calendar.today(), DAYS_GIVEN)
    match entry["until"]:
        case "closed":
            working.advise(key, officer, entry["advice"])
            clock.shift(THOUGHT_FOR)
            working.close(key, officer, entry["outcome"], entry["told"])
        case "referred":
            working.refer(key, officer, entry["authority"], until, entry["request"])
        case "proposed" | "directed":
            directing.propose(key, officer, entry["proposal"])
            leader = people.leaders().first()
            if entry["until"] == "directed" and leader is not None:
                clock.shift(THOUGHT_FOR)
                directing.direct(key, leader, entry["direction"], until)


def _send(entry: dict[str, Any]) -> Feedback:
    data = QueryDict(mutable=True)
    data.update({"text": entry["text"], "kind": entry["kind"], "consent": "on"})
    page = AnswerPage.objects.live().order_by("-pk").first() if entry.get("about") else None
    if page is not None:
        data["about_token"] = about.token(page)
    is_report = entry["kind"] == "wrong"
    form = (WrongContentForm if is_report else FeedbackForm)(data, terms=PublicForm.objects.get(code="feedback"))
    if not form.is_valid():
        raise ValueError(f"the demonstration's feedback is not sound: {form.errors.as_text()}")
    receiving.receive(form)
    return Feedback.objects.get(code_digest=codes.digest_of(form.code))
