"""Who may take which measure, and who may not: neither authors, other boards, superusers nor the webmaster."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from tests.factories.articles import a_draft, a_returned, a_waiting
from tests.factories.units import MembershipFactory
from tests.units._house import House, fresh
from tests.units.approval._measures import REASON, TITLE, a_watched_house, public
from units.approval import actions, inbox, measure_rules, measures
from units.calendar import today
from units.models import Emergency, Hold, Membership, Role, UnitPage, Withdrawal
from units.models.membership import Capability
from units.record.models import RecordEntry
from units.record.verbs import Verb

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-5.1", "ND-5.4a")]

#: Who decides on the item, leads a section of it, or oversees everything.
MAY = ("board", "second_board", "lead_board", "overseer")
MAY_NOT = ("contributor", "leader", "unit_admin", "their_writer", "their_board", "office", "committee", "duty")
MAY_NOT += ("webmaster", "reader", "superuser")


@pytest.fixture
def house() -> House:
    return a_watched_house()


def refused(measure, *arguments) -> str:
    with pytest.raises(PermissionDenied) as refusal:
        measure(*arguments)
    return str(refusal.value)


def last_entry(item, verb: Verb) -> RecordEntry:
    return RecordEntry.objects.about(item).filter(verb=verb).last()


@pytest.mark.parametrize("name", MAY)
def test_whoever_decides_leads_or_oversees_holds_releases_and_withdraws(house, name):
    item, person = public(house), getattr(house, name)
    measures.hold(item, person, REASON)
    assert not fresh(item).live
    measures.release(fresh(item), person, REASON)
    assert fresh(item).live
    measures.withdraw(fresh(item), person, REASON, measures.End("error"))
    assert not fresh(item).live
    for verb in (Verb.HELD, Verb.RELEASED, Verb.WITHDRAWN):
        assert last_entry(item, verb).actor_id == person.pk


@pytest.mark.parametrize("name", MAY_NOT)
def test_nobody_else_does_and_each_is_told_who_may(house, name):
    item, person = public(house), getattr(house, name)
    names = str(house.overseer)
    assert names in refused(measures.hold, item, person, REASON)
    assert names in refused(measures.withdraw, item, person, REASON, measures.End("error"))
    measures.hold(item, house.board, REASON)
    assert names in refused(measures.release, fresh(item), person, REASON)
    assert names in refused(measures.withdraw, fresh(item), person, REASON, measures.End("error"))
    assert Hold.objects.open().count() == 1
    assert not Withdrawal.objects.exists()


def test_what_somebody_who_oversees_held_is_theirs_to_release(house):
    item = public(house)
    measures.hold(item, house.overseer, REASON)
    for name in ("board", "second_board", "lead_board"):
        assert str(house.overseer) in refused(measures.release, fresh(item), getattr(house, name), REASON)
        end = measures.End("error")
        assert str(house.overseer) in refused(measures.withdraw, fresh(item), getattr(house, name), REASON, end)
    measures.release(fresh(item), house.second_overseer, REASON)
    assert fresh(item).live


def test_a_role_that_ended_yesterday_oversees_nothing(house):
    item, person = public(house), house.overseer
    Membership.objects.filter(user=person).update(valid_to=today() - timedelta(days=1))
    refused(measures.hold, item, person, REASON)


def test_to_oversee_is_a_role_for_the_whole_site(house):
    """The same capability in a unit's role would let a unit hold its neighbour's items."""
    role = Role.objects.create(code="local", name="local", scope="unit", capabilities=[Capability.OVERSEE])
    MembershipFactory(user=house.their_writer, role=role, unit=house.theirs)
    refused(measures.hold, public(house), house.their_writer, REASON)


def test_while_it_is_held_nobody_decides_on_an_item(house):
    item = a_waiting(house.ours, house.contributor, title=TITLE)
    measures.hold(item, house.overseer, REASON)
    assert str(house.overseer) in refused(actions.approve, fresh(item), house.board)
    assert str(house.overseer) in refused(measures.publish_in_emergency, fresh(item), house.duty, REASON)
    assert not inbox.waiting_for(house.board).exists()
    refused(measures.hold, fresh(item), house.second_overseer, REASON)
    measures.release(fresh(item), house.overseer, REASON)
    assert not fresh(item).live
    actions.approve(fresh(item), house.board)
    assert fresh(item).live


def test_there_is_nothing_to_hold_or_withdraw_of_a_draft_or_a_units_page(house):
    draft = a_draft(house.ours, house.contributor, title=TITLE, sections=[house.portal.propaganda_work])
    for name in ("board", "lead_board", "overseer"):
        refused(measures.hold, draft, getattr(house, name), REASON)
        refused(measures.withdraw, draft, getattr(house, name), REASON, measures.End("error"))
    page = UnitPage.objects.get(pk=house.ours.page_id)
    refused(measures.hold, page, house.overseer, REASON)
    refused(measures.withdraw, page, house.overseer, REASON, measures.End("error"))
    refused(measures.publish_in_emergency, page, house.duty, REASON)


def test_a_withdrawal_needs_what_its_meaning_says(house):
    item = public(house)
    draft = a_draft(house.ours, house.contributor)
    for end in (
        measures.End("withdrawn", "  "),
        measures.End("replaced"),
        measures.End("replaced", replaced_by=item),
        measures.End("replaced", replaced_by=draft),
    ):
        refused(measures.withdraw, item, house.board, REASON, end)
    refused(measures.withdraw, item, house.board, "  ", measures.End("error"))
    assert fresh(item).live


@pytest.mark.parametrize("name", sorted({*MAY, *MAY_NOT} - {"duty"}))
def test_only_its_own_permission_publishes_in_an_emergency(house, name):
    draft = a_draft(house.ours, house.contributor, title=TITLE)
    assert str(house.duty) in refused(measures.publish_in_emergency, draft, getattr(house, name), REASON)
    assert not fresh(draft).live


def test_what_its_author_has_not_submitted_is_published_in_no_emergency(house):
    """Whoever submits answers for the text; a draft is nobody's business but its unit's (LD-3.6)."""
    draft = a_draft(house.ours, house.contributor, title=TITLE)
    refused(measures.publish_in_emergency, draft, house.duty, REASON)
    assert not fresh(draft).live
    back = a_returned(house.ours, house.contributor, house.board, title=TITLE)
    measures.publish_in_emergency(back, house.duty, REASON)
    assert fresh(back).live


def test_nobody_publishes_their_own_text_even_in_an_emergency(house):
    draft = a_draft(house.ours, house.contributor, title=TITLE)
    draft.save_revision(user=house.duty)
    actions.submit(fresh(draft), house.contributor)
    refused(measures.publish_in_emergency, fresh(draft), house.duty, REASON)
    assert not fresh(draft).live
    measures.publish_in_emergency(fresh(draft), house.second_duty, REASON)
    assert fresh(draft).live
    refused(measures.publish_in_emergency, fresh(draft), house.second_duty, REASON)


def test_an_independent_second_person_signs_an_emergency_off(house):
    item = a_waiting(house.ours, house.contributor, title=TITLE)
    measures.publish_in_emergency(item, house.duty, REASON)
    item = fresh(item)
    assert item.live
    assert not item.workflow_in_progress
    made = Emergency.objects.get()
    able = {"board", "second_board", "second_duty"}
    for name in set(MAY_NOT) | {"overseer", "lead_board"}:
        assert refused(measures.sign_off, item, getattr(house, name))
    for name in able:
        assert measure_rules.may_sign_off(item, getattr(house, name)) is None
    measures.sign_off(item, house.board, "Đã đọc.")
    made.refresh_from_db()
    assert (made.ended_by, made.end_reason) == (house.board, "Đã đọc.")
    assert refused(measures.sign_off, item, house.second_board)
    assert last_entry(item, Verb.SIGNED_OFF).actor_id == house.board.pk


def test_an_emergency_is_no_approval_of_what_is_written_later(house):
    draft = a_waiting(house.ours, house.contributor, title=TITLE)
    measures.publish_in_emergency(draft, house.duty, REASON)
    item = fresh(draft)
    item.title = "Viết thêm sau khi đăng"
    item.save_revision(user=house.contributor)
    with pytest.raises(PermissionDenied):
        fresh(item).latest_revision.publish(user=house.duty, skip_permission_checks=True)
    assert fresh(item).title == TITLE
