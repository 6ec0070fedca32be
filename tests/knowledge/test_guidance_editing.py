"""Editing guidance in the admin: defects as sentences at their fields, nothing typed is lost, nobody else's files."""

from __future__ import annotations

import pytest
from django.urls import reverse

from knowledge.models import FieldOfWork, GuidancePage
from tests.factories.guidance import a_document, a_guidance_draft, a_public_guidance, guidance_data
from tests.units._house import a_house
from units.calendar import today

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-6.2d")]


@pytest.fixture
def house(settings, tmp_path):
    settings.MEDIA_ROOT = settings.PRIVATE_ROOT = tmp_path
    return a_house()


def add(house) -> str:
    return reverse("wagtailadmin_pages:add", args=["knowledge", "guidancepage", house.ours.page_id])


def row(document: object, **fields: str) -> dict[str, str]:
    sound = {"document": str(getattr(document, "pk", document)), "title": "Đơn xin vào Đảng", "symbol": "Mẫu 1-KNĐ"}
    return {**sound, "version": "2026", "dated": f"{today():%d/%m/%Y}", **fields}


def test_a_sound_guidance_with_a_form_is_submitted(house):
    posted = guidance_data(submit=True, forms=[row(a_document(house.ours))])
    assert house.client("contributor").post(add(house), posted).status_code == 302
    page = GuidancePage.objects.get()
    version = page.get_latest_revision_as_object()
    assert page.current_workflow_state.requested_by == house.contributor
    assert [form.symbol for form in version.forms.all()] == ["Mẫu 1-KNĐ"]


def test_a_draft_may_be_unfinished(house):
    posted = guidance_data(field_of_work="", audience="", basis_title="", in_force_from="", steps=None)
    posted |= {"steps-count": "0"}
    assert house.client("contributor").post(add(house), posted).status_code == 302


@pytest.mark.clause("ND-10.3")
def test_a_refused_submission_names_every_defect_at_its_field(house):
    posted = guidance_data(submit=True, field_of_work="", audience="", basis_title="", in_force_from="")
    posted = {name: value for name, value in posted.items() if not name.startswith("steps")} | {"steps-count": "0"}
    response = house.client("contributor").post(add(house), posted)
    anchors = {defect.anchor for defect in response.context["form"].defects}
    wanted = {"#id_field_of_work", "#id_audience", "#id_basis_title", "#id_in_force_from", "#steps-root"}
    assert wanted <= anchors
    assert not GuidancePage.objects.exists()


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ({"basis_symbol": "hướng dẫn số 12"}, "basis_symbol"),
        ({"basis_url": "javascript:alert(1)"}, "basis_url"),
        ({"in_force_until": "01/01/2020"}, "in_force_until"),
        ({"in_force_from": "hôm qua"}, "in_force_from"),
        ({"field_of_work": "999"}, "field_of_work"),
        ({"basis_level": "huyện"}, "basis_level"),
        ({"replaces": "không phải số"}, "replaces"),
        ({"title": "x" * 300}, "title"),
    ],
)
def test_bad_input_gets_a_sentence_and_the_rest_stays(house, fields, at):
    response = house.client("contributor").post(add(house), guidance_data(**fields))
    assert at in response.context["form"].errors
    assert "Trình tự, thủ tục và biểu mẫu." in response.content.decode()
    assert not GuidancePage.objects.exists()


@pytest.mark.parametrize("document", ["không phải số", "999999", ""])
def test_a_form_without_a_file_is_refused_and_its_row_kept(house, document):
    response = house.client("contributor").post(add(house), guidance_data(submit=True, forms=[row(document)]))
    assert response.status_code == 200
    assert "Mẫu 1-KNĐ" in response.content.decode()
    assert not GuidancePage.objects.exists()


@pytest.mark.clause("ND-13.6a", "LD-3.6")
@pytest.mark.parametrize("defect", [{}, {"title": ""}])
def test_another_units_file_cannot_be_offered_as_a_form_nor_its_name_learnt(house, defect):
    theirs = a_document(house.theirs, title="Tài liệu nội bộ đơn vị bạn")
    response = house.client("contributor").post(add(house), guidance_data(forms=[row(theirs, **defect)]))
    assert "Tài liệu nội bộ" not in response.content.decode()
    assert not GuidancePage.objects.exists()


def test_only_public_guidance_of_the_unit_is_replaced_and_only_once(house):
    old = a_public_guidance(house.ours, house.contributor, house.board, title="Hướng dẫn cũ")
    theirs = a_public_guidance(house.theirs, house.their_writer, house.their_board)
    draft = a_guidance_draft(house.ours, house.contributor)
    client = house.client("contributor")
    for wrong in (theirs, draft):
        response = client.post(add(house), guidance_data(replaces=str(wrong.pk)))
        assert "replaces" in response.context["form"].errors
    a_public_guidance(house.ours, house.contributor, house.board, title="Hướng dẫn mới", replaces=old)
    response = client.post(add(house), guidance_data(submit=True, replaces=str(old.pk)))
    assert "Hướng dẫn mới" in str(response.context["form"].errors["replaces"])


def test_a_field_that_has_ended_is_offered_no_longer(house):
    FieldOfWork.objects.filter(code="kiem-tra").update(valid_to="2020-01-01")
    page = house.client("contributor").get(add(house)).content.decode()
    assert "Kết nạp đảng viên" in page
    assert "Kiểm tra, giám sát" not in page


def test_another_unit_can_neither_write_here_nor_open_a_draft(house):
    draft = a_guidance_draft(house.ours, house.contributor)
    stranger = house.client("their_writer")
    assert stranger.get(add(house)).status_code in (302, 403)
    assert stranger.post(add(house), guidance_data()).status_code in (302, 403)
    assert stranger.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).status_code in (302, 403)
    assert GuidancePage.objects.get() == draft
