"""What a demonstration asks of its units: key tasks, a direction, documents to post (ND-7.1b, LD-6.1c, ND-9.3a)."""

from __future__ import annotations

from collections.abc import Iterator

from units import calendar, people
from units.demonstrating import Clock, Scene, Step
from units.directions import acting
from units.duties import spans
from units.duties.spans import DAY
from units.issued import keeping as issuing
from units.issued.keeping import Entry
from units.keytasks import keeping as setting
from units.keytasks.models import Span
from units.models import Capability, Unit

#: Name, symbol of the plan that sets it, and for how long.
TASKS = (
    ("Học tập, làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh (trình diễn)", "12-KH/TU", Span.YEAR),
    ("Kiểm tra, giám sát chi bộ trực thuộc (trình diễn)", "07-KH/UBKT", Span.QUARTER),
)
DIRECTION = "Rà soát các bài đã đăng trong quý, bổ sung tin về hoạt động của chi bộ (trình diễn)."
#: Symbol, what it is about, whether readers are to have it.
DOCUMENTS = (
    ("31-HD/VP", "Hướng dẫn gửi tin, bài lên cổng thông tin (trình diễn)", True),
    ("44-TB/VP", "Thông báo lịch trực cơ quan (trình diễn)", False),
)


def part(scene: Scene) -> Iterator[Step]:
    """The tasks are set first, the documents issued later, the direction given last."""
    yield Step(scene.moment(60), TASKS[0][0], _set_tasks)
    yield Step(scene.moment(20), DOCUMENTS[0][1], _issue)
    yield Step(scene.moment(9), DIRECTION, _direct)


def _set_tasks(clock: Clock) -> None:
    today, office = calendar.today(), people.with_capability(Capability.REGISTER)[0]
    for name, symbol, span in TASKS:
        first = spans.period_of(span.value, today).first
        facts = {"name": name, "symbol": symbol, "decided_on": today, "span": span, "first": first}
        setting.enter(facts, [], office)


def _issue(clock: Clock) -> None:
    today, office = calendar.today(), people.with_capability(Capability.REGISTER)[0]
    unit = _first_unit()
    drafter = people.with_capability(Capability.WRITE, unit).first()
    entries = [Entry(unit, symbol, today, about, public, drafter=drafter) for symbol, about, public in DOCUMENTS]
    issuing.enter(entries, office)


def _direct(clock: Clock) -> None:
    committee = people.with_capability(Capability.DECIDE).first()
    if committee is not None:
        acting.give(_first_unit(), DIRECTION, calendar.today() + 14 * DAY, committee)


def _first_unit() -> Unit:
    found: Unit = Unit.objects.active().in_protocol_order()[0]
    return found
