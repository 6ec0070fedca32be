"""A member of a unit sends an article with a photo from a phone: one form, nothing lost, the editor's rules."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file_jpeg

from home.models import ArticlePage
from tests.factories.portal import Portal, a_portal
from tests.factories.units import MembershipFactory
from units.calendar import today
from units.models import Role

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-5.1b")]

SEND = "/quan-tri/gui-bai/"
FIRST = "Sáng nay tại TP. Đà Lạt, chi bộ họp thường kỳ tháng 11. Các đảng viên bàn <việc> xây dựng Đảng."
TEXT = f"{FIRST} Câu ba.\r\n\r\nĐoạn hai."


@pytest.fixture
def portal(settings: Any, tmp_path: Any) -> Portal:
    settings.MEDIA_ROOT = tmp_path
    laid = a_portal()
    laid.member("board", laid.office)
    return laid


@pytest.fixture
def person(portal: Portal) -> Any:
    return portal.member("member", portal.office)


@pytest.fixture
def phone(person: Any, client_of: Any) -> Client:
    return client_of(person)


def photo(name: str = "anh.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, get_test_image_file_jpeg().file.getvalue(), content_type="image/jpeg")


def typed(portal: Portal, button: str = "send", **changes: Any) -> dict[str, Any]:
    data = {
        "title": "Chi bộ họp thường kỳ",
        "text": TEXT,
        "section": portal.news.pk,
        "event_date": f"{today():%Y-%m-%d}",
        "own_work": "on",
        "declared_accurate": "on",
        "declared_not_secret": "on",
        button: "1",
        **changes,
    }
    return {name: value for name, value in data.items() if value is not None}


def wrong(response: Any) -> dict[str, list[str]]:
    assert response.status_code == 422
    return {name: list(map(str, errors)) for name, errors in response.context["form"].errors.items()}


def test_what_is_sent_is_an_article_of_the_unit_on_its_route(portal, person, phone):
    answer = phone.post(SEND, typed(portal, photo=photo(), photo_description="Quang cảnh cuộc họp"), follow=True)
    article = ArticlePage.objects.get()
    assert answer.redirect_chain == [(f"/quan-tri/gui-bai/{article.pk}/", 302)]
    assert (article.unit, article.owner, article.live) == (portal.office, person, False)
    assert article.get_parent().pk == portal.office.page_id
    assert [(author.user, author.name) for author in article.authors.all()] == [(person, person.get_full_name())]
    assert list(article.sections.all()) == [portal.news]
    assert article.body[0].value.source == (
        "<p>Sáng nay tại TP. Đà Lạt, chi bộ họp thường kỳ tháng 11. "
        "Các đảng viên bàn &lt;việc&gt; xây dựng Đảng. Câu ba.</p><p>Đoạn hai.</p>"
    )
    assert article.summary == FIRST
    image = article.lead_image
    assert (image.uploaded_by_user, image.collection) == (person, portal.office.collection)
    assert article.lead_image_alt == "Quang cảnh cuộc họp"
    assert article.workflow_in_progress


def test_a_draft_may_be_unfinished_and_is_not_sent(portal, phone):
    phone.post(SEND, {"title": "Mới có tên", "save": "1"})
    article = ArticlePage.objects.get()
    assert not article.workflow_in_progress
    assert article.draft_title == "Mới có tên"


def test_every_defect_is_named_beside_its_field_and_in_the_list_and_nothing_typed_is_lost(portal, phone):
    answer = phone.post(SEND, {"title": "Chi bộ họp", "text": "Quá ngắn.", "send": "1"})
    names = ["text", "section", "event_date", "summary", "declared_accurate", "declared_not_secret"]
    found = wrong(answer)
    assert {"section", "event_date", "summary", "declared_accurate", "declared_not_secret", "source_name"} <= set(found)
    page = answer.content.decode()
    for name in set(names) & set(found):
        assert f'href="#id_{name}"' in page
        assert f'<p class="error-message">{found[name][0]}</p>' in page
        assert f"</strong> {found[name][0]}</a>" in page
    assert 'value="Chi bộ họp"' in page
    assert "Quá ngắn." in page
    assert not ArticlePage.objects.exists()


def test_work_of_others_names_its_source(portal, phone):
    found = wrong(phone.post(SEND, typed(portal, own_work=None)))
    assert set(found) == {"source_name", "source_author", "source_date", "source_permission"}
    source = {"source_author": "Lê An", "source_date": "2026-01-05", "source_permission": "Thỏa thuận số 1"}
    address = {"source_name": "Báo Lâm Đồng", "source_url": "https://bao.example/tin"}
    phone.post(SEND, typed(portal, own_work=None, **source, **address))
    article = ArticlePage.objects.get()
    assert (article.origin, article.source_name, article.source_url) == ("collected", *address.values())


def test_a_photo_survives_a_refused_form(portal, person, phone):
    answer = phone.post(SEND, typed(portal, section=None, photo=photo(), photo_description="Cuộc họp"))
    assert set(wrong(answer)) == {"section"}
    kept = get_image_model().objects.get()
    assert kept.uploaded_by_user == person
    assert f'name="photo_id" value="{kept.pk}"' in answer.content.decode()
    phone.post(SEND, typed(portal, photo_id=kept.pk, photo_description="Cuộc họp"))
    assert ArticlePage.objects.get().lead_image == kept


def test_a_photo_can_be_left_out_again(portal, phone):
    answer = phone.post(SEND, typed(portal, photo=photo()))
    assert set(wrong(answer)) == {"photo_description"}
    phone.post(SEND, typed(portal, photo_id=get_image_model().objects.get().pk, drop_photo="on"))
    assert ArticlePage.objects.get().lead_image is None


def test_nobody_sends_a_photo_of_somebody_else(portal, phone, client_of):
    colleague = client_of(portal.member("contributor", portal.office))
    colleague.post(SEND, typed(portal, section=None, photo=photo()))
    theirs = get_image_model().objects.get()
    found = wrong(phone.post(SEND, typed(portal, photo_id=theirs.pk, photo_description="Ảnh")))
    assert set(found) == {"photo"}
    assert not ArticlePage.objects.exists()


def test_what_is_no_image_is_refused_by_the_rules_of_the_administration(portal, phone, settings):
    settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10
    too_large = phone.post(SEND, typed(portal, photo=photo(), photo_description="Ảnh"))
    assert set(wrong(too_large)) == {"photo"}
    text = SimpleUploadedFile("anh.jpg", b"khong phai anh", content_type="image/jpeg")
    assert set(wrong(phone.post(SEND, typed(portal, photo=text, photo_description="Ảnh")))) == {"photo"}
    assert not get_image_model().objects.exists()


def test_a_phone_that_sends_twice_sends_one_item(portal, phone):
    key = phone.get(SEND).context["form"]["key"].value()
    answers = [phone.post(SEND, typed(portal, key=key)) for _ in range(2)]
    assert len({answer["Location"] for answer in answers}) == 1
    assert ArticlePage.objects.count() == 1


def test_a_section_closed_to_the_unit_is_not_offered(portal, phone, client_of):
    elsewhere = client_of(portal.member("member", portal.city))
    assert portal.propaganda_work not in elsewhere.get(SEND).context["form"].fields["section"].queryset
    assert set(wrong(elsewhere.post(SEND, typed(portal, section=portal.propaganda_work.pk)))) >= {"section"}


def test_who_writes_for_several_units_chooses_and_keeps_the_photo(portal, person, phone):
    MembershipFactory(user=person, role=Role.objects.get(code="member"), unit=portal.propaganda)
    portal.member("board", portal.propaganda)
    found = wrong(phone.post(SEND, typed(portal, photo=photo(), photo_description="Ảnh")))
    assert set(found) == {"unit"}
    kept = get_image_model().objects.get()
    phone.post(SEND, typed(portal, unit=portal.propaganda.pk, photo_id=kept.pk, photo_description="Ảnh"))
    article = ArticlePage.objects.get()
    assert (article.unit, article.lead_image) == (portal.propaganda, kept)
    assert article.lead_image.collection == portal.propaganda.collection


@pytest.mark.clause("LD-5.1a")
def test_a_unit_without_a_board_says_why_nothing_can_be_sent(portal, client_of):
    lonely = client_of(portal.member("member", portal.city))
    found = wrong(lonely.post(SEND, typed(portal)))
    assert set(found) == {"__all__"}
    lonely.post(SEND, typed(portal, button="save"))
    assert ArticlePage.objects.count() == 1


@pytest.mark.parametrize("role", ["unit_admin", "office"])
def test_who_writes_for_no_unit_is_told_so(portal, client_of, role):
    unit = portal.office if role == "unit_admin" else None
    client = client_of(portal.member(role, unit))
    for answer in (client.get(SEND), client.post(SEND, typed(portal))):
        assert answer.status_code == 403
        assert "help-warning" in answer.content.decode()
    assert f'"{SEND}"' not in client.get("/quan-tri/").content.decode()
    assert not ArticlePage.objects.exists()


def test_the_menu_leads_to_the_form(phone):
    assert f'"{SEND}"' in phone.get("/quan-tri/").content.decode()
