"""Routes of several stages: whose turn it is, how many approve, what an edit does, and what reaches the public."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from wagtail.models import Revision, WorkflowState

from home.models import ArticlePage
from tests.units._house import fresh, nothing_leaked
from tests.units.approval._routes import (
    BOARD,
    CHECKED,
    COMMITTEE,
    LEADS,
    a_house_with,
    a_section,
    edit,
    lend,
    submitted,
)
from units.approval import actions, editing, inbox, routes
from units.approval.models import Route, StageState, Verdict
from units.approval.release import UnapprovedPublication, is_approved
from units.approval.routes import Stage
from units.calendar import today
from units.models import Membership

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-5.1a", "ND-9.1")]


def stage_of(item: ArticlePage) -> str:
    visit = StageState.objects.waiting().of(item).last()
    return visit.task.name if visit else ""


def refused(act: Any, *arguments: Any, **said: Any) -> str:
    with pytest.raises(PermissionDenied) as refusal:
        act(*arguments, **said)
    return str(refusal.value)


@pytest.mark.clause("LD-3.4", "LD-3.1b")
def test_any_lead_unit_approves_what_another_unit_contributes():
    house = a_house_with(BOARD, LEADS)
    section = a_section(house, house.portal.propaganda, house.theirs)
    item = submitted(house, [section])
    actions.approve(item, house.board)
    assert stage_of(item) == LEADS.name
    assert house.lead_board.get_full_name() in refused(actions.approve, fresh(item), house.second_board)
    actions.approve(fresh(item), house.their_board)
    assert fresh(item).live


@pytest.mark.clause("LD-3.4")
def test_where_all_leads_decide_one_is_not_enough():
    house = a_house_with(BOARD, LEADS)
    item = submitted(house, [a_section(house, house.portal.propaganda, house.theirs, everybody=True)])
    actions.approve(item, house.board)
    actions.approve(fresh(item), house.their_board)
    assert not fresh(item).live
    refused(actions.approve, fresh(item), house.their_board)
    actions.approve(fresh(item), house.their_second_board)
    assert not fresh(item).live
    actions.approve(fresh(item), house.lead_board)
    assert fresh(item).live


@pytest.mark.clause("LD-3.1a")
def test_a_unit_that_leads_the_section_needs_nobody_else():
    house = a_house_with(BOARD, LEADS)
    item = submitted(house, [a_section(house, house.ours, house.theirs)])
    actions.approve(item, house.board)
    assert fresh(item).live
    assert StageState.objects.of(item).filter(status=StageState.STATUS_SKIPPED).count() == 1


def test_a_stage_applies_only_where_its_conditions_hold():
    only = Stage("Thường trực duyệt", "standing_committee", "site", only_kinds=("rebuttal",), only_timely="other")
    house = a_house_with(BOARD, only)
    news, rebuttal = submitted(house), submitted(house, kind="rebuttal")
    urgent = submitted(house, kind="rebuttal", timely=True)
    for item in (news, rebuttal, urgent):
        actions.approve(item, house.board)
    assert [fresh(item).live for item in (news, rebuttal, urgent)] == [True, False, True]


def test_a_stage_may_ask_for_several_people():
    house = a_house_with(Stage("Hai thành viên duyệt", "board", "unit", approvals=2))
    item = submitted(house)
    actions.approve(item, house.board)
    assert not fresh(item).live
    refused(actions.approve, fresh(item), house.board)
    assert item.pk not in [int(visit.workflow_state.object_id) for visit in inbox.waiting_for(house.board)]
    actions.approve(fresh(item), house.second_board)
    assert fresh(item).live


def test_with_too_few_people_nobody_can_submit_and_is_told_why():
    house = a_house_with(Stage("Ba thành viên duyệt", "board", "unit", approvals=3))
    with pytest.raises(PermissionDenied, match="3"):
        submitted(house)


@pytest.mark.clause("ND-10.2a")
def test_what_an_approver_edits_somebody_else_approves():
    house = a_house_with(BOARD, COMMITTEE)
    item = submitted(house)
    edit(item, house.board)
    assert stage_of(item) == BOARD.name
    refused(actions.approve, fresh(item), house.board)
    actions.approve(fresh(item), house.second_board)
    actions.approve(fresh(item), house.committee)
    assert fresh(item).live
    assert "biên tập" in fresh(item).summary


def test_an_edit_at_a_later_stage_keeps_what_earlier_stages_approved_of_their_version():
    house = a_house_with(BOARD, Stage("Thường trực duyệt", "standing_committee", "site", may_edit=True))
    item = submitted(house)
    actions.approve(item, house.board)
    edit(fresh(item), house.committee)
    assert stage_of(item) == "Thường trực duyệt"
    actions.approve(fresh(item), house.second_committee)
    assert fresh(item).live
    assert is_approved(fresh(item), fresh(item).live_revision_id)
    assert Verdict.objects.get(user=house.board).visit.revision_id < fresh(item).live_revision_id


def test_nobody_edits_where_nobody_else_could_approve():
    house = a_house_with(BOARD, Stage("Thường trực duyệt", "standing_committee", "site", may_edit=True))
    Membership.objects.filter(user=house.second_committee).update(valid_to=today() - timedelta(days=1))
    item = submitted(house)
    actions.approve(item, house.board)
    refused(editing.begin, fresh(item), house.committee)
    refused(editing.begin, submitted(house), house.contributor)


def test_while_one_edits_nobody_decides_and_only_they_write():
    house = a_house_with(BOARD)
    item = submitted(house)
    editing.begin(item, house.board)
    assert house.board.get_full_name() in refused(actions.approve, fresh(item), house.second_board)
    refused(editing.begin, fresh(item), house.second_board)
    refused(actions.take_back, fresh(item), house.contributor)
    visit = StageState.objects.waiting().of(item).last()
    assert visit.task.specific.locked_for_user(item, house.second_board)
    assert not visit.task.specific.locked_for_user(item, house.board)
    editing.hand_over(fresh(item), house.board)
    actions.approve(fresh(item), house.board)
    assert fresh(item).live


@pytest.mark.clause("ND-5.4b")
def test_a_delegate_decides_while_the_holder_is_away_and_not_a_day_longer():
    house = a_house_with(BOARD, COMMITTEE)
    lend(house.committee, house.leader, days=3, role="standing_committee")
    with time_machine.travel(timezone.now() + timedelta(days=2), tick=True):
        item = submitted(house)
        actions.approve(item, house.board)
        assert [visit.pk for visit in inbox.waiting_for(house.leader)] == [StageState.objects.waiting().get().pk]
        actions.approve(fresh(item), house.leader)
        assert fresh(item).live
        assert Verdict.objects.get(user=house.leader).acts_for == house.committee
    with time_machine.travel(timezone.now() + timedelta(days=3), tick=True):
        late = submitted(house)
        actions.approve(late, house.board)
        assert not inbox.waiting_for(house.leader).exists()
        refused(actions.approve, fresh(late), house.leader)
        # What was approved in time stays sound when the delegation is over.
        assert is_approved(fresh(item), fresh(item).live_revision_id)


def test_nobody_decides_on_their_own_text_through_an_absent_colleague():
    house = a_house_with(BOARD)
    lend(house.board, house.contributor)
    item = submitted(house)
    refused(actions.approve, item, house.contributor)
    # Nor does a delegate for whoever wrote it.
    draft = submitted(house)
    draft.owner = house.second_board
    ArticlePage.objects.filter(pk=draft.pk).update(owner=house.second_board)
    lend(house.second_board, house.leader)
    refused(actions.approve, fresh(draft), house.leader)


@pytest.mark.clause("ND-6.1", "ND-7.3c", "ND-10.2b")
def test_an_approval_without_checklist_source_check_and_grade_is_refused():
    house = a_house_with(Stage("Tổ biên tập duyệt", "board", "unit", asks_checklist=True, asks_grade=True))
    item = submitted(house)
    for missing in CHECKED:
        said = {name: value for name, value in CHECKED.items() if name != missing}
        refused(actions.approve, item, house.board, **said)
    refused(actions.approve, item, house.board, **{**CHECKED, "checklist": CHECKED["checklist"][1:]})
    assert not fresh(item).live
    actions.approve(item, house.board, **CHECKED)
    assert Verdict.objects.get(user=house.board).grade == CHECKED["grade"]


@pytest.mark.clause("ND-10.4b")
def test_a_version_changed_in_the_database_after_an_approval_does_not_go_out():
    house = a_house_with(BOARD, COMMITTEE)
    item = submitted(house)
    actions.approve(item, house.board)
    version = fresh(item).latest_revision
    Revision.objects.filter(pk=version.pk).update(content={**version.content, "summary": "Một câu lọt qua."})
    with pytest.raises(UnapprovedPublication):
        actions.approve(fresh(item), house.committee)
    assert not fresh(item).live
    nothing_leaked(house)


@pytest.mark.clause("ND-10.4b")
def test_what_goes_live_says_what_was_approved():
    house = a_house_with(BOARD)
    item = submitted(house)
    actions.approve(item, house.board)
    public = fresh(item)
    public.live = False
    public.save()
    public.summary, public.live = "Một câu lọt qua.", True
    with pytest.raises(UnapprovedPublication):
        public.save()


@pytest.mark.clause("ND-5.4b")
def test_what_is_under_way_finishes_on_the_route_where_it_began():
    house = a_house_with(BOARD, COMMITTEE)
    item = submitted(house)
    routes.lay("Chỉ Ban biên tập", [BOARD])
    actions.approve(item, house.board)
    assert stage_of(item) == COMMITTEE.name
    actions.approve(fresh(item), house.committee)
    assert fresh(item).live
    new = submitted(house)
    actions.approve(new, house.board)
    assert fresh(new).live


def test_a_route_has_dates_and_a_unit_may_have_its_own():
    house = a_house_with(BOARD)
    own = routes.lay("Riêng đơn vị", [COMMITTEE], house.ours)
    planned = routes.lay("Từ tuần sau", [BOARD], None, routes.Terms(valid_from=today() + timedelta(days=7)))
    general = Route.objects.get(name="Quy trình thử")
    assert routes.in_force_for(house.ours) == own
    assert routes.in_force_for(house.theirs) == general
    assert routes.in_force_for(house.theirs, today() + timedelta(days=7)) == planned
    assert general.valid_to == today() + timedelta(days=6)
    with pytest.raises(ValidationError):
        routes.lay("Chen ngang", [BOARD])
    with pytest.raises(ValidationError):
        routes.lay("Trống", [], house.ours)


def test_after_a_return_the_stages_begin_again_for_a_new_text():
    house = a_house_with(BOARD, COMMITTEE)
    item = submitted(house)
    actions.approve(item, house.board)
    actions.send_back(fresh(item), house.committee, "Bổ sung số liệu.")
    version = fresh(item).get_latest_revision_as_object()
    version.summary = "Đã bổ sung số liệu theo yêu cầu của Thường trực."
    version.save_revision(user=house.contributor)
    actions.submit(fresh(item), house.contributor)
    assert stage_of(item) == BOARD.name
    actions.approve(fresh(item), house.board)
    actions.approve(fresh(item), house.committee)
    assert fresh(item).live
    assert WorkflowState.objects.filter(object_id=str(item.pk)).count() == 1


def test_an_unchanged_text_goes_back_to_the_stage_that_returned_it():
    house = a_house_with(BOARD, COMMITTEE)
    item = submitted(house)
    actions.approve(item, house.board)
    actions.send_back(fresh(item), house.committee, "Chờ ý kiến.")
    actions.submit(fresh(item), house.contributor)
    assert stage_of(item) == COMMITTEE.name
    actions.approve(fresh(item), house.committee)
    assert fresh(item).live
