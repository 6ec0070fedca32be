"""A situation on the routes of both regulations, by the forms that people post, and the quarter in which it counts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from knowledge.models import Situation
from tests.factories.portal import bare_wagtail
from tests.factories.situations import a_returned, a_waiting, form_data, fresh
from tests.factories.units import MembershipFactory, UserFactory
from units import calendar, demonstrating, presets
from units.approval import measures, tampering
from units.approval.checklist import Question
from units.approval.items import review_url
from units.approval.release import is_approved
from units.contributions.models import Contribution
from units.models import Role, Unit
from units.record.verifying import verify

LAYS_ITSELF = True
pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.5", "ND-6.2g", "ND-9.1", "LD-5.1a")]

#: What a stage may ask for with an approval.
SAID = {"checklist": list(Question.values), "source_checked": "document", "grade": "good", "comment": ""}


@dataclass
class Regulation:
    """A preset with a writer and one person for each stage of its route."""

    unit: Unit
    writer: Any
    approvers: list[Any]


def laid(preset: str, unit_code: str, approving: list[tuple[str, bool]]) -> Regulation:
    """The preset as it comes; ``approving`` names the roles in their order and whether each is held in the unit."""
    bare_wagtail()
    presets.apply(presets.read(preset))
    unit = Unit.objects.get(code=unit_code)

    def person(role: str, where: Unit | None) -> Any:
        found = UserFactory()
        MembershipFactory(user=found, role=Role.objects.get(code=role), unit=where)
        return type(found).objects.get(pk=found.pk)

    people = [person(role, unit if in_unit else None) for role, in_unit in approving]
    return Regulation(unit, person("contributor", unit), people)


def of_nam_dinh() -> Regulation:
    stages = [("leader", True), ("editorial_team", False), ("standing_committee", False), ("webmaster", False)]
    return laid("nam-dinh", "btcduk", stages)


def of_lam_dong() -> Regulation:
    return laid("lam-dong", "btctu", [("board", True)])


def browser(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def approve(item: Situation, person: Any) -> None:
    posted = {"verb": "approve", **{f"approve-{name}": value for name, value in SAID.items()}}
    browser(person).post(review_url(item), posted)


@pytest.mark.parametrize("regulation", [of_nam_dinh, of_lam_dong])
def test_written_returned_mended_approved_by_everybody_and_public(regulation):
    here = regulation()
    writer, first = browser(here.writer), here.approvers[0]
    views = Situation.snippet_viewset
    assert writer.post(reverse(views.get_url_name("add")), form_data(submit=True)).status_code == 302
    item = Situation.objects.get()
    assert (item.unit, item.owner) == (here.unit, here.writer)
    said = {"verb": "return", "return-reasons": ["inaccurate"], "return-comment": "Dẫn đúng điều, khoản."}
    assert browser(first).post(review_url(item), said).status_code == 302
    mended = form_data(title="Đảng viên thất lạc hồ sơ khi chuyển sinh hoạt", submit=True)
    assert writer.post(reverse(views.get_url_name("edit"), args=[item.pk]), mended).status_code == 302
    for place, approver in enumerate(here.approvers):
        assert not fresh(item).live
        assert Contribution.objects.count() == 0
        waits = fresh(item).current_workflow_task_state
        for other in (*here.approvers[:place], *here.approvers[place + 1 :], here.writer):
            approve(item, other)
        assert fresh(item).current_workflow_task_state == waits
        approve(item, approver)
    item = fresh(item)
    assert item.live
    assert item.title == "Đảng viên thất lạc hồ sơ khi chuyển sinh hoạt"
    assert is_approved(item, item.live_revision_id)
    assert item.live_revision_id == item.latest_revision_id
    row = Contribution.objects.get()
    assert (row.kind, row.unit, row.approver) == ("situation", here.unit, here.approvers[-1])
    assert [*(flaw.sentence for flaw in verify()), *tampering.public_text(), *tampering.verdicts()] == []
    Situation.objects.filter(pk=item.pk).update(question="Sửa thẳng trong cơ sở dữ liệu")
    (flaw,) = tampering.public_text()
    assert item.title in flaw


def moment(*when: int) -> datetime:
    return timezone.make_aware(datetime(*when), timezone.get_default_timezone())  # type: ignore[arg-type]


def test_the_quarter_ends_at_midnight_and_what_comes_back_counts_where_it_did():
    fourth, first = calendar.quarter(2026, 4), calendar.quarter(2027, 1)
    with time_machine.travel(moment(2026, 12, 31, 23, 58), tick=False) as clock:
        here = of_lam_dong()
        board = here.approvers[0]
        last = a_waiting(here.unit, here.writer, title="Phút cuối quý IV")
        new = a_waiting(here.unit, here.writer, title="Phút đầu quý I")
        late = a_returned(here.unit, here.writer, board, title="Trả lại trong quý IV")
        clock.move_to(moment(2026, 12, 31, 23, 59))
        demonstrating.approve(last)
        clock.move_to(moment(2027, 1, 1, 0, 0))
        demonstrating.approve(new)
        last, new = fresh(last), fresh(new)
        # A year earlier on Greenwich's clock, but the portal's is seven hours ahead.
        assert (last.quarter, new.quarter) == ((2026, 4), (2027, 1))
        assert list(Situation.objects.first_public_in(fourth)) == [last]
        assert list(Situation.objects.first_public_in(first)) == [new]
        measures.withdraw(last, board, "Quy định mới", measures.End("error"))
        counted = Contribution.objects.filter(kind="situation")
        assert {row.item_id for row in counted.within(fourth)} == {last.pk}
        assert {row.item_id for row in counted.within(first)} == {new.pk}
        assert not Situation.objects.published().filter(pk__in=[last.pk, late.pk]).exists()
        assert late.quarter is None
