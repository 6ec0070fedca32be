"""The synthesis of feedback in a demonstration: written by an officer, put before the leaders, directed on."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from qa.demonstration.feedback import DAYS_GIVEN, THOUGHT_FOR
from qa.feedback import people
from qa.feedback.models import State
from qa.feedback.synthesising import directing, writing
from qa.models import PublicForm
from units import calendar
from units.clock.working_days import WorkingDays
from units.demonstrating import Clock, Scene, Step

FILE = Path(__file__).with_name("synthesis.toml")
AROUND = ("title", "issuer", "place", "symbol", "authority", "position", "recipients")
SUMMARISED = (State.REFERRED, State.PROPOSED)


def part(scene: Scene) -> Iterator[Step]:
    """One step, after the records that it is about; nothing for a preset that has no form for feedback."""
    text = tomllib.loads(FILE.read_text(encoding="utf-8"))
    if PublicForm.objects.filter(code="feedback").exists():
        # The last of its day, so that whatever else comes on that day is in it.
        yield Step(scene.moment(text["days_before"], 3), text["title"], partial(_play, text))


def _play(text: dict[str, Any], clock: Clock) -> None:
    officer, leader = people.officers().first(), people.leaders().first()
    if officer is None or leader is None:
        return
    today = calendar.today()
    period = calendar.Period(today - timedelta(days=text["over_days"]), today)
    key = writing.begin(officer, {name: text[name].strip() for name in AROUND}, period).pk
    clock.shift(THOUGHT_FOR)
    made = writing.write(key, officer, {name: text[name].strip() for name in ("assessment", "proposals")})
    chosen = made.records.filter(feedback__state__in=SUMMARISED).values_list("number", flat=True)
    writing.summarise(key, officer, dict.fromkeys(chosen, text["summary"]))
    writing.submit(key, officer)
    clock.shift(THOUGHT_FOR)
    directing.direct(key, leader, text["direction"], WorkingDays.load().add_days(calendar.today(), DAYS_GIVEN))
