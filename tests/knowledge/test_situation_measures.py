"""Hold, withdraw, correct, emergency, edit at a stage, publish at an hour: a situation is treated as a page is."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.http import Http404
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from knowledge.models import Situation
from tests.factories.situations import a_draft, a_public, a_waiting, form_data, fresh
from tests.units._house import House
from tests.units.approval._measures import a_watched_house
from units.approval import actions, aftermath, editing, measures, routes, scheduling, tampering
from units.approval.items import edit_url, review_url
from units.approval.models import CorrectionNote, Emergency
from units.approval.release import UnapprovedPublication, is_approved
from units.approval.routes import Stage
from units.record.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-5.1", "ND-5.4a", "ND-9.1", "LD-3.0b", "ND-10.2a")]


@pytest.fixture
def house() -> House:
    return a_watched_house()


@pytest.fixture
def public(house: House) -> Situation:
    return a_public(house.ours, house.contributor, house.second_board, title="Kết nạp lại người vào Đảng")


def flaws() -> list[str]:
    return [*(flaw.sentence for flaw in verify()), *tampering.public_text(), *tampering.verdicts()]


def test_a_hold_brings_back_exactly_what_was_public(house, public):
    measures.hold(public, house.overseer, "Có phản ánh")
    held = fresh(public)
    assert not held.live
    assert not is_approved(held, public.live_revision_id)
    with pytest.raises(UnapprovedPublication):
        public.live_revision.publish(user=house.superuser, skip_permission_checks=True)
    measures.release(fresh(public), house.second_overseer, "Đã rõ")
    assert fresh(public).live_revision_id == public.live_revision_id
    assert flaws() == []


def test_a_withdrawal_has_one_of_three_meanings(house, public):
    request = RequestFactory().get("/")
    new = a_public(house.ours, house.contributor, house.second_board, title="Kết nạp lại, hướng dẫn mới")
    measures.withdraw(public, house.overseer, "Quy định mới", measures.End("replaced", replaced_by=new))
    made = aftermath.standing_in_for(fresh(public))
    assert made.replacement == new
    assert aftermath.answer(fresh(public), made, request).url == new.url
    measures.withdraw(new, house.overseer, "Hết hiệu lực", measures.End("withdrawn", "Văn bản đã hết hiệu lực."))
    kept = aftermath.answer(fresh(new), aftermath.standing_in_for(fresh(new)), request)
    said = kept.render().content.decode()
    assert "Văn bản đã hết hiệu lực." in said
    assert new.question in said
    with pytest.raises(Http404):
        aftermath.answer(fresh(public), made, request)
    third = a_public(house.ours, house.contributor, house.second_board)
    measures.withdraw(third, house.overseer, "Đăng nhầm", measures.End("error"))
    with pytest.raises(Http404):
        aftermath.standing_in_for(fresh(third))


def test_what_was_withdrawn_comes_back_by_a_new_approval_alone(house, public):
    measures.withdraw(public, house.overseer, "Xem lại", measures.End("error"))
    with pytest.raises(UnapprovedPublication):
        public.latest_revision.publish(user=house.superuser, skip_permission_checks=True)
    actions.submit(fresh(public), house.contributor)
    actions.approve(fresh(public), house.board)
    assert fresh(public).live


def test_a_correction_is_told_to_readers_with_its_version(house, public):
    item = fresh(public).get_latest_revision_as_object()
    item.question = "Sau bao lâu thì được xem xét kết nạp lại?"
    item.correction = "Bản trước ghi 60 tháng; đúng là 36 tháng."
    item.save_revision(user=house.contributor)
    assert CorrectionNote.objects.count() == 0
    actions.submit(fresh(public), house.contributor)
    actions.approve(fresh(public), house.board)
    assert [note.text for note in fresh(public).correction_notes] == [item.correction]
    assert fresh(public).question == item.question
    assert flaws() == []


def test_an_emergency_waits_for_an_independent_person(house):
    waiting = a_waiting(house.ours, house.contributor)
    measures.publish_in_emergency(waiting, house.duty, "Cần ngay hôm nay")
    assert fresh(waiting).live
    assert waiting.title in house.client("second_duty").get(reverse("approval:emergencies")).content.decode()
    measures.sign_off(fresh(waiting), house.second_duty)
    assert not Emergency.objects.open().exists()
    assert flaws() == []


def test_an_approver_edits_and_somebody_else_approves(house):
    routes.lay("Có sửa", [Stage("Ban biên tập duyệt", "board", "unit", may_edit=True)])
    item = a_waiting(house.ours, house.contributor)
    client = house.client("board")
    assert client.post(review_url(item), {"verb": "edit"}).headers["Location"] == edit_url(item)
    assert client.get(edit_url(item)).status_code == 200
    client.post(edit_url(item), form_data(title="Câu chữ đã biên tập"))
    editing.hand_over(fresh(item), house.board)
    assert fresh(item).latest_revision.object_str == "Câu chữ đã biên tập"
    with pytest.raises(actions.PermissionDenied):
        actions.approve(fresh(item), house.board)
    actions.approve(fresh(item), house.second_board)
    assert fresh(item).live
    assert fresh(item).title == "Câu chữ đã biên tập"


def test_an_approved_situation_waits_for_its_hour_and_leaves_at_another(house):
    now = timezone.now()
    hours = {"go_live_at": now + timedelta(hours=1), "expire_at": now + timedelta(days=1)}
    draft = a_draft(house.ours, house.contributor, **hours)
    actions.submit(draft, house.contributor)
    actions.approve(fresh(draft), house.board)
    assert not fresh(draft).live
    due, later = now + timedelta(hours=2), now + timedelta(days=2)
    (version,) = scheduling.due_versions(due)
    with time_machine.travel(due, tick=False):
        assert scheduling.publish(version.pk, due) is None
        assert fresh(draft).live
    (ended,) = scheduling.expired_items(later)
    with time_machine.travel(later, tick=False):
        scheduling.expire(ended, later)
    assert not fresh(draft).live
    assert flaws() == []
