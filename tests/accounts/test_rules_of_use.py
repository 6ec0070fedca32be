"""The rules of use are acknowledged before the first action and again after a change (LD-1.2b, ND-7.1d)."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Acknowledgement, RulesOfUse
from accounts.rules import keeping
from tests.accounts.doors import HOME, LOGIN, a_device, in_with_code, is_in, try_in
from tests.factories.portal import Portal
from tests.factories.units import MembershipFactory, UserFactory
from units.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-1.2b", "ND-7.1d")]
STEP = "/quan-tri/dang-nhap/quy-che/"
RULES = "/quan-tri/quy-che-su-dung/"


def some_rules(title: str = "Quy chế sử dụng") -> RulesOfUse:
    rules = RulesOfUse(title=title, text=f"{title}: không cho mượn tài khoản.", decision="Quy chế số 01-QC/VPTU")
    keeping.lay(rules, None)
    return rules


@pytest.fixture
def writer(person: Any, portal: Portal) -> Any:
    MembershipFactory(user=person, unit=portal.city, role=Role.objects.get(code="contributor"))
    return person


def test_a_new_account_does_nothing_before_it_has_acknowledged_them(writer: Any) -> None:
    some_rules()
    client = Client()
    assert try_in(client, writer.username).url == STEP
    assert "không cho mượn tài khoản" in client.get(STEP).content.decode()
    assert client.get(HOME).url.startswith(LOGIN)
    assert client.post(STEP, {}).status_code == 422
    assert not is_in(client)
    assert not Acknowledgement.objects.exists()
    assert client.post(STEP, {"acknowledged": "on"}).url == HOME
    assert is_in(client)
    given = Acknowledgement.objects.get()
    assert (given.user_id, given.address) == (writer.pk, "127.0.0.1")
    assert try_in(Client(), writer.username).url == HOME
    # An account that is made later is asked as well.
    newcomer = UserFactory()
    newcomer.set_password("Rung-thong-2026-Da-Lat")
    newcomer.save()
    assert try_in(Client(), newcomer.username, "Rung-thong-2026-Da-Lat").url == STEP


def test_after_a_change_everybody_is_asked_again_at_their_next_action(writer: Any) -> None:
    some_rules()
    client = Client()
    try_in(client, writer.username)
    client.post(STEP, {"acknowledged": "on"})
    assert client.get(HOME).status_code == 200
    changed = some_rules("Quy chế sửa đổi")
    assert client.get(HOME).url.startswith(LOGIN)
    assert not is_in(client)
    assert try_in(client, writer.username).url == STEP
    assert "Quy chế sửa đổi" in client.get(STEP).content.decode()
    client.post(STEP, {"acknowledged": "on"})
    assert client.get(HOME).status_code == 200
    assert Acknowledgement.objects.filter(rules=changed, user=writer).count() == 1
    assert Acknowledgement.objects.filter(user=writer).count() == 2


def test_the_register_tells_who_has_and_who_has_not(writer: Any, chief: Any) -> None:
    rules = some_rules()
    keeping.acknowledge(rules, chief, "127.0.0.1")
    desk = in_with_code(chief, a_device(chief))
    has, has_not = (
        {user.username for user in desk.get(RULES + "xac-nhan/", {"who": who}).context["people"]}
        for who in ("has", "has_not")
    )
    assert (has, has_not) == ({chief.username}, {writer.username})
    UserFactory.create_batch(60)
    with CaptureQueriesContext(connection) as many:
        page = desk.get(RULES + "xac-nhan/")
    assert len(page.context["people"]) == 50
    get_user_model().objects.filter(username__startswith="can-bo").delete()
    with CaptureQueriesContext(connection) as few:
        desk.get(RULES + "xac-nhan/")
    assert len(many) == len(few)


def test_before_any_rules_are_laid_the_register_says_so(chief: Any) -> None:
    page = in_with_code(chief, a_device(chief)).get(RULES + "xac-nhan/")
    assert page.status_code == 200
    assert "Chưa ban hành quy chế sử dụng" in page.content.decode()


def test_the_office_lays_another_version_and_nobody_else(portal: Portal, writer: Any, client_of: Any) -> None:
    office = client_of(portal.member("office"))
    session = office.session
    session["second_factor"] = "x"
    session.save()
    data = {"title": "Quy chế", "text": "Không để lộ mật khẩu.", "decision": "04-QC/TU"}
    assert office.get(RULES + "ban-moi/").status_code == 200
    assert office.post(RULES + "ban-moi/", {**data, "decision": ""}).status_code == 422
    assert office.post(RULES + "ban-moi/", data).url == RULES + "xac-nhan/"
    assert RulesOfUse.objects.get().laid_by.pk
    other = client_of(writer)
    keeping.acknowledge(RulesOfUse.objects.get(), writer, "")
    for address in (RULES + "ban-moi/", RULES + "xac-nhan/"):
        for answer in (other.get(address), other.post(address, data)):
            assert (answer.status_code, answer.url) == (302, HOME)
    assert RulesOfUse.objects.count() == 1
    assert "Không để lộ mật khẩu" in other.get(RULES).content.decode()
