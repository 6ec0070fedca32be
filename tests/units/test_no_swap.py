"""What was approved is what goes public, and stays so: versions, shells, commands and the people behind a text."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.management.commands.publish_scheduled import Command as WagtailsOwnCommand
from wagtail.models import Page

from home.models import ArticleAuthor, ArticlePage
from tests.factories.articles import a_draft, a_public, a_returned, a_waiting, form_data
from tests.units._house import House, a_house, fresh, nothing_leaked
from units.approval import actions, routes
from units.approval.release import UnapprovedPublication
from units.approval.routes import Stage
from units.calendar import today
from units.models import Membership, OwnedPage

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-5.1a", "ND-9.1", "ND-10.4b")]

TITLE = "Tin chưa duyệt mà lọt"


@pytest.fixture
def house() -> House:
    return a_house()


def two_stages(house: House) -> None:
    """The unit's board, then the standing committee."""
    stages = [Stage("Ban biên tập duyệt", "board", "unit"), Stage("Thường trực duyệt", "standing_committee", "site")]
    routes.lay("Hai bước", stages)


def autosave(house: House, name: str, item: ArticlePage, revision_id: int, **fields: Any) -> Any:
    """What the editor's autosave posts: overwrite this version in place."""
    data = form_data([house.portal.news], title=TITLE, overwrite_revision_id=str(revision_id), **fields)
    return house.client(name).post(
        reverse("wagtailadmin_pages:edit", args=[item.pk]), data, headers={"accept": "application/json"}
    )


def test_autosave_never_overwrites_a_version_that_an_approver_has_seen(house):
    two_stages(house)
    item = a_waiting(house.ours, house.contributor)
    actions.approve(item, house.board)
    actions.send_back(fresh(item), house.committee, "Bổ sung.")
    seen = fresh(item).latest_revision
    assert autosave(house, "contributor", item, seen.pk).status_code == 200
    seen.refresh_from_db()
    assert TITLE not in seen.object_str
    assert fresh(item).latest_revision_id != seen.pk
    actions.submit(fresh(item), house.contributor)
    with pytest.raises(PermissionDenied):
        actions.approve(fresh(item), house.committee)
    nothing_leaked(house)


def test_autosave_after_publication_begins_a_new_version(house):
    item = a_public(house.ours, house.contributor, house.board)
    published = item.live_revision_id
    assert autosave(house, "contributor", item, published).status_code == 200
    assert fresh(item).latest_revision_id != published
    nothing_leaked(house)


def test_a_lock_of_their_own_does_not_let_a_superuser_write_into_what_waits(house):
    draft = a_draft(house.ours, house.superuser)
    draft.locked, draft.locked_by = True, house.superuser
    draft.save()
    actions.submit(fresh(draft), house.superuser)
    item = fresh(draft)
    waiting = item.latest_revision_id
    house.client("superuser").post(reverse("wagtailadmin_pages:lock", args=[item.pk]))
    autosave(house, "superuser", item, waiting)
    assert fresh(item).latest_revision_id == waiting
    assert fresh(item).latest_revision.object_str != TITLE


def test_a_submitted_version_cannot_be_rewritten_nor_given_to_another_writer(house):
    revision = a_waiting(house.ours, house.contributor).latest_revision
    revision.content = {**revision.content, "title": TITLE}
    with pytest.raises(UnapprovedPublication):
        revision.save()
    revision.refresh_from_db()
    revision.user = house.board
    with pytest.raises(UnapprovedPublication):
        revision.save()


def test_a_verdict_on_a_page_that_has_changed_meanwhile_asks_to_read_again(house):
    item = a_waiting(house.ours, house.contributor)
    read = item.latest_revision_id
    actions.take_back(item, house.contributor)
    item.title = TITLE
    item.save_revision(user=house.contributor)
    actions.submit(fresh(item), house.contributor)
    url = reverse("approval:review", args=[item.pk])
    answer = house.client("board").post(url, {"verb": "approve", "version": read, "approve-comment": ""})
    assert answer.status_code == 409
    nothing_leaked(house)


def test_whom_the_text_names_as_author_does_not_approve_it(house):
    draft = a_draft(house.ours, house.contributor)
    draft.authors = [ArticleAuthor(name="Ban biên tập viên", user=house.board, share=100)]
    draft.save_revision(user=house.contributor)
    actions.submit(fresh(draft), house.contributor)
    with pytest.raises(PermissionDenied):
        actions.approve(fresh(draft), house.board)
    actions.approve(fresh(draft), house.second_board)
    assert fresh(draft).live


def test_verdicts_of_one_unit_do_not_count_in_another(house):
    two_stages(house)
    item = a_returned(house.ours, house.contributor, house.board)
    Page.objects.get(pk=item.pk).move(Page.objects.get(pk=house.theirs.page_id), pos="last-child", user=None)
    assert fresh(item).unit == house.theirs
    actions.submit(fresh(item), house.superuser)
    with pytest.raises(PermissionDenied):
        actions.approve(fresh(item), house.board)
    actions.approve(fresh(item), house.their_board)
    Page.objects.get(pk=item.pk).move(Page.objects.get(pk=house.ours.page_id), pos="last-child", user=None)
    with pytest.raises(PermissionDenied):
        actions.approve(fresh(item), house.committee)
    assert not fresh(item).live


def test_one_person_in_two_roles_is_not_two_pairs_of_eyes(house):
    two_stages(house)
    both = house.portal.member("board", house.ours)
    Membership.objects.create(user=both, role=Membership.objects.get(user=house.committee).role)
    item = a_waiting(house.ours, house.contributor)
    actions.approve(item, both)
    with pytest.raises(PermissionDenied):
        actions.approve(fresh(item), both)


def test_a_membership_that_ended_before_the_verdict_arrives_decides_nothing(house):
    item, client = a_waiting(house.ours, house.contributor, title=TITLE), house.client("board")
    url = reverse("approval:review", args=[item.pk])
    version = {"verb": "approve", "version": item.latest_revision_id, "approve-comment": ""}
    assert client.get(url).status_code == 200
    Membership.objects.filter(user=house.board).update(valid_to=today() - timedelta(days=1))
    assert client.post(url, version).status_code in (302, 403)
    nothing_leaked(house)


def shell(house: House, draft: ArticlePage) -> dict[str, Any]:
    """What somebody with a shell might type, by the name of the door."""
    revision, base = draft.latest_revision, Page.objects.get(pk=draft.pk)

    def schedule() -> None:
        revision.approved_go_live_at = timezone.now() - timedelta(hours=1)
        revision.save(update_fields=["approved_go_live_at"])
        call_command(WagtailsOwnCommand())

    def save(page: Page, **update: Any) -> None:
        page.live = True
        page.save(**update)

    return {
        "publish": lambda: revision.publish(user=house.superuser, skip_permission_checks=True),
        "publish by nobody": revision.publish,
        "schedule": schedule,
        "save": lambda: save(fresh(draft)),
        "save the live field": lambda: save(fresh(draft), update_fields=["live"]),
        "save the base page": lambda: save(base),
        "add": lambda: house.ours.page.add_child(instance=ArticlePage(title=TITLE, live=True)),
        "copy": lambda: fresh(draft).copy(keep_live=True, update_attrs={"live": True, "slug": "lot"}),
    }


def test_nothing_typed_into_a_shell_makes_an_unapproved_version_public(house):
    draft = a_draft(house.ours, house.contributor, title=TITLE)
    for attempt in shell(house, draft).values():
        with pytest.raises(UnapprovedPublication):
            attempt()
    nothing_leaked(house)


def test_a_verdict_forged_in_a_shell_makes_nothing_public(house):
    """Wagtail's own verbs ask no rules, so the last door asks again who gave the verdict."""
    forgers = ("contributor", "superuser", "their_board", "leader")
    for forger in forgers:
        item = a_waiting(house.ours, house.contributor, title=TITLE)
        with pytest.raises(UnapprovedPublication):
            item.current_workflow_task_state.approve(user=getattr(house, forger))
        with pytest.raises(UnapprovedPublication):
            fresh(item).current_workflow_state.finish(user=getattr(house, forger))
    nothing_leaked(house)


def test_the_text_of_a_public_item_changes_by_approval_only(house):
    item = a_public(house.ours, house.contributor, house.board)
    item.title = TITLE
    with pytest.raises(UnapprovedPublication):
        item.save()
    with pytest.raises(UnapprovedPublication):
        item.save(update_fields=["title"])
    item = fresh(item)
    item.summary = TITLE
    with pytest.raises(UnapprovedPublication):
        item.save()
    fresh(item).save()
    nothing_leaked(house)


def test_an_older_approved_version_does_not_come_back_by_itself(house):
    item = a_public(house.ours, house.contributor, house.board)
    older = item.live_revision
    item.title = "Bản đính chính"
    item.save_revision(user=house.contributor)
    actions.submit(fresh(item), house.contributor)
    actions.approve(fresh(item), house.board)
    with pytest.raises(UnapprovedPublication):
        older.publish(skip_permission_checks=True)
    assert fresh(item).title == "Bản đính chính"


def test_every_page_of_the_portal_stands_behind_the_last_door():
    pages = [model for model in apps.get_models() if issubclass(model, Page) and model is not Page]
    assert pages
    assert [model for model in pages if not issubclass(model, OwnedPage)] == []
