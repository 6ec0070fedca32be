"""The report on files without searchable text: who sees which, and what each is told; the uploader is told as well."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from knowledge.filetexts import reading
from knowledge.filetexts.keeping import keep
from knowledge.filetexts.reading import Reading, State
from tests.factories.articles import a_public
from tests.factories.files import a_document
from tests.factories.portal import a_portal
from tests.factories.units import MembershipFactory, RoleFactory

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-5.5c")]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A public scan of the office and one of the city, a public file with text, and a scan of a draft."""
    portal = a_portal()
    for unit, title, state, public in (
        (portal.office, "Bản quét", State.EMPTY, True),
        (portal.city, "Bị khóa", State.LOCKED, True),
        (portal.office, "Có chữ", State.WHOLE, True),
        (portal.office, "Bảng tính", State.OTHER, True),
        (portal.office, "Bản quét của bản nháp", State.EMPTY, False),
    ):
        document = a_document(unit, title, "tep.pdf", b"x")
        monkeypatch.setattr(reading, "read", lambda *how, state=state: Reading(state))
        keep(document.pk)
        if public:
            people = portal.member("contributor", unit), portal.member("board", unit)
            a_public(unit, *people, body=[("document", {"document": document, "title": ""})])
    return SimpleNamespace(portal=portal, scan=document)


def listed(client: Client) -> dict[str, str]:
    answer = client.get(reverse("filetexts:report"))
    assert answer.status_code == 200
    return {text.document.title: text.advice for text in answer.context["page"].object_list}


def test_units_see_their_own_and_the_office_all_of_them(desk: SimpleNamespace, client_of: Any) -> None:
    portal = desk.portal
    assert set(listed(client_of(portal.member("office")))) == {"Bản quét", "Bị khóa"}
    (advice,) = listed(client_of(portal.member("board", portal.office))).values()
    assert advice.startswith("Lưu thành PDF từ phần mềm soạn thảo")
    assert set(listed(client_of(portal.member("board", portal.city)))) == {"Bị khóa"}
    role = RoleFactory(code="webmaster", scope="site", capabilities=["site_content"])
    webmaster = client_of(MembershipFactory(role=role, unit=None).user)
    assert webmaster.get(reverse("filetexts:report")).status_code == 403


def test_whoever_uploads_a_scan_is_told_so(desk: SimpleNamespace, client_of: Any) -> None:
    author = client_of(desk.portal.member("contributor", desk.portal.office))
    shown = author.get(reverse("wagtaildocs:edit", args=[desk.scan.pk])).content.decode()
    assert "Tìm kiếm: tệp chỉ có ảnh chụp các trang, không có chữ (bản quét)." in shown
