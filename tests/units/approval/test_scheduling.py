"""Publication at an hour: only of what is approved, nothing before it, and people are told (ND-9.1, ND-10.4b)."""

from __future__ import annotations

from datetime import datetime
from io import StringIO
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command, get_commands
from django.urls import reverse
from wagtail.models import Revision

from home.models import ArticlePage, Placement
from tests.factories.articles import a_draft, form_data
from tests.factories.contributions import local
from tests.factories.units import MembershipFactory
from tests.units._house import MARK, House, a_house, fresh, nothing_leaked
from units.approval import actions, measures
from units.approval.release import UnapprovedPublication
from units.messages.models import Kind, Message
from units.models import Contribution, Role
from units.record.models import RecordEntry
from units.record.verbs import Verb

LAID_ON = local(2026, 10, 14, 9)
pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.1", "ND-10.4b")]

TITLE = f"Tin chưa đến giờ, không được {MARK}"
HOUR = local(2026, 10, 15, 8)


@pytest.fixture
def house(time_machine: Any) -> House:
    time_machine.move_to(local(2026, 10, 14, 9), tick=False)
    return a_house()


@pytest.fixture
def clock(time_machine: Any) -> Any:
    """Move to a moment of October 2026 and let the clock's command run."""

    def move(*at: int, run: bool = True) -> str:
        time_machine.move_to(local(2026, 10, *at), tick=False)
        out = StringIO()
        if run:
            call_command("publish_scheduled", stdout=out)
        return out.getvalue()

    return move


def draft(house: House, hour: datetime | None = HOUR, title: str = TITLE, **fields: Any) -> ArticlePage:
    return a_draft(house.ours, house.contributor, title=title, go_live_at=hour, sections=[house.portal.news], **fields)


def approved(house: House, item: ArticlePage) -> ArticlePage:
    actions.submit(item, house.contributor)
    actions.approve(fresh(item), house.board)
    return fresh(item)


def another_version(house: House, item: ArticlePage, **fields: Any) -> ArticlePage:
    page = fresh(item).get_latest_revision_as_object()
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=house.contributor, log_action=True)
    return fresh(item)


def told(kind: Kind) -> set[str]:
    return set(Message.objects.filter(kind=kind).values_list("recipient__username", flat=True))


def noted(item: ArticlePage, verb: Verb) -> int:
    return RecordEntry.objects.about(item).filter(verb=verb).count()


def is_scheduled(item: ArticlePage) -> bool:
    return fresh(item).scheduled_revision is not None


def test_our_command_stands_in_for_wagtails() -> None:
    assert get_commands()["publish_scheduled"] == "units"


def test_what_is_approved_waits_for_its_hour_and_then_is_public(house, clock):
    item = approved(house, draft(house))
    assert (item.live, is_scheduled(item), noted(item, Verb.SCHEDULED)) == (False, True, 1)
    clock(15, 7, 59)
    nothing_leaked(house)
    assert not Contribution.objects.exists()
    assert not Placement.objects.exists()
    assert fresh(item).published_at is None
    assert TITLE in clock(15, 8)
    item = fresh(item)
    assert (item.live, item.first_published_at, item.published_at) == (True, HOUR, HOUR)
    assert Contribution.objects.get().published_at == HOUR
    assert noted(item, Verb.PUBLISHED) == 1
    assert TITLE not in clock(15, 8, 1)
    assert Contribution.objects.count() == 1


def test_what_is_not_approved_at_its_hour_is_not_published_and_told_once(house, clock):
    item = draft(house)
    actions.submit(item, house.contributor)
    clock(15, 8)
    nothing_leaked(house)
    assert told(Kind.NOT_PUBLISHED) == {
        house.contributor.username,
        house.board.username,
        house.second_board.username,
    }
    number = Message.objects.count()
    clock(15, 9)
    assert (Message.objects.count(), noted(item, Verb.NOT_PUBLISHED)) == (number, 1)
    actions.approve(fresh(item), house.board)
    assert fresh(item).live


def test_a_returned_item_is_told_of_too_and_with_a_later_hour_not_yet(house, clock):
    for hour in (None, local(2026, 10, 16, 8)):
        item = draft(house)
        actions.submit(item, house.contributor)
        actions.send_back(fresh(item), house.board, "Bổ sung ngày họp.")
        if hour is not None:
            another_version(house, item, go_live_at=hour)
        clock(15, 8)
        assert noted(item, Verb.NOT_PUBLISHED) == (0 if hour else 1)


def test_an_hour_that_had_passed_before_submission_only_means_at_once(house, clock):
    item = draft(house, local(2026, 10, 13))
    actions.submit(item, house.contributor)
    clock(14, 10)
    assert not told(Kind.NOT_PUBLISHED)
    actions.approve(fresh(item), house.board)
    assert fresh(item).live


def test_a_held_item_is_not_published_and_waits_again_when_released(house, clock):
    MembershipFactory(user=house.committee, role=_overseer(), unit=None)
    item = approved(house, draft(house))
    measures.hold(item, house.committee, "Chờ ý kiến Thường trực.")
    assert not is_scheduled(item)
    clock(14, 20)
    measures.release(fresh(item), house.committee, "Đã rõ.")
    assert (fresh(item).live, is_scheduled(item)) == (False, True)
    measures.hold(fresh(item), house.committee, "Chờ tiếp.")
    clock(15, 9)
    nothing_leaked(house)
    measures.release(fresh(item), house.committee, "Đã rõ.")
    assert fresh(item).live


def _overseer() -> Role:
    return Role.objects.get(code="overseer")


def test_a_hold_between_two_versions_brings_back_both(house, clock):
    MembershipFactory(user=house.committee, role=_overseer(), unit=None)
    item = approved(house, draft(house, None, "Tin đã đăng"))
    first = item.live_revision_id
    item = approved(house, another_version(house, item, title=TITLE, go_live_at=HOUR))
    assert (item.live_revision_id, is_scheduled(item), noted(item, Verb.SCHEDULED)) == (first, True, 1)
    measures.hold(item, house.committee, "Chờ ý kiến.")
    assert not fresh(item).live
    measures.release(fresh(item), house.committee, "Đã rõ.")
    item = fresh(item)
    assert (item.live, item.title, item.live_revision_id, is_scheduled(item)) == (True, "Tin đã đăng", first, True)
    nothing_leaked(house)
    clock(15, 8)
    assert fresh(item).title == TITLE


def test_a_hold_that_slipped_past_the_schedule_is_told_and_the_others_go_on(house, clock):
    MembershipFactory(user=house.committee, role=_overseer(), unit=None)
    held, other = approved(house, draft(house)), approved(house, draft(house, title="Tin đúng giờ"))
    measures.hold(held, house.committee, "Chờ ý kiến.")
    held.revisions.update(approved_go_live_at=HOUR)
    out = clock(15, 8)
    assert "Tin đúng giờ" in out
    assert (fresh(held).live, fresh(other).live, is_scheduled(held)) == (False, True, False)
    assert house.contributor.username in told(Kind.NOT_PUBLISHED)
    assert "Chờ ý kiến" in Message.objects.filter(kind=Kind.NOT_PUBLISHED).first().text
    nothing_leaked(house)


def test_a_schedule_written_past_the_route_publishes_nothing(house, clock):
    item = draft(house)
    Revision.objects.filter(pk=item.latest_revision_id).update(approved_go_live_at=HOUR)
    clock(15, 8)
    assert (fresh(item).live, is_scheduled(item), noted(item, Verb.NOT_PUBLISHED)) == (False, False, 1)
    nothing_leaked(house)
    with pytest.raises(UnapprovedPublication):
        item.latest_revision.publish(user=house.superuser, skip_permission_checks=True)


def test_another_hour_after_approval_needs_another_approval(house, clock):
    item = approved(house, draft(house))
    another_version(house, item, go_live_at=local(2026, 10, 14, 10))
    clock(14, 11)
    nothing_leaked(house)
    assert fresh(item).scheduled_revision.pk != fresh(item).latest_revision_id
    item = approved(house, fresh(item))
    assert item.live


def test_a_later_version_replaces_the_schedule(house, clock):
    item = approved(house, draft(house))
    later = approved(house, another_version(house, item, title="Bản sau", go_live_at=local(2026, 10, 16, 8)))
    assert later.scheduled_revision.pk == later.latest_revision_id
    clock(15, 9)
    assert not fresh(item).live
    clock(16, 8)
    assert fresh(item).title == "Bản sau"


def test_an_earlier_time_written_into_the_database_waits_for_the_approved_hour(house, clock):
    item = approved(house, draft(house))
    item.revisions.update(approved_go_live_at=local(2026, 10, 14, 9))
    clock(14, 10)
    nothing_leaked(house)
    assert fresh(item).scheduled_revision.approved_go_live_at == HOUR


def test_what_has_run_out_is_taken_down(house, clock):
    item = approved(house, draft(house, None, "Tin có hạn", expire_at=HOUR))
    assert item.live
    clock(15, 7)
    assert fresh(item).live
    clock(15, 8)
    assert (fresh(item).live, fresh(item).expired, noted(item, Verb.UNPUBLISHED)) == (False, True, 1)
    assert not Placement.objects.exists()


def test_a_dry_run_changes_nothing(house, time_machine):
    item = approved(house, draft(house))
    time_machine.move_to(HOUR, tick=False)
    for option in ("--dryrun", "--dry-run"):
        out = StringIO()
        call_command("publish_scheduled", option, stdout=out)
        assert TITLE in out.getvalue()
    assert (fresh(item).live, is_scheduled(item)) == (False, True)


@pytest.mark.parametrize("name", ["contributor", "board", "superuser"])
def test_stating_an_hour_in_the_form_publishes_nothing_by_itself(house, clock, name):
    item, client = draft(house, None), house.client(name)
    url = reverse("wagtailadmin_pages:edit", args=[item.pk])
    data = form_data(sections=[house.portal.news], title=TITLE, go_live_at="14/10/2026 10:00")
    assert client.get(url).status_code == 200
    assert client.post(url, {**data, "action-publish": "1"}).status_code in (200, 302, 403)
    assert fresh(item).get_latest_revision_as_object().go_live_at == local(2026, 10, 14, 10)
    clock(14, 10)
    nothing_leaked(house)
    assert not is_scheduled(item)


def test_a_contributor_states_the_hour_with_the_text(house, clock):
    item, client = draft(house, None), house.client("contributor")
    url = reverse("wagtailadmin_pages:edit", args=[item.pk])
    page = client.get(url).content.decode()
    assert 'name="go_live_at"' in page
    assert "schedule-publishing-dialog" not in page
    data = form_data(sections=[house.portal.news], submit=True, title=TITLE, go_live_at="15/10/2026 08:00")
    assert client.post(url, data).status_code == 302
    actions.approve(fresh(item), house.board)
    assert fresh(item).scheduled_revision.approved_go_live_at == HOUR


def test_an_emergency_waits_for_no_hour(house):
    role = Role.objects.create(code="urgent", name="Xuất bản khẩn", scope="site", capabilities=["emergency"], order=98)
    MembershipFactory(user=house.committee, role=role, unit=None)
    item = draft(house)
    actions.submit(item, house.contributor)
    item = fresh(item)
    with pytest.raises(PermissionDenied):
        measures.publish_in_emergency(item, house.superuser, "Bão số 12.")
    measures.publish_in_emergency(item, house.committee, "Bão số 12.")
    assert (fresh(item).live, is_scheduled(item)) == (True, False)
