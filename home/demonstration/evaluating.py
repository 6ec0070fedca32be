"""The last quarter of a demonstration as the units judge it, who is commended, and what is hard to apply (LD-5.2)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import time_machine

from units import calendar, people
from units.commendations import keeping as commending
from units.demonstrating import SINCE
from units.duties.telling import LEADER
from units.evaluations import asked, deciding, reporting, writing
from units.evaluations.asked import Quarter
from units.models import Capability, Commendation, EvaluationTerms, Unit
from units.obstacles import collecting, keeping
from units.obstacles.clauses import Clause

if TYPE_CHECKING:
    from accounts.models import User

TEXTS = {
    "shortcomings": "Tin về cơ sở còn ít; một số tin gửi sau ngày diễn ra sự kiện.",
    "remedies": "Phân công cán bộ theo dõi từng chi bộ; gửi tin trong ngày. Lãnh đạo kiểm tra hằng tuần.",
}
WHY_RETURNED = "Đề nghị nêu rõ ai thực hiện biện pháp và đến khi nào."
ABOUT = {"issuer": "Văn phòng", "place": "Đà Lạt", "symbol": "BC/VP"}
ASSESSMENT = "Các đơn vị đã gửi báo cáo nhìn chung thực hiện tốt quy định; số tin, bài tăng so với quý trước."
MERIT = "Có thành tích xuất sắc trong việc cung cấp, cập nhật thông tin lên cổng thông tin."
OPENING = "Qua theo dõi việc thực hiện quy định, Văn phòng tổng hợp vướng mắc và kiến nghị như sau:"
WORDING = "Bổ sung: các đơn vị dưới mười người được lập chung một Ban biên tập."
OBSTACLES = (
    (Clause(5, 1), "Đơn vị ít người, khó lập Ban biên tập riêng.", "Cho phép hai đơn vị lập chung một Ban biên tập."),
    (Clause(6, 2), "Chưa có mức hỗ trợ cụ thể cho người viết tin.", ""),
)


def evaluate(now: datetime) -> None:
    """Let the units evaluate the last quarter where the regulation asks for it, and tell of two obstacles."""
    office = people.with_capability(Capability.REGISTER)[0]
    committee = people.with_capability(Capability.DECIDE).exclude(pk=office.pk).first()
    EvaluationTerms.objects.update(since=SINCE)
    quarter = asked.last_over(now)
    if quarter is not None and committee is not None:
        with time_machine.travel(min(_morning(quarter.period.ends_at, 4), now), tick=True):
            _evaluate(quarter, office, committee)
            _commend(office, committee)
    with time_machine.travel(now - timedelta(days=3), tick=True):
        _tell_obstacles(office)


def _evaluate(quarter: Quarter, office: User, committee: User) -> None:
    """Two approved, one before the Standing Committee, one with the office, one returned; the rest is missing."""
    led = [(unit, leader) for unit in asked.units_of(quarter) if (leader := people.holders(LEADER, unit).first())]
    for place, (unit, leader) in enumerate(led[:5]):
        writing.write(unit, quarter.first, TEXTS, 0, leader)
        sent = writing.send(unit, quarter.first, leader)
        if place < 3:
            deciding.accept(sent.pk, office)
        if place < 2:
            deciding.approve(sent.pk, committee)
        if place == 4:
            deciding.give_back(sent.pk, WHY_RETURNED, office)
    reporting.write(quarter, {**ABOUT, "assessment": ASSESSMENT}, office)


def _commend(office: User, committee: User) -> None:
    made = [commending.record(Commendation(unit=unit, **_decision()), office) for unit in _first_units(2)]
    commending.confirm(made[0].pk, committee)


def _decision() -> dict[str, Any]:
    today = calendar.today()
    said = {"decision": "Quyết định số 21-QĐ/VP (trình diễn)", "form": "Giấy khen", "merit": MERIT}
    return {**said, "year": today.year, "decided_on": date(today.year, today.month, 1)}


def _tell_obstacles(office: User) -> None:
    told = []
    for unit, (clause, text, suggestion) in zip(_first_units(2), OBSTACLES, strict=True):
        person = people.with_capability(Capability.WRITE, unit).first()
        if person is not None:
            told.append(keeping.report(clause, text, suggestion, unit, person))
    if told:
        keeping.answer(told[0].pk, "Văn phòng đã ghi nhận và sẽ trình Thường trực.", office)
        begun = collecting.begin([told[0].clause], office)
        wordings = {row.pk: WORDING for row in begun.wordings.all()}
        collecting.write(begun.pk, {**ABOUT, "symbol": "TTr/VP", "opening": OPENING}, wordings, office)


def _first_units(number: int) -> Sequence[Unit]:
    return list(Unit.objects.active().in_protocol_order()[:number])


def _morning(moment: datetime, days: int) -> datetime:
    return moment + timedelta(days=days, hours=9)
