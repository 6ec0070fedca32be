"""One generated year for every report: contributions, verdicts, questions and feedback of several units."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from qa.feedback.models import Feedback, Severity
from qa.feedback.models import State as FeedbackState
from qa.models import Question, State
from tests.factories.articles import a_public, a_returned, a_waiting
from tests.factories.contributions import fill_ledger, local
from tests.units._house import House
from units import calendar
from units.approval.models import StageState
from units.contributions.periods import Span
from units.contributions.selection import Selection
from units.models import Contribution, ContributionTask, IssuedDocument, KeyTask, PageVisits, Unit
from units.reports.asked import Asked
from units.reports.report import Report

YEAR = Selection(Span.YEAR, calendar.year(2026))


def a_year(house: House, rows: int = 400) -> None:
    """Fill the year 2026 for all units of ``house``: the ledger by formula, the rest by a seeded chance."""
    chance = random.Random(7)  # noqa: S311 - the same year every time
    units = list(Unit.objects.order_by("pk"))
    moments = [local(2026, 1 + n % 12, 1 + n % 28, n % 24) for n in range(97)]
    fill_ledger(units, rows, moments)
    for unit, writer, board in (
        (house.ours, house.contributor, house.board),
        (house.theirs, house.their_writer, house.their_board),
    ):
        late = a_waiting(unit, writer, title="Tin chờ")
        StageState.objects.of(late).update(item_due_at=timezone.now() - timedelta(days=3))
        a_public(unit, writer, board, title="Tin đã đăng", event_date=calendar.today() - timedelta(days=9), timely=True)
        a_returned(unit, writer, board, title="Tin trả lại")
    coming = calendar.today() + timedelta(days=9)
    a_public(house.ours, house.contributor, house.board, title="Tin báo trước", event_date=coming)
    _key_tasks(house, units, chance)
    for number in range(40):
        _question(number, chance, units)
        _feedback(number, chance, units)
        _issued(number, chance, house)
        PageVisits.objects.create(
            day=moment(chance).date(),
            path=f"/trang-{number}/",
            unit=chance.choice([None, *units]),
            kind="news",
            number=chance.randrange(1, 90),
        )


def _key_tasks(house: House, units: list[Unit], chance: random.Random) -> None:
    """Tasks of the year and of its quarters; some items tell of one or two of them, nothing tells of the last."""
    facts = {"symbol": "1-NQ/TU", "decided_on": date(2026, 1, 5), "by": house.office}
    spans = [("year", 1), *(("quarter", month) for month in (1, 4, 7, 10)), ("year", 1)]
    tasks = [
        KeyTask.objects.create(name=f"Nhiệm vụ {n}", span=span, first=date(2026, month, 1), **facts)
        for n, (span, month) in enumerate(spans)
    ]
    tasks[0].units.add(units[0])
    for row in Contribution.objects.order_by("pk")[:60]:
        for task in chance.sample(tasks[:-1], chance.randrange(3)):
            ContributionTask.objects.create(contribution=row, task=task)


def _issued(number: int, chance: random.Random, house: House) -> None:
    issued_on = moment(chance).date()
    IssuedDocument.objects.create(
        unit=chance.choice([house.ours, house.theirs]),
        symbol=f"{number}-QĐ/TU",
        issued_on=issued_on,
        extract="Về việc",
        to_publish=chance.random() < 0.8,
        due_on=issued_on + timedelta(days=7),
        posted_on=issued_on + timedelta(days=chance.randrange(20)) if chance.random() < 0.6 else None,
        by=house.office,
    )


def _question(number: int, chance: random.Random, units: list[Unit]) -> None:
    came = moment(chance)
    closed = came + timedelta(days=chance.randrange(1, 60)) if chance.random() < 0.6 else None
    Question.objects.create(
        code_digest=f"q{number}",
        text="Hỏi",
        unit=chance.choice(units),
        received_at=came,
        answer_due_at=came + timedelta(days=10),
        due_at=None if closed else came + timedelta(days=5),
        state=chance.choice([State.ANSWERED, State.DECLINED]) if closed else State.RECEIVED,
        closed_at=closed,
        answered_on_time=chance.choice([True, False]) if closed else None,
    )


def _feedback(number: int, chance: random.Random, units: list[Unit]) -> None:
    came, state = moment(chance), chance.choice([FeedbackState.RECEIVED, FeedbackState.CLOSED])
    Feedback.objects.create(
        code_digest=f"f{number}",
        text="Phản ánh",
        kind=chance.choice(["information", "proposal", "wrong"]),
        severity=chance.choice(["", *Severity.values]),
        received_at=came,
        state=state,
        due_at=None if state == FeedbackState.CLOSED else came,
        closed_at=came if state == FeedbackState.CLOSED else None,
        outcome_due_at=came + timedelta(days=15),
        outcome="explained" if state == FeedbackState.CLOSED else "",
        about_unit=chance.choice([None, *units]),
    )


def moment(chance: random.Random) -> Any:
    """Some moment of the year."""
    return local(2026, chance.randrange(1, 13), chance.randrange(1, 29), chance.randrange(24))


def ask(report: Report, person: Any, selection: Selection = YEAR) -> Asked:
    """What ``person`` asks of ``report``, at the end of the year."""
    return Asked(person, report.reach_of(person), selection, local(2026, 12, 31, 12))
