"""Insiders try to make public what nobody has approved, by every door of the admin; nobody gets through."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupApprovalTask, Page, TaskState, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from home.models import ArticlePage
from tests.factories.articles import a_draft, a_public, a_returned, a_waiting, form_data
from tests.units._house import House, a_house, fresh, nothing_leaked
from units.approval import measures
from units.approval.release import UnapprovedPublication
from units.models import Contribution, StageState

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-5.1a", "ND-9.1")]

INSIDERS = ("contributor", "board", "superuser")
TITLE = "Tin chưa duyệt mà lọt"


@pytest.fixture
def house() -> House:
    return a_house()


def edit_url(page: Any) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def add_url(house: House) -> str:
    return reverse("wagtailadmin_pages:add", args=["home", "articlepage", house.ours.page_id])


def posted(house: House, **fields: Any) -> dict[str, Any]:
    return {**form_data([house.portal.news], title=TITLE), **fields}


def test_the_publish_button_of_the_editing_form(house):
    tomorrow = f"{timezone.now() + timedelta(days=1):%d/%m/%Y %H:%M}"
    for insider in INSIDERS:
        client = house.client(insider)
        for more in ({}, {"go_live_at": "01/01/2020 08:00"}, {"go_live_at": tomorrow}, {"action-submit": "1"}):
            client.post(add_url(house), posted(house, **{"action-publish": "1"}, **more))
            draft = a_draft(house.ours, getattr(house, insider))
            client.post(edit_url(draft), posted(house, **{"action-publish": "1"}, **more))
            assert fresh(draft).latest_revision.approved_go_live_at is None
    assert ArticlePage.objects.count() == 8 * len(INSIDERS)
    nothing_leaked(house)


def test_publishing_in_bulk(house):
    for insider in INSIDERS:
        waiting = a_waiting(house.ours, house.contributor, title=TITLE)
        draft = a_draft(house.ours, getattr(house, insider), title=TITLE)
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        house.client(insider).post(f"{url}?id={draft.pk}&id={waiting.pk}", {"include_descendants": "on"})
        house.client(insider).post(f"{url}?id={house.ours.page_id}", {"include_descendants": "on"})
    nothing_leaked(house)


def test_copies_and_aliases(house):
    for insider in INSIDERS:
        draft = a_draft(house.ours, getattr(house, insider), title=TITLE)
        public = a_public(house.ours, house.contributor, house.second_board)
        before = ArticlePage.objects.live().count()
        for source in (draft, public):
            for how in ({"publish_copies": "on"}, {"alias": "on"}, {"alias": "on", "publish_copies": "on"}):
                data = {
                    "new_title": TITLE,
                    "new_slug": f"lot-{source.pk}-{len(how)}",
                    "new_parent_page": house.ours.page_id,
                }
                house.client(insider).post(reverse("wagtailadmin_pages:copy", args=[source.pk]), {**data, **how})
        assert ArticlePage.objects.live().count() == before
        nothing_leaked(house)


def test_moving_a_public_item_or_one_on_its_route(house):
    for insider in INSIDERS:
        person = getattr(house, insider)
        house.portal.member("contributor", house.theirs)
        items = [
            a_public(house.ours, house.contributor, house.second_board),
            a_waiting(house.ours, person),
            a_returned(house.ours, person, house.second_board),
        ]
        for item in items:
            url = reverse("wagtailadmin_pages:move_confirm", args=[item.pk, house.theirs.page_id])
            house.client(insider).post(url)
            bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "move"])
            house.client(insider).post(f"{bulk}?id={item.pk}", {"chooser": house.theirs.page_id})
            assert fresh(item).unit == house.ours
            assert fresh(item).get_parent().pk == house.ours.page_id


def test_an_old_version_or_one_taken_down_comes_back_only_by_approval(house):
    for insider in INSIDERS:
        article = a_public(house.ours, house.contributor, house.second_board, title=TITLE)
        old = article.live_revision
        measures.withdraw(article, house.second_board, "Đăng nhầm.", measures.End("error"))
        assert not fresh(article).live
        client = house.client(insider)
        client.post(edit_url(article), posted(house, revision=old.pk, **{"action-publish": "1"}))
        client.post(reverse("wagtailadmin_pages:revisions_unschedule", args=[article.pk, old.pk]))
        old.refresh_from_db()
        with pytest.raises(UnapprovedPublication):
            old.publish(user=house.superuser, skip_permission_checks=True)
        nothing_leaked(house)


def verdict_urls(item: ArticlePage) -> list[str]:
    state = item.current_workflow_task_state
    return [
        reverse(f"wagtailadmin_pages:{name}", args=[item.pk, "approve", state.pk])
        for name in ("workflow_action", "collect_workflow_action_data")
    ]


OUTSIDERS = ("leader", "unit_admin", "office", "committee", "their_board", "reader")


def test_whoever_may_not_decide_cannot_approve(house):
    """Not the author, not a colleague who mended a comma, not another unit's board, not a superuser."""
    item = a_draft(house.ours, house.contributor, title=TITLE)
    item.save_revision(user=house.board)
    house.client("contributor").post(edit_url(item), posted(house, **{"action-submit": "1"}))
    item = fresh(item)
    assert item.workflow_in_progress
    decoy = a_waiting(house.theirs, house.their_writer)
    across = [decoy.pk, "approve", item.current_workflow_task_state.pk]
    for insider in (*INSIDERS, *OUTSIDERS):
        client = house.client(insider)
        for url in (*verdict_urls(item), reverse("wagtailadmin_pages:workflow_action", args=across)):
            client.post(url, {"comment": "duyệt"})
        review = reverse("approval:review", args=[item.pk])
        client.post(review, {"verb": "approve", "version": item.latest_revision_id, "approve-comment": ""})
        button = {"action-workflow-action": "1", "workflow-action-name": "approve"}
        client.post(edit_url(item), posted(house, **button))
        assert fresh(item).workflow_in_progress
    nothing_leaked(house)
    house.client("second_board").post(verdict_urls(item)[0], {"comment": ""})
    assert fresh(item).live


def test_the_actions_of_the_admin_api(house):
    for insider in INSIDERS:
        draft = a_draft(house.ours, getattr(house, insider), title=TITLE)
        waiting = a_waiting(house.ours, house.contributor, title=TITLE)
        public = a_public(house.ours, house.contributor, house.second_board)
        before = ArticlePage.objects.live().count()
        actions = {
            "publish": {},
            "copy": {"keep_live": True, "recursive": False, "destination_page_id": house.ours.page_id},
            "create_alias": {"destination_page_id": house.ours.page_id},
            "revert_to_page_revision": {"revision_id": draft.latest_revision_id},
            "move": {"destination_page_id": house.theirs.page_id},
        }
        for name, data in actions.items():
            for page in (draft, waiting, public):
                url = reverse("wagtailadmin_api:pages:action", args=[page.pk, name])
                house.client(insider).post(url, data, content_type="application/json")
        assert ArticlePage.objects.live().count() == before
        assert fresh(public).unit == house.ours
        nothing_leaked(house)


def test_a_superuser_cannot_approve_by_a_route_of_their_own_making(house):
    """Even a stage of Wagtail's own kind, laid for a group the superuser is in, makes nothing public."""
    group = Group.objects.create(name="Nhóm riêng")
    house.superuser.groups.add(group)
    task = GroupApprovalTask.objects.create(name="Tự duyệt")
    task.groups.add(group)
    workflow = Workflow.objects.create(name="Đường tắt")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    draft = a_draft(house.ours, house.contributor, title=TITLE)
    WorkflowPage.objects.create(page=draft, workflow=workflow)
    workflow.start(draft, house.contributor)
    client = house.client("superuser")
    client.raise_request_exception = False
    for url in verdict_urls(fresh(draft)):
        client.post(url, {"comment": ""})
    nothing_leaked(house)


def test_a_return_says_why_whichever_door_it_comes_through(house):
    item = a_waiting(house.ours, house.contributor)
    client, state = house.client("board"), item.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[item.pk, "reject", state.pk])
    for data in ({}, {"comment": ""}, {"comment": "   "}):
        client.post(url, data)
        said = {"verb": "return", "return-reasons": "other", "return-comment": data.get("comment", "")}
        client.post(reverse("approval:review", args=[item.pk]), said)
    assert StageState.objects.get(pk=state.pk).status == TaskState.STATUS_IN_PROGRESS


def test_a_unit_without_a_board_is_told_why_and_keeps_its_draft(house):
    url = reverse("wagtailadmin_pages:add", args=["home", "articlepage", house.boardless.page_id])
    answer = house.client("lonely").post(url, posted(house, **{"action-submit": "1"}))
    assert house.boardless.name in answer.content.decode()
    assert TITLE in answer.content.decode()
    house.client("lonely").post(url, posted(house))
    draft = ArticlePage.objects.get(unit=house.boardless)
    assert draft.current_workflow_state is None


def test_a_board_of_one_cannot_submit_its_own_text(house):
    alone = house.portal.member("board", house.boardless)
    house.people["alone"] = alone
    url = reverse("wagtailadmin_pages:add", args=["home", "articlepage", house.boardless.page_id])
    answer = house.client("alone").post(url, posted(house, **{"action-submit": "1"}))
    assert house.boardless.name in answer.content.decode()
    assert not WorkflowState.objects.exists()


def test_pages_that_hold_the_site_together_stay_public_and_exist_once(house):
    for insider in ("board", "superuser", "office"):
        for page in (house.portal.home, house.portal.news, house.ours.page, house.ours.page.get_parent()):
            for action in ("unpublish", "delete"):
                house.client(insider).post(reverse(f"wagtailadmin_pages:{action}", args=[page.pk]))
            data = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": page.get_parent().pk}
            house.client(insider).post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data)
            assert Page.objects.filter(pk=page.pk, live=True).exists()
    assert not Page.objects.filter(slug="ban-sao").exists()


def test_the_front_page_goes_through_the_managing_units_board(house):
    home, client = house.portal.home, house.client("office")
    data = {
        "title": "Cổng mới lọt",
        "slug": home.slug,
        "lead_article": "",
        "comments-TOTAL_FORMS": 0,
        "comments-INITIAL_FORMS": 0,
    }
    declared = {"declared_accurate": "on", "declared_not_secret": "on", "action-submit": "1"}
    client.post(edit_url(home), {**data, **declared, "action-publish": "1"})
    waiting = type(home).objects.get(pk=home.pk)
    assert waiting.workflow_in_progress
    nothing_leaked(house)
    client.post(verdict_urls(waiting)[0], {"comment": ""})
    nothing_leaked(house)
    house.client("board").post(verdict_urls(waiting)[0], {"comment": ""})
    assert type(home).objects.get(pk=home.pk).title == "Cổng mới lọt"
    assert not Contribution.objects.exists()
