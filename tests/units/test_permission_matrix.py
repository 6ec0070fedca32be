"""Who may do what, tried at the real addresses: a line an action, a column a person; every “cannot” is tried too."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, TaskState

from home.models import ArticlePage
from tests.factories.articles import a_draft, a_public, a_waiting, form_data
from tests.units._house import House, a_house, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-3.6", "LD-4.2b", "LD-5.1a", "ND-9.1", "ND-13.6a")]

#: Items of one unit: its own people, the people of another unit (their_), those of the whole site, and a superuser.
#: The draft and the item that waits are the contributor's.
UNIT = """
                      contributor board leader unit_admin their_writer their_board office committee reader superuser
see the drafts             y        y     y        -           -            -        -        -       -        y
begin an article           y        y     y        -           -            -        -        -       -        y
read a draft               y        y     -        -           -            -        -        -       -        y
edit a draft               y        y     -        -           -            -        -        -       -        y
delete a draft             y        y     -        -           -            -        -        -       -        y
copy a draft               y        y     -        -           -            -        -        -       -        y
submit a draft             y        y     -        -           -            -        -        -       -        y
move a draft away          -        -     -        -           -            -        -        -       -        y
lock a draft               -        -     -        -           -            -        -        -       -        y
publish a draft            -        -     -        -           -            -        -        -       -        -
schedule a draft           -        -     -        -           -            -        -        -       -        -
open what waits            y        y     -        -           -            -        -        -       -        y
edit what waits            -        -     -        -           -            -        -        -       -        -
delete what waits          -        -     -        -           -            -        -        -       -        -
approve                    -        y     -        -           -            -        -        -       -        -
return                     -        y     -        -           -            -        -        -       -        -
take back                  y        -     -        -           -            -        -        -       -        -
unpublish                  -        -     -        -           -            -        -        -       -        -
hold what is public        -        y     -        -           -            -        -        -       -        -
withdraw what is public    -        y     -        -           -            -        -        -       -        -
delete what is public      -        -     -        -           -            -        -        -       -        -
move what is public        -        -     -        -           -            -        -        -       -        -
hide with a password       -        -     -        -           -            -        -        -       -        -
"""

#: What belongs to no unit.
SITE = """
                         contributor board leader unit_admin their_board office committee reader superuser
edit the front page           -        -     -        -           -        y        -       -        y
edit a section                -        -     -        -           -        y        -       -        y
publish the front page        -        -     -        -           -        -        -       -        -
edit the organisation         -        -     -        -           -        y        -       -        y
edit the register             -        -     -        -           -        y        -       -        y
edit users                    -        -     -        -           -        -        -       -        y
edit groups                   -        -     -        -           -        -        -       -        y
edit approval routes          -        -     -        -           -        y        -       -        y
see reports                   y        y     y        y           y        y        y       -        y
see every unit's history      -        -     -        -           -        -        -       -        y
"""


@pytest.fixture
def house() -> House:
    return a_house()


def page_url(name: str, page: Any) -> str:
    return reverse(f"wagtailadmin_pages:{name}", args=[page.pk])


class Attempts:
    """One try a person and action; each says whether it worked, by what the database or the page shows afterwards."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.draft = a_draft(house.ours, house.contributor, sections=[house.portal.news])
        self.waiting = a_waiting(house.ours, house.contributor)
        self.visit = self.waiting.current_workflow_task_state.pk
        self.public = a_public(house.ours, house.contributor, house.second_board)
        self.form = form_data([house.portal.news], title="Tên mới")

    def shows(self, client: Any, url: str, text: str = "") -> bool:
        answer = client.get(url)
        return answer.status_code == 200 and text in answer.content.decode()

    def see_the_drafts(self, client: Any) -> bool:
        return self.shows(client, reverse("wagtailadmin_explore", args=[self.house.ours.page_id]), self.draft.title)

    def begin_an_article(self, client: Any) -> bool:
        before = ArticlePage.objects.count()
        client.post(reverse("wagtailadmin_pages:add", args=["home", "articlepage", self.house.ours.page_id]), self.form)
        return ArticlePage.objects.count() > before

    def read_a_draft(self, client: Any) -> bool:
        answers = [client.get(page_url(name, self.draft)).status_code for name in ("edit", "view_draft", "history")]
        return answers[:2] == [200, 200]

    def edit(self, client: Any, item: ArticlePage, **buttons: str) -> bool:
        client.post(page_url("edit", item), {**self.form, **buttons})
        return fresh(item).draft_title == "Tên mới"

    def edit_a_draft(self, client: Any) -> bool:
        return self.edit(client, self.draft)

    def edit_what_waits(self, client: Any) -> bool:
        return self.edit(client, self.waiting)

    def delete(self, client: Any, item: ArticlePage) -> bool:
        client.post(page_url("delete", item))
        bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])
        client.post(f"{bulk}?id={item.pk}")
        return not Page.objects.filter(pk=item.pk).exists()

    def delete_a_draft(self, client: Any) -> bool:
        return self.delete(client, self.draft)

    def delete_what_waits(self, client: Any) -> bool:
        return self.delete(client, self.waiting)

    def delete_what_is_public(self, client: Any) -> bool:
        return self.delete(client, self.public)

    def copy_a_draft(self, client: Any) -> bool:
        data = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": self.house.ours.page_id}
        client.post(page_url("copy", self.draft), data)
        return Page.objects.filter(title="Bản sao").exists()

    def submit_a_draft(self, client: Any) -> bool:
        self.edit(client, self.draft, **{"action-submit": "1"})
        return bool(fresh(self.draft).workflow_in_progress)

    def move(self, client: Any, item: ArticlePage) -> bool:
        client.post(reverse("wagtailadmin_pages:move_confirm", args=[item.pk, self.house.theirs.page_id]))
        return fresh(item).unit == self.house.theirs

    def move_a_draft_away(self, client: Any) -> bool:
        return self.move(client, self.draft)

    def move_what_is_public(self, client: Any) -> bool:
        return self.move(client, self.public)

    def lock_a_draft(self, client: Any) -> bool:
        client.post(page_url("lock", self.draft))
        return bool(fresh(self.draft).locked)

    def publish_a_draft(self, client: Any) -> bool:
        self.edit(client, self.draft, **{"action-publish": "1"})
        return bool(fresh(self.draft).live)

    def schedule_a_draft(self, client: Any) -> bool:
        when = f"{timezone.now() + timedelta(days=1):%d/%m/%Y %H:%M}"
        self.edit(client, self.draft, go_live_at=when, **{"action-publish": "1"})
        # Stating an hour is part of the draft; only an approval lets it wait for that hour.
        return bool(fresh(self.draft).approved_schedule)

    def open_what_waits(self, client: Any) -> bool:
        return self.shows(client, reverse("approval:review", args=[self.waiting.pk]), self.waiting.title)

    def decide(self, client: Any, verb: str, comment: str) -> str:
        data = {"verb": verb, f"{verb}-comment": comment, "version": self.waiting.latest_revision_id}
        data["return-reasons"] = "other"
        client.post(reverse("approval:review", args=[self.waiting.pk]), data)
        return str(TaskState.objects.get(pk=self.visit).status)

    def approve(self, client: Any) -> bool:
        return self.decide(client, "approve", "") == TaskState.STATUS_APPROVED and fresh(self.waiting).live

    def return_(self, client: Any) -> bool:
        return self.decide(client, "return", "Bổ sung ngày.") == TaskState.STATUS_REJECTED

    def take_back(self, client: Any) -> bool:
        client.post(reverse("approval:take_back", args=[self.waiting.pk]))
        client.post(page_url("edit", self.waiting), {**self.form, "action-cancel-workflow": "1"})
        return not fresh(self.waiting).workflow_in_progress

    def unpublish(self, client: Any) -> bool:
        client.post(page_url("unpublish", self.public))
        return not fresh(self.public).live

    def hold_what_is_public(self, client: Any) -> bool:
        client.post(reverse("approval:hold", args=[self.public.pk]), {"reason": "Chờ kiểm tra lại số liệu."})
        return not fresh(self.public).live

    def withdraw_what_is_public(self, client: Any) -> bool:
        data = {"reason": "Đăng nhầm.", "meaning": "error"}
        client.post(reverse("approval:withdraw", args=[self.public.pk]), data)
        return not fresh(self.public).live

    def hide_with_a_password(self, client: Any) -> bool:
        data = {"restriction_type": "password", "password": "bí mật", "groups": []}
        client.post(page_url("set_privacy", self.public), data)
        return PageViewRestriction.objects.exists()

    def edit_the_front_page(self, client: Any) -> bool:
        return self.shows(client, page_url("edit", self.house.portal.home))

    def edit_a_section(self, client: Any) -> bool:
        return self.shows(client, page_url("edit", self.house.portal.news))

    def publish_the_front_page(self, client: Any) -> bool:
        home = self.house.portal.home
        before = home.live_revision_id
        comments = {"comments-TOTAL_FORMS": 0, "comments-INITIAL_FORMS": 0}
        data = {"title": "Tên mới", "slug": home.slug, "action-publish": "1", **comments}
        client.post(page_url("edit", home), data)
        return bool(Page.objects.get(pk=home.pk).live_revision_id != before)

    def edit_the_organisation(self, client: Any) -> bool:
        return self.shows(
            client, reverse("wagtailsettings:edit", args=["home", "organisationsettings", self.house.portal.site.pk])
        )

    def edit_the_register(self, client: Any) -> bool:
        # The register's screens ask Django's permissions, and give none that the person does not hold.
        person = type(self.house.superuser).objects.get(pk=client.session["_auth_user_id"])
        held = {person.has_perm(f"units.{action}_unit") for action in ("add", "change")}
        return held == {True}

    def edit_users(self, client: Any) -> bool:
        return self.shows(client, reverse("wagtailusers_users:index"))

    def edit_groups(self, client: Any) -> bool:
        return self.shows(client, reverse("wagtailusers_groups:index"))

    def edit_approval_routes(self, client: Any) -> bool:
        return self.shows(client, reverse("routes:index"))

    def see_reports(self, client: Any) -> bool:
        return self.shows(client, reverse("contributions:index"))

    def see_every_units_history(self, client: Any) -> bool:
        return self.shows(client, reverse("wagtailadmin_reports:site_history"))

    def attempt(self, action: str) -> Callable[[Any], bool]:
        name = action.replace(" ", "_").replace("'", "")
        return getattr(self, f"{name}_" if name == "return" else name)


def rows(grid: str) -> list[tuple[str, dict[str, bool]]]:
    """The grid as (action, person to whether they may)."""
    head, *lines = [line.split() for line in grid.splitlines() if line.strip()]
    width = len(head)
    return [
        (" ".join(line[:-width]), {who: cell == "y" for who, cell in zip(head, line[-width:], strict=True)})
        for line in lines
    ]


@pytest.mark.parametrize("grid", [UNIT, SITE], ids=["unit", "site"])
def test_everybody_may_do_what_the_table_says_and_nothing_else(house, grid):
    attempts, wrong = Attempts(house), []
    for action, people in rows(grid):
        for person, may in people.items():
            with transaction.atomic():
                worked = bool(attempts.attempt(action)(house.client(person)))
                transaction.set_rollback(True)
            if worked != may:
                wrong.append(f"{person} {'cannot' if may else 'can'} {action}")
    assert wrong == []
