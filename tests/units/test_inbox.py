"""The inbox: what it lists and how, and that it costs the same with twenty items as with two thousand."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ContentType, Page, Revision, TaskState, WorkflowState

from home.models import ArticlePage
from qa.handling import consulting
from tests.factories.articles import a_returned, a_waiting
from tests.factories.feedback import sent
from tests.factories.portal import a_portal
from tests.factories.questions import a_question, an_accepted
from tests.factories.units import MembershipFactory
from units.approval import actions, measures, routes
from units.approval.models import Delegation, Seat, StageState, StageTask
from units.approval.routes import Stage
from units.calendar import today
from units.models import Capability, Membership, Role

pytestmark = pytest.mark.django_db

MOST_QUERIES = 15
INBOX = "approval:my_work"


@pytest.fixture
def house() -> SimpleNamespace:
    portal = a_portal()
    Role.objects.create(
        code="editorial_team", name="Tổ biên tập", scope="site", capabilities=[Capability.EMERGENCY.value]
    )
    return SimpleNamespace(
        portal=portal,
        unit=portal.office,
        author=portal.member("contributor", portal.office),
        board=portal.member("board", portal.office),
        second_board=portal.member("board", portal.office),
        lead=portal.member("board", portal.propaganda),
        team=portal.member("editorial_team"),
    )


def client_of(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def three_stages() -> None:
    """The unit's board, the lead unit of the section, the editorial team."""
    routes.lay(
        "Ba bước",
        [
            Stage(name="Đơn vị duyệt", role="board", scope="unit", assigns=True),
            Stage(name="Cơ quan chủ trì duyệt", role="board", scope="leads"),
            Stage(name="Tổ biên tập duyệt", role="editorial_team", scope="site"),
        ],
    )


def fill(number: int, like: ArticlePage) -> None:
    """``number`` items that wait where ``like`` waits: rows as submission writes them, without the submitting."""
    visit = StageState.objects.waiting().of(like).last()
    seat, text = visit.seats.get(), visit.revision.content
    now, page = timezone.now(), ContentType.objects.get_for_model(Page)
    first = 1_000_000 + WorkflowState.objects.count()
    revisions = Revision.objects.bulk_create(
        Revision(
            content_type=ContentType.objects.get_for_model(ArticlePage),
            base_content_type=page,
            object_id=str(first + n),
            object_str=f"Tin số {n}",
            content={**text, "title": f"Tin số {n}"},
            created_at=now,
        )
        for n in range(number)
    )
    states = WorkflowState.objects.bulk_create(
        WorkflowState(
            content_type=ContentType.objects.get_for_model(ArticlePage),
            base_content_type=page,
            object_id=str(first + n),
            workflow_id=visit.workflow_state.workflow_id,
            requested_by=visit.workflow_state.requested_by,
        )
        for n in range(number)
    )
    tasks = TaskState.objects.bulk_create(
        TaskState(
            workflow_state=state,
            revision=revision,
            task_id=visit.task_id,
            content_type=ContentType.objects.get_for_model(StageState),
        )
        for state, revision in zip(states, revisions, strict=True)
    )
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO units_stagestate (taskstate_ptr_id, unit_id, approvals, reminded, due_at)"
            " VALUES (%s, %s, 1, 0, %s)",
            [(task.pk, visit.unit_id, now + timedelta(hours=n + 1)) for n, task in enumerate(tasks)],
        )
    Seat.objects.bulk_create(Seat(visit_id=task.pk, role=seat.role, unit=seat.unit) for task in tasks)
    if connection.vendor == "postgresql":
        # What it does by itself wherever so many rows have come in; a plan made for empty tables takes minutes here.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


def in_place_of(person: Any, portal: Any, unit: Any) -> Any:
    """Somebody who decides in place of ``person`` today."""
    delegate = portal.member("contributor", unit)
    held = Membership.objects.get(user=person)
    Delegation.objects.create(
        membership=held, delegate=delegate, valid_from=today(), valid_to=today(), reason="Đi công tác", made_by=person
    )
    return delegate


def everybody_waits(house: SimpleNamespace) -> dict[str, Any]:
    """An item at each stage, and who decides there: board, lead, editorial team, and a delegate of the board."""
    three_stages()
    at_board = a_waiting(house.unit, house.author)
    at_lead = a_waiting(house.unit, house.author, sections=[house.portal.propaganda_work])
    actions.approve(at_lead, house.board)
    at_team = a_waiting(house.unit, house.author)
    actions.approve(at_team, house.board)
    delegate = in_place_of(house.second_board, house.portal, house.unit)
    return {
        "board": (house.board, at_board),
        "lead": (house.lead, at_lead),
        "team": (house.team, at_team),
        "delegate": (delegate, at_board),
    }


def work_of_another_room(house: SimpleNamespace, person: Any) -> None:
    """A question that ``person`` may take on, and one on which their unit owes its opinion."""
    contributor = Role.objects.get(code="contributor")
    if not Membership.objects.filter(user=person, role=contributor, unit=house.unit).exists():
        MembershipFactory(user=person, role=contributor, unit=house.unit)
    a_question(house.unit)
    asker = house.portal.member("contributor", house.portal.city)
    consulting.consult(an_accepted(house.portal.city, asker).pk, asker, [house.unit], "Nghĩ sao?", today())


def work_with_feedback(person: Any) -> None:
    """A record of feedback that ``person`` may take, named for it by a decision."""
    MembershipFactory(user=person, role=Role.objects.get(code="feedback_officer"), unit=None)
    sent()


@pytest.mark.clause("ND-10.2c")
@pytest.mark.parametrize("who", ["board", "lead", "team", "delegate"])
def test_the_inbox_costs_fifteen_queries_with_two_thousand_items(house: SimpleNamespace, who: str) -> None:
    person, item = everybody_waits(house)[who]
    house.portal.member("board", house.portal.city)
    urgent = a_waiting(house.portal.city, house.portal.member("contributor", house.portal.city))
    measures.publish_in_emergency(urgent, house.portal.member("editorial_team"), "Mưa lũ")
    work_of_another_room(house, person)
    # Somebody who stands in for another and is named for feedback besides costs one more while an emergency is open.
    if who != "delegate":
        work_with_feedback(person)
    client, counts = client_of(person), []
    client.get(reverse(INBOX))  # content types are asked for once a process
    for number in (20, 1_980):
        fill(number, item)
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(reverse(INBOX))
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert counts[1] <= MOST_QUERIES, "\n".join(query["sql"][:150] for query in queries)
    waiting = answer.context["pages"]["waiting"]
    assert waiting.paginator.count == 2_001
    assert len(waiting.object_list) == 20
    assert len(answer.content) < 300_000
    numbers = {section.name: section.number for section in answer.context["elsewhere"]}
    assert numbers == {"questions": 2} | ({"feedback": 1} if who != "delegate" else {})


@pytest.mark.clause("ND-10.2c")
def test_what_waits_is_listed_by_due_time_with_all_a_row_says(house: SimpleNamespace) -> None:
    three_stages()
    late, soon = (a_waiting(house.unit, house.author, title=title) for title in ("Tin trễ hạn", "Tin còn hạn"))
    undated = a_waiting(house.unit, house.author, title="Tin không hạn")
    due = {late: timezone.now() - timedelta(days=3), soon: timezone.now() + timedelta(hours=5), undated: None}
    for item, moment in due.items():
        StageState.objects.waiting().of(item).update(due_at=moment)
    StageState.objects.waiting().of(late).update(assignee=house.board)
    answer = client_of(house.board).get(reverse(INBOX))
    rows = answer.context["pages"]["waiting"].object_list
    assert [row.visit.revision.object_str for row in rows] == ["Tin trễ hạn", "Tin còn hạn", "Tin không hạn"]
    said = answer.content.decode()
    for words in (
        house.unit.label,
        "· Tin ·",
        "Đơn vị duyệt",
        "portal-sign--overdue",
        "portal-sign--soon",
        str(house.author),
    ):
        assert words in said


@pytest.mark.clause("LD-4.3", "ND-5.4b")
def test_a_row_says_in_whose_place_a_delegate_decides(house: SimpleNamespace) -> None:
    people = everybody_waits(house)
    delegate, item = people["delegate"]
    rows = client_of(delegate).get(reverse(INBOX)).context["pages"]["waiting"].object_list
    assert [(row.visit.revision.object_str, row.acts_for) for row in rows] == [(item.title, str(house.second_board))]
    own = client_of(house.board).get(reverse(INBOX)).context["pages"]["waiting"].object_list
    assert [row.acts_for for row in own] == [""]


def test_a_delegate_is_not_asked_for_what_the_absent_person_has_approved(house: SimpleNamespace) -> None:
    routes.lay("Hai người", [Stage(name="Hai người duyệt", role="board", scope="unit", approvals=2)])
    item = a_waiting(house.unit, house.author)
    delegate = in_place_of(house.second_board, house.portal, house.unit)
    actions.approve(item, house.second_board)
    assert client_of(delegate).get(reverse(INBOX)).context["pages"]["waiting"].object_list == []


def test_what_came_back_says_why_and_what_was_sent_says_where_it_is(house: SimpleNamespace) -> None:
    back = a_returned(house.unit, house.author, house.board, "Thiếu ngày họp.", title="Tin bị trả lại")
    sent = a_waiting(house.unit, house.author, title="Tin đã gửi")
    answer = client_of(house.author).get(reverse(INBOX))
    pages, said = answer.context["pages"], answer.content.decode()
    assert [row.visit.revision.object_str for row in pages["returned"].object_list] == [back.title]
    assert [row.visit.revision.object_str for row in pages["sent"].object_list] == [sent.title]
    assert "Thiếu ngày họp." in said
    assert StageTask.objects.get().name in said


def test_a_unit_owes_what_came_back_to_it_and_what_waits_with_its_people(house: SimpleNamespace) -> None:
    back = a_returned(house.unit, house.author, house.board, title="Tin bị trả lại")
    waits = a_waiting(house.unit, house.author, title="Tin chờ duyệt")
    stranger = house.portal.member("board", house.portal.city)
    owed = client_of(house.board).get(reverse(INBOX)).context["pages"]["owed"].object_list
    assert {row.visit.revision.object_str for row in owed} == {back.title, waits.title}
    assert client_of(stranger).get(reverse(INBOX)).context["pages"]["owed"].object_list == []


def test_an_open_emergency_is_shown_to_whoever_may_sign_it_off(house: SimpleNamespace) -> None:
    draft = a_waiting(house.unit, house.author, title="Tin khẩn về mưa lũ")
    measures.publish_in_emergency(draft, house.team, "Mưa lũ")
    shown = {
        name: "Tin khẩn về mưa lũ"
        in [made.title for made in client_of(person).get(reverse(INBOX)).context["emergencies"]]
        for name, person in {
            "board": house.board,
            "other board": house.lead,
            "team": house.team,
            "second of the team": house.portal.member("editorial_team"),
            "author": house.author,
        }.items()
    }
    assert shown == {
        "board": True,
        "other board": False,
        "team": False,
        "second of the team": True,
        "author": False,
    }
    measures.sign_off(ArticlePage.objects.get(pk=draft.pk), house.board)
    assert client_of(house.board).get(reverse(INBOX)).context["emergencies"] == []


def test_each_list_has_pages_of_its_own(house: SimpleNamespace) -> None:
    item = a_waiting(house.unit, house.author)
    fill(45, item)
    client = client_of(house.board)
    third = client.get(reverse(INBOX), {"waiting": "3"}).context["pages"]
    assert [len(third["waiting"].object_list), len(third["owed"].object_list)] == [6, 20]
    assert client.get(reverse(INBOX), {"waiting": "99"}).context["pages"]["waiting"].number == 1
    assert client.get(reverse(INBOX), {"waiting": "x"}).context["pages"]["waiting"].number == 1


def test_the_admins_home_page_opens_with_what_waits(house: SimpleNamespace) -> None:
    item = a_waiting(house.unit, house.author)
    said = client_of(house.board).get(reverse("wagtailadmin_home")).content.decode()
    assert reverse("approval:review", args=[item.pk]) in said
