"""An answer: drafted in its unit, approved by that unit's leader and nobody else, without who asked (ND-9.4b)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text

from knowledge.models import FieldOfWork
from qa.answering import drafting, private
from qa.answering.personal_data import found_in
from qa.handling import consulting, merging
from qa.models import AnswerPage, AskerIdentity, PrivateAnswer, Question, State
from tests.factories.portal import Portal
from tests.factories.questions import TEXT, a_drafted, an_accepted, an_answered, an_answering_portal
from tests.factories.situations import a_public as a_public_situation
from units import calendar
from units.approval import actions
from units.approval.release import UnapprovedPublication
from units.keytasks import keeping
from units.models import Contribution, StageState
from units.usefulness.models import UsefulnessCount

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.4b", "ND-4.5a")]


@pytest.fixture
def portal() -> Portal:
    return an_answering_portal()


@pytest.fixture
def people(portal: Portal) -> dict[str, Any]:
    return {
        "officer": portal.member("contributor", portal.propaganda),
        "colleague": portal.member("contributor", portal.propaganda),
        "leader": portal.member("leader", portal.propaganda),
        "board": portal.member("board", portal.propaganda),
        "other_leader": portal.member("leader", portal.city),
        "office": portal.member("office"),
    }


def fresh(question: Question) -> Question:
    return Question.objects.get(pk=question.pk)


def submitted(question: Question, officer: Any) -> AnswerPage:
    page = a_drafted(question, officer)
    actions.submit(page.get_latest_revision_as_object(), officer)
    return AnswerPage.objects.get(pk=page.pk)


def test_only_the_leader_of_the_unit_approves(portal, people):
    question = an_accepted(portal.propaganda, people["officer"])
    page = submitted(question, people["officer"])
    assert fresh(question).state == State.AWAITING
    for cannot in ("officer", "board", "other_leader", "office"):
        with pytest.raises(PermissionDenied):
            actions.approve(AnswerPage.objects.get(pk=page.pk), people[cannot])
    actions.approve(AnswerPage.objects.get(pk=page.pk), people["leader"])
    answered = fresh(question)
    assert AnswerPage.objects.get(pk=page.pk).live
    assert (answered.state, answered.answered_on_time, answered.due_at) == (State.ANSWERED, True, None)
    row = Contribution.objects.get()
    assert (row.kind, row.unit, row.approver) == ("answer", portal.propaganda, people["leader"])


def test_nobody_publishes_it_past_the_leader(portal, people):
    question = an_accepted(portal.propaganda, people["officer"])
    page = a_drafted(question, people["officer"])
    with pytest.raises(UnapprovedPublication):
        page.get_latest_revision().publish(user=people["officer"], skip_permission_checks=True)
    assert not page.permissions_for_user(people["leader"]).can_publish()


def test_the_stage_is_due_when_the_question_is(portal, people):
    question = an_accepted(portal.propaganda, people["officer"])
    submitted(question, people["officer"])
    assert StageState.objects.waiting().get().item_due_at == question.answer_due_at


def test_a_returned_answer_is_with_the_officer_again(portal, people):
    question = an_accepted(portal.propaganda, people["officer"])
    page = submitted(question, people["officer"])
    actions.send_back(page, people["leader"], "Nêu rõ căn cứ.")
    assert fresh(question).state == State.ACCEPTED
    actions.submit(AnswerPage.objects.get(pk=page.pk).get_latest_revision_as_object(), people["officer"])
    assert fresh(question).state == State.AWAITING
    actions.take_back(AnswerPage.objects.get(pk=page.pk), people["officer"])
    assert fresh(question).state == State.ACCEPTED


def test_a_draft_holds_the_question_and_never_who_asked(portal, people):
    question = an_accepted(portal.propaganda, people["officer"])
    AskerIdentity.objects.create(question=question, name="Trần Văn Hỏi", phone="0912345678")
    page = drafting.draft(question.pk, people["officer"])
    assert page.get_parent().get_parent().pk == portal.propaganda.page_id
    assert page.question == TEXT
    assert "Trần Văn Hỏi" not in str(page.get_latest_revision().content)
    assert drafting.draft(question.pk, people["colleague"]) == page


def editing_form(page: AnswerPage, **fields: Any) -> dict[str, Any]:
    data = {
        "title": "Thời gian dự bị",
        "question": TEXT,
        "answer": rich_text("<p>Tính liên tục từ ngày kết nạp.</p>"),
        "declared_accurate": "on",
        "declared_not_secret": "on",
        "action-submit": "1",
        **fields,
    }
    return {name: value for name, value in nested_form_data(data).items() if value is not None}


@pytest.mark.clause("ND-11.1c", "N-9")
def test_what_looks_like_personal_data_has_to_be_read_before_it_is_submitted(portal, people, client_of):
    question = an_accepted(portal.propaganda, people["officer"])
    page = drafting.draft(question.pk, people["officer"])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client: Client = client_of(people["officer"])
    told = rich_text("<p>Gọi 0912 345 678 hoặc viết cho a.b@mail.example.</p>")
    refused = client.post(edit, editing_form(page, answer=told))
    assert fresh(question).state == State.ACCEPTED
    said = refused.content.decode()
    assert "0912 345 678" in said
    assert "a.b@mail.example" in said
    client.post(edit, editing_form(page, answer=told, may_show_personal_data="on"))
    assert fresh(question).state == State.AWAITING


@pytest.mark.clause("ND-11.1b")
def test_sending_it_while_an_opinion_is_awaited_warns(portal, people, client_of):
    question = an_accepted(portal.propaganda, people["officer"])
    consulting.consult(question.pk, people["officer"], [portal.city], "Nghĩ sao?", calendar.today() + timedelta(days=2))
    page = drafting.draft(question.pk, people["officer"])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client: Client = client_of(people["officer"])
    refused = client.post(edit, editing_form(page))
    assert portal.city.name in refused.content.decode()
    assert fresh(question).state == State.ACCEPTED
    client.post(edit, editing_form(page, goes_without_opinions="on"))
    assert fresh(question).state == State.AWAITING


def test_what_was_merged_finds_the_answer_too(portal, people, client):
    first = an_accepted(portal.propaganda, people["officer"])
    second = an_accepted(portal.propaganda, people["colleague"])
    merging.merge(second.pk, people["colleague"], first.pk)
    page = submitted(first, people["officer"])
    actions.approve(page, people["leader"])
    shown = client.post(reverse("qa:follow"), {"code": second.code}).content.decode()
    assert AnswerPage.objects.get(pk=page.pk).url in shown


class TestPrivately:
    """An answer that its asker alone reads."""

    def test_the_leader_approves_it_and_nobody_else(self, portal, people, client):
        question = an_accepted(portal.propaganda, people["officer"], wants_private=True)
        with pytest.raises(PermissionDenied):
            drafting.draft(question.pk, people["officer"])
        private.submit(question.pk, people["officer"], "Đồng chí liên hệ chi bộ.")
        assert fresh(question).state == State.AWAITING
        follow = reverse("qa:follow")
        assert "liên hệ chi bộ" not in client.post(follow, {"code": question.code}).content.decode()
        for cannot in ("officer", "board", "other_leader", "office"):
            with pytest.raises(PermissionDenied):
                private.approve(question.pk, people[cannot])
        private.approve(question.pk, people["leader"])
        assert "liên hệ chi bộ" in client.post(follow, {"code": question.code}).content.decode()
        assert fresh(question).state == State.ANSWERED
        assert not AnswerPage.objects.exists()

    def test_no_leader_approves_their_own(self, portal, people):
        question = an_accepted(portal.propaganda, people["leader"])
        with pytest.raises(PermissionDenied):
            private.submit(question.pk, people["leader"], "Tự trả lời.")

    def test_it_comes_back_with_a_reason(self, portal, people):
        question = an_accepted(portal.propaganda, people["officer"])
        private.submit(question.pk, people["officer"], "Ngắn quá.")
        with pytest.raises(PermissionDenied):
            private.send_back(question.pk, people["leader"], " ")
        private.send_back(question.pk, people["leader"], "Viết rõ hơn.")
        assert fresh(question).state == State.ACCEPTED
        assert PrivateAnswer.objects.get().comment == "Viết rõ hơn."

    def test_an_awaited_opinion_warns_here_too(self, portal, people):
        question = an_accepted(portal.propaganda, people["officer"])
        until = calendar.today() + timedelta(days=2)
        consulting.consult(question.pk, people["officer"], [portal.city], "Nghĩ sao?", until)
        with pytest.raises(PermissionDenied):
            private.submit(question.pk, people["officer"], "Trả lời.")
        private.submit(question.pk, people["officer"], "Trả lời.", without_opinions=True)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Gọi 0912.345.678 nhé", "0912.345.678"),
        ("Số +84 263 382 1234.", "+84 263 382 1234"),
        ("CCCD 068085001234 cấp năm 2021", "068085001234"),
        ("viết cho nguyen.van-a@gmail.com.vn", "nguyen.van-a@gmail.com.vn"),
        ("Tôi ở số 12 đường Trần Phú, Đà Lạt", "số 12 đường Trần Phú, Đà Lạt"),
        ("Nhà tôi ở thôn 3, xã Lộc An", "thôn 3, xã Lộc An"),
    ],
)
def test_personal_data_is_found(text, words):
    assert [place.words for place in found_in(text)] == [words]


@pytest.mark.parametrize(
    "text",
    [
        "Quy định số 845-QĐ/ĐUK ngày 05/02/2026",
        "Hướng dẫn số 01-HD/TW năm 2021, mục 3.1.2",
        "Đóng 1% lương, khoảng 120.000 đồng",
        "Nghị định 30/2020/NĐ-CP",
        "Số 12 của tạp chí",
    ],
)
def test_what_is_no_personal_data_is_left_alone(text):
    assert found_in(text) == []


@pytest.mark.clause("ND-6.2g", "ND-12.3")
def test_a_public_answer_is_found_everywhere_within_bounds(portal, people, client, django_assert_max_num_queries):
    _question, page = an_answered(portal.propaganda, people["officer"], people["leader"])
    index = "/hoi-dap/"
    for address in (index, f"{index}?don-vi=btgtu", f"{index}?q=thời gian dự bị"):
        assert page.url in client.get(address).content.decode(), address
    assert page.url not in client.get(f"{index}?q=biên bản kiểm kê").content.decode()
    assert page.title in client.get(f"{index}rss/").content.decode()
    assert page.url in client.get("/tim-kiem/?q=dự bị").content.decode()
    with django_assert_max_num_queries(14):
        client.get(index)
    with django_assert_max_num_queries(16):
        shown = client.get(page.url)
    assert '<script type="application/ld+json">' in shown.content.decode()
    assert "csrftoken" not in shown.cookies
    assert shown.status_code == 200
    assert not shown.cookies


def test_readers_say_whether_it_was_useful(portal, people, client):
    _question, page = an_answered(portal.propaganda, people["officer"], people["leader"])
    address = reverse("usefulness:vote", args=[page.item_key])
    assert f'action="{address}"' in client.get(page.url).content.decode()
    client.post(address, {"useful": "yes"})
    assert UsefulnessCount.objects.get().useful == 1
    draft = a_drafted(an_accepted(portal.propaganda, people["officer"]), people["officer"])
    assert client.post(reverse("usefulness:vote", args=[draft.item_key]), {"useful": "yes"}).status_code == 404


@pytest.mark.clause("ND-5.5c")
def test_the_search_of_the_portal_finds_answers_as_a_kind_of_their_own(portal, people, client):
    _question, page = an_answered(portal.propaganda, people["officer"], people["leader"])
    shown = client.get("/tim-kiem/", {"q": "dự bị", "kind": "answer"})
    assert page.url in shown.content.decode()
    assert [choice.label for choice in shown.context["chosen"]] == ["Câu trả lời"]


@pytest.mark.clause("ND-2.1b", "ND-6.2g")
def test_answers_and_situations_of_one_field_lead_to_each_other(portal, people, client):
    field = FieldOfWork.objects.get(code="ket-nap")
    _question, page = an_answered(portal.propaganda, people["officer"], people["leader"], field=field)
    writer, board = portal.member("contributor", portal.office), portal.member("board", portal.office)
    situation = a_public_situation(portal.office, writer, board, field=field.parent)
    assert f'href="{page.url}"' in client.get(situation.url).content.decode()
    assert f'href="{situation.url}"' in client.get(page.url).content.decode()


@pytest.mark.clause("ND-7.1b")
def test_an_answer_tells_of_a_key_task_once_it_is_public(portal, people):
    year = calendar.today().replace(month=1, day=1)
    facts = {"name": "Đại hội Đảng bộ", "symbol": "15-NQ/ĐUK", "decided_on": year, "span": "year", "first": year}
    task = keeping.enter(facts, [], people["office"])
    page = a_drafted(an_accepted(portal.propaganda, people["officer"]), people["officer"])
    edit = reverse("wagtailadmin_pages:edit", args=[page.pk])
    client = Client()
    client.force_login(people["officer"])
    assert list(client.get(edit).context["form"].fields["key_tasks"].queryset) == [task]
    page = page.get_latest_revision_as_object()
    page.key_tasks = [task]
    page.save_revision(user=people["officer"])
    actions.submit(page, people["officer"])
    assert not task.told.exists()
    actions.approve(AnswerPage.objects.get(pk=page.pk), people["leader"])
    assert task.told.get().contribution.item_id == page.pk
