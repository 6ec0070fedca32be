"""Somebody who leaves loses everything in one act, and what they hold open goes on without them (ND-13.6a)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin.models import EditingSession
from wagtail.models import ModelLogEntry, Page, PageLogEntry

from accounts.models import KnownDevice, PersonSession, RecoveryCode
from home.models import ArticlePage
from qa.feedback.models import Feedback
from qa.models import Question, State
from tests.factories import situations
from tests.factories.articles import a_draft, a_public, a_returned, a_waiting
from tests.factories.feedback import an_officer, taken
from tests.factories.questions import an_accepted
from tests.units._house import House, a_house
from units import calendar, people
from units.approval import delegating
from units.approval.models import Delegation, StageState
from units.entitlements import leaving
from units.entitlements.acts import Wish, ask
from units.entitlements.leaving_plan import Plan
from units.entitlements.models import Departure, RightRequest
from units.entitlements.open_work import Leaving
from units.models import Membership, Message, RecordEntry, Role, SavedReport
from units.record.verbs import Verb
from units.reports import registry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-13.6a")]
DESK = "/quan-tri/quyen/nghi-viec/"


@pytest.fixture
def house() -> House:
    return a_house()


def go(house: House, person: Any, heir: Any = None, by: Any = None) -> Departure:
    gone = Leaving(person, heir, by or house.office)
    return leaving.carry_out(gone, "40-QĐ/TU", calendar.today(), Plan(gone).digest)


def test_everything_ends_at_once(house: House) -> None:
    person, client = house.board, house.client("board")
    token = default_token_generator.make_token(person)
    TOTPDevice.objects.create(user=person)
    RecoveryCode.objects.create(user=person, digest="a")
    KnownDevice.objects.create(user=person, digest="b")
    held = Membership.objects.get(user=person)
    lent = delegating.delegate(
        held, house.second_board, calendar.today(), calendar.today() + timedelta(days=5), "Đi học", person
    )
    borrowed = delegating.delegate(
        Membership.objects.get(user=house.second_board),
        person,
        calendar.today(),
        calendar.today() + timedelta(days=5),
        "Đi học",
        house.second_board,
    )
    to_come = Membership.objects.create(
        user=person, role=Role.objects.get(code="office"), valid_from=calendar.today() + timedelta(days=9)
    )
    asked = ask(Wish(person, Role.objects.get(code="leader"), house.theirs, calendar.today(), None, "Cần."), person)
    assert client.get("/quan-tri/").status_code == 200
    made = go(house, person)
    gone = type(person).objects.get(pk=person.pk)
    assert not gone.is_active
    assert not gone.has_usable_password()
    assert not people.held_by(gone)
    assert not gone.groups.filter(name__startswith="Cổng").exists()
    assert not default_token_generator.check_token(gone, token)
    for model in (TOTPDevice, RecoveryCode, KnownDevice, PersonSession):
        assert not model.objects.filter(user=person).exists(), model
    assert client.get("/quan-tri/").status_code == 302
    for row, day in ((held, calendar.today()), (to_come, to_come.valid_from)):
        row.refresh_from_db()
        assert (row.valid_to, row.end_decision) == (day - timedelta(days=1), "40-QĐ/TU")
    for each in (lent, borrowed):
        each.refresh_from_db()
        assert not Delegation.objects.in_force().filter(pk=each.pk).exists()
        assert not each.is_in_force
    asked.refresh_from_db()
    assert asked.state == RightRequest.State.REFUSED
    assert (made.by, made.decision) == (house.office, "40-QĐ/TU")
    assert RecordEntry.objects.about(gone).get(verb=Verb.LEFT).actor == house.office
    assert Message.objects.filter(recipient=house.leader, text__contains="40-QĐ/TU").exists()


def test_open_work_goes_to_the_heir_where_their_rights_allow(house: House) -> None:
    person = house.contributor
    draft = a_draft(house.ours, person)
    returned = a_returned(house.ours, person, house.board)
    waiting = a_waiting(house.ours, person)
    public = a_public(house.ours, person, house.board)
    elsewhere = house.portal.member("contributor", house.ours)
    foreign = a_draft(house.theirs, person)
    question = an_accepted(house.ours, person)
    go(house, person, heir=elsewhere)
    owner = dict(Page.objects.values_list("pk", "owner"))
    assert {owner[each.pk] for each in (draft, returned, waiting)} == {elsewhere.pk}
    # Where the heir may not write, the unit has it back; what is public and finished stays whose it was.
    assert (owner[foreign.pk], owner[public.pk]) == (None, person.pk)
    again = ArticlePage.objects.get(pk=returned.pk)
    assert again.current_workflow_state.requested_by == elsewhere
    assert again.permissions_for_user(elsewhere).can_edit()
    assert ArticlePage.objects.get(pk=waiting.pk).current_workflow_state.requested_by == person
    question.refresh_from_db()
    assert (question.officer, question.state) == (elsewhere, State.ACCEPTED)
    assert Message.objects.filter(recipient=elsewhere, kind="assigned").exists()
    assert RecordEntry.objects.filter(verb=Verb.WORK_PASSED_ON).count() == 2


def test_without_an_heir_it_goes_back_to_the_units(house: House) -> None:
    person = house.contributor
    draft, question = a_draft(house.ours, person), an_accepted(house.ours, person)
    go(house, person)
    assert Page.objects.get(pk=draft.pk).owner is None
    assert ArticlePage.objects.get(pk=draft.pk).permissions_for_user(house.board).can_edit()
    question.refresh_from_db()
    assert (question.officer, question.state) == (None, State.RECEIVED)
    assert Message.objects.filter(recipient=house.board, text__contains=f"{question.pk}").exists()


def test_an_item_that_was_assigned_or_edited_waits_for_somebody_else(house: House) -> None:
    person, item = house.board, a_waiting(house.ours, house.contributor)
    StageState.objects.waiting().of(item).update(assignee=person)
    StageState.objects.waiting().of(item).update(editor=person)
    go(house, person)
    visit = StageState.objects.waiting().of(item).get()
    assert (visit.editor, visit.assignee) == (None, house.second_board)


def test_the_last_one_who_decides_is_warned_of(house: House) -> None:
    a_waiting(house.theirs, house.their_writer)
    assert not any(part.warnings for part in Plan(Leaving(house.their_board, None, house.office)).parts)
    go(house, house.their_second_board)
    assert any(part.warnings for part in Plan(Leaving(house.their_board, None, house.office)).parts)


def test_what_the_person_had_locked_is_open_again_and_their_reports_are_sent_no_more(house: House) -> None:
    person, now = house.contributor, timezone.now()
    page, snippet = a_draft(house.ours, person), situations.a_draft(house.ours, person)
    others = a_draft(house.ours, house.board)
    for item, by in ((page, person), (snippet, person), (others, house.board)):
        type(item).objects.filter(pk=item.pk).update(locked=True, locked_by=by, locked_at=now)
    EditingSession.objects.create(user=person, content_object=page, last_seen_at=now, is_editing=True)
    report = SavedReport.objects.create(owner=person, title="Tin bài quý", report="tac-gia", span="quarter")
    report.recipients.add(house.board)
    assert not ArticlePage.objects.get(pk=page.pk).permissions_for_user(house.board).can_unlock()
    listed = [line for part in Plan(Leaving(person, None, house.office)).parts for line in part.lines]
    # What they called the report may say what only their unit knows.
    assert f"{registry.named('tac-gia').title} ({report.get_span_display()})" in listed
    assert report.title not in " ".join(listed)
    go(house, person)
    for item in (page, snippet):
        item.refresh_from_db()
        assert (item.locked, item.locked_by, item.locked_at) == (False, None, None)
        assert not item.get_lock()
    others.refresh_from_db()
    assert (others.locked, others.locked_by) == (True, house.board)
    assert PageLogEntry.objects.get(page=page.pk, action="wagtail.unlock").user == house.office
    assert ModelLogEntry.objects.for_instance(snippet).get(action="wagtail.unlock").user == house.office
    assert not EditingSession.objects.exists()
    assert not SavedReport.objects.standing().exists()


def test_feedback_of_an_officer_is_taken_by_another_and_only_counted_here(house: House) -> None:
    officer, other = an_officer(house.portal), an_officer(house.portal)
    first, second = (
        taken(officer, text="Điều này rất kín, xin xem xét."),
        taken(officer, text="Điều kín khác, xin xem xét."),
    )
    plan = Plan(Leaving(officer, None, house.office))
    assert "kín" not in repr(plan.parts)
    go(house, officer, heir=other)
    assert {row.officer for row in Feedback.objects.filter(pk__in=[first.pk, second.pk])} == {other}


def test_the_screen_shows_first_and_then_does_what_it_showed(house: House, client_of: Callable[[Any], Client]) -> None:
    person, heir = house.their_writer, house.their_board
    item = a_draft(house.theirs, person, title="Bí mật của đơn vị")
    office = client_of(house.office)
    assert office.get(DESK).status_code == 200
    assert office.get(DESK, {"username": "khong-co"}).status_code == 422
    assert office.get(DESK, {"username": person.username, "heir": person.username}).status_code == 422
    shown = office.get(DESK, {"username": person.username, "heir": heir.username}, follow=True)
    page = shown.content.decode()
    assert str(Membership.objects.get(user=person)) in page
    # The office sees that there is a draft, not its title, which only the unit knows.
    assert item.title not in page
    address = f"{DESK}{person.pk}/"
    posted = {"heir": heir.pk, "shown": shown.context["plan"].digest, "decision": "", "decided_on": "01/01/2026"}
    assert office.post(address, posted).status_code == 422
    a_draft(house.theirs, person)
    assert office.post(address, {**posted, "decision": "1-QĐ"}).status_code == 422
    assert type(person).objects.get(pk=person.pk).is_active
    fresh = office.get(f"{address}?heir={heir.pk}").context["plan"].digest
    assert office.post(address, {**posted, "decision": "1-QĐ", "shown": fresh}).status_code == 302
    assert Page.objects.get(pk=item.pk).owner == heir
    assert not type(person).objects.get(pk=person.pk).is_active
    assert "1-QĐ" in office.get(DESK).content.decode()


def test_all_of_it_or_nothing(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    person, question = house.contributor, an_accepted(house.ours, house.contributor)
    monkeypatch.setattr("qa.handling.leaving.tell_unit", fail)
    with pytest.raises(RuntimeError):
        go(house, person)
    assert type(person).objects.get(pk=person.pk).is_active
    assert Membership.objects.in_force().filter(user=person).exists()
    assert Question.objects.get(pk=question.pk).officer == person
    assert not Departure.objects.exists()


def test_who_cannot_do_it(house: House, client_of: Callable[[Any], Client]) -> None:
    for name in ("contributor", "board", "leader", "unit_admin", "committee"):
        with pytest.raises(PermissionDenied):
            go(house, house.lonely, by=getattr(house, name))
        client = client_of(getattr(house, name))
        for address in (DESK, f"{DESK}{house.lonely.pk}/"):
            assert {client.get(address).status_code, client.post(address).status_code} <= {302, 405}
    for person in (house.office, house.superuser):
        with pytest.raises(PermissionDenied):
            go(house, person)
    for heir in (house.lonely, house.reader):
        with pytest.raises(PermissionDenied):
            go(house, house.lonely, heir=heir)
    assert house.lonely.is_active
    assert not Departure.objects.exists()
