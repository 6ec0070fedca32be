"""The verbs of approval and who may use them; the ways round are in test_no_way_round.py."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from home.models import ArticlePage
from tests.factories.articles import a_draft, a_public, a_returned, a_waiting
from tests.factories.portal import a_portal
from units.approval import actions, inbox, measure_rules, timeline
from units.approval.release import UnapprovedPublication
from units.contributions.models import Contribution
from units.models import Membership

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    portal = a_portal()
    unit = portal.office
    return SimpleNamespace(
        portal=portal,
        unit=unit,
        author=portal.member("contributor", unit),
        colleague=portal.member("board", unit),
        approver=portal.member("board", unit),
        stranger=portal.member("board", portal.city),
    )


@pytest.mark.clause("LD-5.1a", "ND-9.1")
def test_an_approved_article_is_public_and_counted(house):
    article = a_public(house.unit, house.author, house.approver, sections=[house.portal.news])
    row = Contribution.objects.get()
    assert article.live
    assert (row.unit, row.approver, row.submitter) == (house.unit, house.approver, house.author)
    assert row.revision_id == article.live_revision_id
    assert row.sections == [house.portal.news.title]
    assert Client().get(article.url).status_code == 200


def test_a_second_publication_is_not_counted_again(house):
    article = a_public(house.unit, house.author, house.approver)
    article.title = "Chi bộ Văn phòng họp bất thường"
    article.save_revision(user=house.author)
    actions.submit(ArticlePage.objects.get(pk=article.pk), house.author)
    actions.approve(ArticlePage.objects.get(pk=article.pk), house.approver)
    assert ArticlePage.objects.get(pk=article.pk).title == "Chi bộ Văn phòng họp bất thường"
    assert Contribution.objects.count() == 1


@pytest.mark.clause("LD-5.1a")
def test_nobody_who_wrote_it_may_approve(house):
    draft = a_draft(house.unit, house.author)
    draft.save_revision(user=house.colleague)
    actions.submit(draft, house.author)
    waiting = ArticlePage.objects.get(pk=draft.pk)
    with pytest.raises(PermissionDenied, match=r"wrote|viết"):
        actions.approve(waiting, house.colleague)
    with pytest.raises(PermissionDenied):
        actions.approve(waiting, house.author)
    actions.approve(waiting, house.approver)
    assert ArticlePage.objects.get(pk=draft.pk).live


def test_a_refusal_names_who_may_decide(house):
    waiting = a_waiting(house.unit, house.author)
    with pytest.raises(PermissionDenied) as refusal:
        actions.approve(waiting, house.stranger)
    assert str(house.approver) in str(refusal.value)
    assert str(house.stranger) not in str(refusal.value)


@pytest.mark.clause("LD-5.1a")
def test_a_unit_without_a_board_cannot_submit_and_is_told_why(house):
    lone = house.portal.member("contributor", house.portal.propaganda)
    draft = a_draft(house.portal.propaganda, lone)
    with pytest.raises(PermissionDenied) as refusal:
        actions.submit(draft, lone)
    assert house.portal.propaganda.name in str(refusal.value)


@pytest.mark.clause("LD-5.1a")
def test_a_membership_that_has_ended_approves_nothing(house):
    waiting = a_waiting(house.unit, house.author)
    Membership.objects.filter(user=house.approver).update(valid_from="2020-01-01", valid_to="2020-12-31")
    with pytest.raises(PermissionDenied):
        actions.approve(waiting, house.approver)


def test_a_return_needs_a_reason(house):
    waiting = a_waiting(house.unit, house.author)
    with pytest.raises(PermissionDenied):
        actions.send_back(waiting, house.approver, "  ")
    assert ArticlePage.objects.get(pk=waiting.pk).current_workflow_task_state is not None


@pytest.mark.clause("LD-1.1b", "LD-1.2c")
def test_the_timeline_tells_the_whole_way_with_reasons(house):
    article = a_returned(house.unit, house.author, house.approver, "Thiếu ngày họp.")
    actions.submit(article, house.author)
    actions.approve(ArticlePage.objects.get(pk=article.pk), house.approver)
    steps = timeline.of(article)
    approver, author = str(house.approver), str(house.author)
    assert [step.who for step in steps] == [approver, approver, author, approver, author]
    assert [step.is_return for step in steps] == [False, False, False, True, False]
    assert "Thiếu ngày họp." in steps[3].comment


def test_what_was_changed_after_submission_is_not_approved(house):
    waiting = a_waiting(house.unit, house.author)
    waiting.title = "Sửa lén sau khi gửi"
    waiting.save_revision(user=house.author, clean=False)
    with pytest.raises(PermissionDenied):
        actions.approve(ArticlePage.objects.get(pk=waiting.pk), house.approver)
    assert not ArticlePage.objects.get(pk=waiting.pk).live


def test_saving_an_article_as_public_is_refused(house):
    draft = a_draft(house.unit, house.author)
    draft.live = True
    with pytest.raises(UnapprovedPublication):
        draft.save()
    with pytest.raises(UnapprovedPublication):
        house.unit.page.add_child(instance=ArticlePage(title="Lách duyệt", live=True))


def test_taking_back_lets_the_author_go_on_writing(house):
    waiting = a_waiting(house.unit, house.author)
    with pytest.raises(PermissionDenied):
        actions.take_back(waiting, house.stranger)
    actions.take_back(waiting, house.author)
    assert ArticlePage.objects.get(pk=waiting.pk).current_workflow_state is None


@pytest.mark.clause("LD-4.3")
def test_the_inbox_holds_what_the_person_may_decide_on(house):
    waiting = a_waiting(house.unit, house.author)
    written = a_waiting(house.unit, house.colleague)
    ids = [int(visit.workflow_state.object_id) for visit in inbox.waiting_for(house.colleague)]
    assert ids == [waiting.pk]
    assert not inbox.waiting_for(house.stranger).exists()
    assert not inbox.waiting_for(house.author).exists()
    assert [int(visit.workflow_state.object_id) for visit in inbox.sent_by(house.colleague)] == [written.pk]


def test_a_returned_item_is_in_its_authors_inbox_until_it_is_sent_again(house):
    article = a_returned(house.unit, house.author, house.approver)
    assert [int(visit.workflow_state.object_id) for visit in inbox.returned_to(house.author)] == [article.pk]
    actions.submit(article, house.author)
    assert not inbox.returned_to(house.author).exists()


@pytest.mark.clause("LD-4.3")
def test_the_inbox_costs_the_same_with_more_in_it(house, client_of):

    client = client_of(house.approver)
    client.get(reverse("approval:my_work"))  # content types and permissions are asked for once a process
    counts = []
    for number in (2, 12):
        for _ in range(number):
            a_waiting(house.unit, house.author)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("approval:my_work")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_the_review_page_shows_the_item_and_takes_the_verdict(house, client_of):
    waiting = a_waiting(house.unit, house.author, sections=[house.portal.news])
    client, url = client_of(house.approver), reverse("approval:review", args=[waiting.pk])
    assert waiting.title in client.get(url).content.decode()
    assert waiting.title in client.get(reverse("approval:preview", args=[waiting.pk])).content.decode()
    refused = client.post(url, {"verb": "return", "return-comment": ""})
    assert refused.status_code == 422
    assert client.post(url, {"verb": "approve", "approve-comment": "Đồng ý"}).status_code == 302
    assert ArticlePage.objects.get(pk=waiting.pk).live


def test_a_refused_verdict_keeps_what_was_typed(house, client_of):
    waiting = a_waiting(house.unit, house.colleague)
    url = reverse("approval:review", args=[waiting.pk])
    response = client_of(house.colleague).post(url, {"verb": "approve", "approve-comment": "Tôi tự duyệt"})
    assert response.status_code == 403
    assert not ArticlePage.objects.get(pk=waiting.pk).live


def test_an_approved_article_can_be_taken_down_by_its_board_only(house):
    article = a_public(house.unit, house.author, house.approver)
    assert measure_rules.may_withdraw(article, house.approver) is None
    assert house.approver.get_full_name() not in (measure_rules.may_withdraw(article, house.author) or "")
    assert measure_rules.may_withdraw(article, house.stranger) is not None
    # Wagtail's own button says neither why nor what readers find afterwards.
    assert not article.permissions_for_user(house.approver).can_unpublish()
