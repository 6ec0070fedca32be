"""In the practice area people write, send and decide, and nothing outside it feels anything of that (LD-4.2a)."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from modelsearch.index import Indexed
from wagtail.models import DraftStateMixin, Page, WorkflowMixin

import home.practising
from home.models import PracticeItem
from home.practising import acts
from tests.factories.units import UserFactory
from tests.units._house import House, a_house
from tests.units.members.desk import ADD, appointment
from units import calendar, people
from units.approval.checklist import Question
from units.models import Capability, Membership, Role, TrainingDemand
from units.owned import OwnedItem

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-4.2a")]
AREA, WRITE, EMPTY = "/quan-tri/thuc-hanh/", "/quan-tri/thuc-hanh/viet/", "/quan-tri/thuc-hanh/don-sach/"
MARK = "thuchanhlot"
#: What people note, count or send in this portal; the practice area imports nothing of it.
FORBIDDEN = {
    "units.messages",
    "units.record",
    "units.contributions",
    "units.approval.actions",
    "search",
    "wagtail.models",
}


@pytest.fixture
def house() -> House:
    return a_house()


def typed(house: House, **changes: Any) -> dict[str, Any]:
    return {
        "title": f"Chi bộ họp {MARK}",
        "text": f"Sáng nay chi bộ Văn phòng họp thường kỳ và bàn việc tháng tới, {MARK}.",
        "section": house.portal.news.pk,
        "event_date": f"{calendar.today():%Y-%m-%d}",
        "own_work": "on",
        "declared_accurate": "on",
        "declared_not_secret": "on",
        "send": "1",
        **changes,
    }


def rows() -> dict[str, int]:
    """How many rows each table has, those of the practice area and of who is signed in left out."""
    counted = [
        model for model in apps.get_models() if model._meta.label not in {"home.PracticeItem", "accounts.PersonSession"}
    ]
    return {model._meta.label: model._default_manager.count() for model in counted}


def test_writing_sending_returning_and_approving_change_nothing_else(house: House, mailoutbox: list[Any]) -> None:
    author, other = house.client("contributor"), house.client("board")
    # What it lays for itself when it runs for the first time.
    call_command("remind")
    before = rows()
    assert author.get(AREA).status_code == 200
    assert author.post(WRITE, typed(house, declared_accurate="")).status_code == 422
    author.post(WRITE, typed(house))
    item = PracticeItem.objects.get()
    address = reverse("practising:item", args=[item.pk])
    assert MARK in other.get(AREA).content.decode()
    returned = {"reject": "1", "reasons": ["wording"], "comment": "Viết ngắn hơn."}
    assert other.post(address, {"reject": "1"}).status_code == 422
    other.post(address, returned)
    assert "Viết ngắn hơn." in author.get(address).content.decode()
    author.post(reverse("practising:mend", args=[item.pk]), typed(house, title=f"Ngắn {MARK}"))
    assert other.post(address, {"approve": "1", "checklist": ["accurate"]}).status_code == 422
    other.post(address, {"approve": "1", "checklist": Question.values})
    item.refresh_from_db()
    assert (item.state, item.decided_by, item.title) == ("approved", house.board, f"Ngắn {MARK}")
    author.post(reverse("practising:example"))
    call_command("publish_scheduled")
    call_command("remind")
    assert rows() == before
    assert mailoutbox == []


def test_nothing_of_it_reaches_readers_search_or_an_inbox(house: House) -> None:
    said = {"title": f"Bài {MARK}", "text": MARK, "summary": MARK}
    item = acts.write(None, house.contributor, said, send=True)
    acts.decide(item.pk, house.board, approves=True)
    acts.write(None, house.contributor, said, send=True)
    reader = Client()
    addresses = ["/", f"/tim-kiem/?q={MARK}", "/sitemap.xml", "/thong-ke/", house.ours.page.get_url()]
    addresses += [house.portal.news.get_url(), f"{house.portal.news.get_url()}rss/"]
    for address in addresses:
        answer = reader.get(address, follow=True)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        said_of_query = body.decode().count(MARK)
        # The page of results repeats what was asked for, as it does for any word.
        assert said_of_query == 0 or "tim-kiem" in address, address
        assert f"Bài {MARK}" not in body.decode(), address
    for name in ("board", "office", "contributor"):
        for screen in ("approval:my_work", "messages:index", "contributions:index"):
            answer = house.client(name).get(reverse(screen), follow=True)
            assert MARK not in answer.content.decode(), (name, screen)
    for address in (f"{AREA}{item.pk}/", WRITE, AREA):
        assert reader.get(address).status_code == 302


def test_it_is_nothing_that_could_become_public() -> None:
    assert not issubclass(PracticeItem, Page | OwnedItem | DraftStateMixin | WorkflowMixin | Indexed)
    assert not hasattr(PracticeItem, "get_url")
    assert PracticeItem.wagtail_reference_index_ignore
    folder = Path(home.practising.__file__).parent
    imported = set()
    for path in (*folder.glob("*.py"), Path(apps.get_app_config("home").path) / "models" / "practice.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ImportFrom):
                imported |= {node.module or "", *(f"{node.module}.{name.name}" for name in node.names)}
            elif isinstance(node, ast.Import):
                imported |= {name.name for name in node.names}
    wrong = {name for name in imported for room in FORBIDDEN if name == room or name.startswith(f"{room}.")}
    assert wrong == set()


def test_what_nobody_can_do_here(house: House) -> None:
    item = acts.write(None, house.contributor, {"title": "Tập viết"}, send=True)
    with pytest.raises(PermissionDenied):
        acts.decide(item.pk, house.contributor, approves=True)
    for person in (house.contributor, house.board):
        with pytest.raises(PermissionDenied):
            acts.write(item, person, {"title": "Khác"}, send=False)
    acts.decide(item.pk, house.board, approves=False, comment="Sửa lại.")
    with pytest.raises(PermissionDenied):
        acts.decide(item.pk, house.leader, approves=True)
    for name in ("contributor", "board", "leader", "unit_admin", "committee"):
        with pytest.raises(PermissionDenied):
            acts.empty(getattr(house, name))
        client = house.client(name)
        assert {client.get(EMPTY).status_code, client.post(EMPTY).status_code} == {302}
    assert house.client("reader").get(AREA).status_code == 302
    with pytest.raises(PermissionDenied):
        acts.write(None, house.reader, {"title": "Khác"}, send=True)
    with pytest.raises(PermissionDenied):
        acts.take_example(house.reader)
    assert PracticeItem.objects.count() == 1


def test_the_office_empties_it(house: House) -> None:
    for _each in range(2):
        acts.write(None, house.contributor, {"title": "Tập viết"}, send=False)
    office = house.client("office")
    assert "2" in office.get(EMPTY).content.decode()
    assert office.post(EMPTY).status_code == 302
    assert not PracticeItem.objects.exists()


def test_a_trainee_practises_before_any_training_and_does_nothing_else(house: House) -> None:
    TrainingDemand.objects.create(comes_first=True)
    Role.objects.create(code="trainee", name="Học viên", scope="unit", capabilities=[Capability.PRACTISE])
    newcomer = UserFactory(username="hoc-vien")
    admin, given = house.client("unit_admin"), {"username": "hoc-vien", "valid_from": f"{calendar.today():%d/%m/%Y}"}
    assert admin.post(ADD, appointment(house.ours, "contributor", **given)).status_code == 422
    assert admin.post(ADD, appointment(house.ours, "trainee", **given)).status_code == 302
    assert Membership.objects.get(user=newcomer).role.code == "trainee"
    client = Client()
    client.force_login(newcomer)
    assert client.get(AREA).status_code == 200
    assert client.post(WRITE, typed(house)).status_code == 302
    assert not any(
        people.has_capability(newcomer, capability, house.ours)
        for capability in Capability
        if capability != Capability.PRACTISE
    )
    assert client.get(reverse("sending:send")).status_code == 403
    assert (
        client.get(reverse("wagtailadmin_pages:add", args=["home", "articlepage", house.ours.page_id])).status_code
        == 302
    )
