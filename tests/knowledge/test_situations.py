"""Situations pass the same last door as pages: only what every stage approved is public (ND-9.1, ND-9.5, LD-3.6)."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.factories.situations import a_draft, a_public, a_returned, a_waiting, fresh
from tests.units._house import a_house
from units.approval.release import UnapprovedPublication
from units.contributions.models import Contribution

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.5", "ND-6.2g", "ND-9.1", "LD-3.6")]


@pytest.fixture
def house():
    return a_house()


def counted() -> int:
    return Contribution.objects.filter(kind="situation").count()


def test_a_situation_becomes_public_by_approval_and_counts_once(house):
    situation = a_public(house.ours, house.contributor, house.board)
    assert situation.live
    assert situation.live_revision_id == situation.latest_revision_id
    row = Contribution.objects.get(kind="situation")
    assert (row.title, row.unit, row.approver) == (situation.title, house.ours, house.board)


def test_drafts_waiting_and_returned_situations_do_not_count(house):
    a_draft(house.ours, house.contributor)
    a_waiting(house.ours, house.contributor)
    a_returned(house.ours, house.contributor, house.board)
    assert counted() == 0


@pytest.mark.parametrize("person", ["contributor", "board", "superuser"])
def test_nobody_publishes_directly(house, person):
    draft = a_draft(house.ours, house.contributor)
    with pytest.raises(UnapprovedPublication):
        draft.get_latest_revision().publish(user=getattr(house, person), skip_permission_checks=True)
    draft = fresh(draft)
    draft.live, draft.live_revision = True, draft.latest_revision
    with pytest.raises(UnapprovedPublication):
        draft.save()
    assert not fresh(draft).live


def test_public_text_is_not_changed_without_approval(house):
    situation = a_public(house.ours, house.contributor, house.board)
    situation.question = "Câu hỏi khác"
    with pytest.raises(UnapprovedPublication):
        situation.save()


def test_a_situation_stays_with_its_unit(house):
    draft = a_draft(house.ours, house.contributor)
    version = draft.get_latest_revision()
    draft.unit = house.theirs
    with pytest.raises(UnapprovedPublication):
        draft.save()
    version.content["unit"] = house.theirs.pk
    assert version.as_object().unit == house.ours


def test_its_number_stays_when_its_title_changes(house):
    draft = a_draft(house.ours, house.contributor, title="Bầu bổ sung cấp ủy")
    assert draft.url == f"/tinh-huong/{draft.number}/bau-bo-sung-cap-uy/"
    draft.title = "Bầu cử bổ sung"
    assert draft.url == f"/tinh-huong/{draft.number}/bau-cu-bo-sung/"


def test_its_quarter_is_that_of_its_first_publication(house):
    draft = a_draft(house.ours, house.contributor)
    assert draft.quarter is None
    draft.first_published_at = timezone.make_aware(timezone.datetime(2026, 12, 31, 23, 59))
    assert draft.quarter == (2026, 4)
