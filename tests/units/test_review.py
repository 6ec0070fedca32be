"""The review page: what an approver reads and says there, and the one door from Wagtail's editor to it."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.models import ArticlePage
from tests.factories.articles import a_draft, a_public, a_waiting
from tests.factories.portal import a_portal
from units.approval import actions, editing, measures, routes, timeline
from units.approval.checklist import Question
from units.approval.models import StageState, Verdict
from units.approval.routes import Stage
from units.models import Role

pytestmark = pytest.mark.django_db

SAID = {
    "approve-checklist": [question.value for question in Question],
    "approve-source_checked": "document",
    "approve-grade": "good",
    "approve-comment": "Đã đối chiếu.",
}
WHY = {"return-reasons": ["source", "wording"], "return-comment": "Đoạn hai: thiếu nguồn."}


@pytest.fixture
def house() -> SimpleNamespace:
    portal = a_portal()
    Role.objects.create(code="editorial_team", name="Tổ biên tập", scope="site")
    routes.lay(
        "Hai bước",
        [
            Stage(name="Đơn vị duyệt", role="board", scope="unit"),
            Stage(
                name="Tổ biên tập duyệt",
                role="editorial_team",
                scope="site",
                asks_checklist=True,
                asks_grade=True,
                may_edit=True,
                assigns=True,
            ),
        ],
    )
    return SimpleNamespace(
        portal=portal,
        unit=portal.office,
        author=portal.member("contributor", portal.office),
        board=portal.member("board", portal.office),
        editor=portal.member("editorial_team"),
        second=portal.member("editorial_team"),
        overseer=portal.member("overseer"),
    )


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(item: Any) -> str:
    return reverse("approval:review", args=[item.pk])


def fresh(item: Any) -> ArticlePage:
    return ArticlePage.objects.get(pk=item.pk)


def with_the_team(house: SimpleNamespace, **fields: Any) -> ArticlePage:
    """An item that the unit has approved and the editorial team has not."""
    item = a_waiting(house.unit, house.author, **fields)
    actions.approve(item, house.board)
    return fresh(item)


@pytest.mark.clause("ND-6.1", "ND-10.2b")
def test_an_open_point_of_the_checklist_is_refused_and_nothing_typed_is_lost(house: SimpleNamespace) -> None:
    item, client = with_the_team(house), client_of(house.editor)
    assert "approve-checklist" in client.get(page(item)).content.decode()
    half = {**SAID, "verb": "approve", "approve-checklist": ["accurate"], "approve-grade": ""}
    answer = client.post(page(item), half)
    assert answer.status_code == 422
    assert {"checklist", "grade"} == set(answer.context["approve_form"].errors)
    assert "Đã đối chiếu." in answer.content.decode()
    assert client.post(page(item), {**SAID, "verb": "approve"}).status_code == 302
    given = Verdict.objects.get(user=house.editor)
    assert (given.grade, given.source_checked, len(given.checklist)) == ("good", "document", len(Question))
    assert fresh(item).live


def test_the_unit_is_not_asked_what_only_the_last_stage_asks(house: SimpleNamespace) -> None:
    item = a_waiting(house.unit, house.author)
    assert "approve-checklist" not in client_of(house.board).get(page(item)).content.decode()


@pytest.mark.clause("ND-10.2a")
def test_a_return_says_why_and_where(house: SimpleNamespace) -> None:
    item, client = with_the_team(house), client_of(house.editor)
    unsaid = client.post(page(item), {"verb": "return", "return-comment": WHY["return-comment"]})
    assert unsaid.status_code == 422
    assert WHY["return-comment"] in unsaid.content.decode()
    assert client.post(page(item), {**WHY, "verb": "return"}).status_code == 302
    step = next(step for step in timeline.of(item) if step.is_return)
    assert (step.comment, len(step.facts)) == (WHY["return-comment"], 2)


def test_who_oversees_returns_at_a_stage_that_is_anothers(house: SimpleNamespace) -> None:
    item, client = a_waiting(house.unit, house.author), client_of(house.overseer)
    answer = client.get(page(item))
    assert str(house.board) in answer.context["refusal"]
    assert not answer.context["review"].may_approve
    assert client.post(page(item), {"verb": "approve", "approve-comment": ""}).status_code == 403
    assert client.post(page(item), {**WHY, "verb": "return"}).status_code == 302
    assert StageState.objects.waiting().of(item).count() == 0


@pytest.mark.clause("ND-10.4b")
def test_a_verdict_sent_twice_is_told_that_somebody_has_decided(house: SimpleNamespace) -> None:
    item, client = a_waiting(house.unit, house.author), client_of(house.board)
    visit = StageState.objects.waiting().of(item).get()
    verdict = {"verb": "approve", "version": item.latest_revision_id, "visit": visit.pk, "approve-comment": "Tốt."}
    assert client.post(page(item), verdict).status_code == 302
    again = client.post(page(item), verdict)
    assert again.status_code == 409
    assert "Tốt." in again.content.decode()
    assert Verdict.objects.count() == 1


@pytest.mark.parametrize("hour", [None, timezone.now() + timedelta(days=400)])
def test_the_button_says_what_it_brings_about(house: SimpleNamespace, hour: Any) -> None:
    item = a_waiting(house.unit, house.author, go_live_at=hour)
    assert "Tổ biên tập duyệt" in client_of(house.board).get(page(item)).context["review"].approve_label
    actions.approve(item, house.board)
    last = client_of(house.editor).get(page(item)).context["review"].approve_label
    assert ("2027" in last or "2028" in last) == (hour is not None)


@pytest.mark.clause("ND-10.2a")
def test_an_editor_mends_the_text_and_somebody_else_approves_it(house: SimpleNamespace) -> None:
    item, client = with_the_team(house), client_of(house.editor)
    assert client.post(page(item), {"verb": "edit"}).status_code == 302
    editor = client.get(reverse("wagtailadmin_pages:edit", args=[item.pk])).content.decode()
    assert f"{page(item)}#ban-giao" in editor
    mended = fresh(item).get_latest_revision_as_object()
    mended.summary = "Tóm tắt đã được biên tập lại."
    mended.save_revision(user=house.editor)
    done = client.post(page(item), {"verb": "hand_over", "hand_over-comment": "Sửa tóm tắt."})
    assert done.status_code == 302
    assert client.post(page(item), {**SAID, "verb": "approve"}).status_code == 403
    other = client_of(house.second)
    shown = other.get(page(item))
    assert [change.label for change in shown.context["review"].comparisons[0].changes]
    assert "<ins>" in shown.content.decode()
    assert "<del>" in shown.content.decode()
    assert other.post(page(item), {**SAID, "verb": "approve"}).status_code == 302
    assert fresh(item).summary == "Tóm tắt đã được biên tập lại."


def test_where_the_stage_knows_no_editing_the_verb_is_refused_with_a_sentence(house: SimpleNamespace) -> None:
    item, client = a_waiting(house.unit, house.author), client_of(house.board)
    answer = client.post(page(item), {"verb": "edit"})
    assert answer.status_code == 403
    assert answer.context["meanwhile"]
    assert client.post(page(item), {"verb": "hand_over", "hand_over-comment": ""}).status_code == 403


def test_an_item_is_given_to_somebody_else_of_the_stage(house: SimpleNamespace) -> None:
    item = with_the_team(house)
    visit = StageState.objects.waiting().of(item).get()
    other = house.second if visit.assignee == house.editor else house.editor
    client = client_of(visit.assignee)
    wrong = client.post(page(item), {"verb": "reassign", "reassign-person": house.author.pk})
    assert wrong.status_code == 422
    assert client.post(page(item), {"verb": "reassign", "reassign-person": other.pk}).status_code == 302
    visit.refresh_from_db()
    assert visit.assignee == other
    assert client_of(house.author).get(page(item)).context["review"].others is None


@pytest.mark.clause("ND-10.2a")
def test_what_differs_from_the_public_version_is_shown(house: SimpleNamespace) -> None:
    routes.lay("Một bước", [Stage(name="Đơn vị duyệt", role="board", scope="unit")])
    item = a_public(house.unit, house.author, house.board)
    item.title = "Chi bộ Văn phòng họp bất thường"
    item.body = [("paragraph", "<p>Một đoạn mới hẳn.</p>")]
    item.save_revision(user=house.author)
    actions.submit(fresh(item), house.author)
    shown = client_of(house.board).get(page(item))
    (comparison,) = shown.context["review"].comparisons
    assert len(comparison.changes) == 2
    said = shown.content.decode()
    assert "bất thường</ins>" in said or "<ins>bất" in said
    assert "Một đoạn mới hẳn." in said
    assert comparison.url in said


@pytest.mark.clause("LD-1.2c")
def test_the_timeline_tells_measures_and_editing_in_words(house: SimpleNamespace) -> None:
    item = with_the_team(house)
    editing.begin(item, house.editor)
    editing.hand_over(fresh(item), house.editor, "Không sửa gì.")
    measures.hold(fresh(item), house.overseer, "Chờ xác minh.")
    measures.release(fresh(item), house.overseer, "Đã xác minh.")
    steps = timeline.of(fresh(item))
    assert [step.who for step in steps[:4]] == [str(house.overseer)] * 2 + [str(house.editor)] * 2
    assert [step.comment for step in steps[:3]] == ["Đã xác minh.", "Chờ xác minh.", "Không sửa gì."]
    said = client_of(house.editor).get(page(item)).content.decode()
    assert "Chờ xác minh." in said
    assert "responsibility-heading" in said


def test_a_timeline_from_before_the_record_is_told_from_wagtails_rows(
    house: SimpleNamespace, django_assert_max_num_queries: Any
) -> None:
    from django.db import connection

    item = with_the_team(house)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM units_recordentry")
    with django_assert_max_num_queries(2):
        steps = timeline.of(item)
    assert [step.who for step in steps] == [str(house.board), str(house.author)]


@pytest.mark.clause("ND-10.2a")
def test_the_editor_leads_to_the_review_page_alone(house: SimpleNamespace) -> None:
    item = with_the_team(house)
    said = client_of(house.editor).get(reverse("wagtailadmin_pages:edit", args=[item.pk])).content.decode()
    assert page(item) in said
    assert "data-workflow-action-name" not in said


def test_a_draft_has_no_verdict_and_no_foreign_reader(house: SimpleNamespace) -> None:
    draft = a_draft(house.unit, house.author)
    shown = client_of(house.author).get(page(draft))
    assert shown.context["approve_form"] is None
    assert client_of(house.author).post(page(draft), {**SAID, "verb": "approve"}).status_code == 409
    assert client_of(house.portal.member("board", house.portal.city)).get(page(draft)).status_code in {302, 403}
