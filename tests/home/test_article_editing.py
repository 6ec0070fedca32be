"""Editing an article through the admin: defects in one list, bad input with a clear message, nothing typed is lost."""

from __future__ import annotations

import unicodedata
from types import SimpleNamespace

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import ArticlePage
from tests.factories.articles import SUMMARY, a_draft, form_data
from tests.factories.portal import a_portal

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client_of):
    portal = a_portal()
    author, approver = portal.member("contributor", portal.office), portal.member("board", portal.office)
    add = reverse("wagtailadmin_pages:add", args=["home", "articlepage", portal.office.page_id])
    return SimpleNamespace(portal=portal, author=author, approver=approver, client=client_of(author), add=add)


def edit(article: ArticlePage) -> str:
    return reverse("wagtailadmin_pages:edit", args=[article.pk])


@pytest.mark.clause("ND-10.3", "LD-5.1b")
def test_a_refused_submission_lists_every_defect_with_its_field_and_keeps_what_was_typed(desk):
    posted = form_data(submit=True, summary="", event_date="", declared_accurate=None, declared_not_secret=None)
    response = desk.client.post(desk.add, posted)
    page = response.content.decode()
    for anchor in ("summary", "event_date", "sections", "declared_accurate", "declared_not_secret"):
        assert f'href="#id_{anchor}"' in page, anchor
    assert "Chi bộ Văn phòng họp thường kỳ" in page
    assert not ArticlePage.objects.exists()


@pytest.mark.clause("LD-1.2c", "ND-7.3a")
@pytest.mark.parametrize("missing", ["declared_accurate", "declared_not_secret"])
def test_nothing_is_submitted_without_both_declarations(desk, missing):
    response = desk.client.post(desk.add, form_data([desk.portal.news], submit=True, **{missing: None}))
    assert response.status_code == 200
    assert [defect.anchor for defect in response.context["form"].defects] == [f"#id_{missing}"]


def test_a_sound_article_is_submitted(desk):
    assert desk.client.post(desk.add, form_data([desk.portal.news], submit=True)).status_code == 302
    article = ArticlePage.objects.get()
    assert article.current_workflow_state.requested_by == desk.author
    assert article.unit == desk.portal.office
    assert article.slug == "chi-bo-van-phong-hop-thuong-ky"


def test_a_draft_may_be_unfinished(desk):
    posted = form_data(summary="", event_date="", declared_accurate=None, declared_not_secret=None)
    assert desk.client.post(desk.add, posted).status_code == 302
    assert not ArticlePage.objects.get().workflow_in_progress


@pytest.mark.clause("LD-5.1a")
def test_a_contributor_of_a_unit_without_a_board_is_told_why_and_keeps_the_text(desk, client_of):
    unit = desk.portal.propaganda
    client = client_of(desk.portal.member("contributor", unit))
    add = reverse("wagtailadmin_pages:add", args=["home", "articlepage", unit.page_id])
    page = client.post(add, form_data([desk.portal.news], submit=True)).content.decode()
    assert unit.name in page
    assert SUMMARY in page


@pytest.mark.clause("ND-7.1f")
def test_text_is_stored_precomposed_whichever_way_it_was_typed(desk):
    loose = unicodedata.normalize("NFD", "Đảng ủy xã họp về nghị quyết")
    body = streamfield([("paragraph", rich_text(f"<p>{loose}</p>")), ("heading", loose)])
    desk.client.post(desk.add, form_data(title=loose, summary=loose, body=body))
    article = ArticlePage.objects.get()
    assert article.title == "Đảng ủy xã họp về nghị quyết"
    stored = f"{article.title}{article.summary}{article.body.get_prep_value()}"
    assert unicodedata.is_normalized("NFC", stored)
    assert "\u0309" not in stored


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 300),
        ("summary", "x" * 700),
        ("kind", "poem"),
        ("origin", "stolen"),
        ("event_date", "31/02/2026"),
        ("event_date", "hôm qua"),
        ("source_url", "javascript:alert(1)"),
        ("exemplar_year", "năm ngoái"),
        ("lead_image", "99999"),
        ("lead_image", "'; DROP TABLE"),
        ("event_place", "x" * 300),
    ],
)
def test_bad_input_gives_a_message_at_its_field_and_keeps_the_rest(desk, field, value):
    kind = {"exemplar_year": "exemplar", "event_place": "event"}.get(field, "news")
    origin = "reused" if field == "source_url" else "own"
    response = desk.client.post(desk.add, form_data(**{"kind": kind, "origin": origin, field: value}))
    assert response.status_code == 200
    assert field in response.context["form"].errors
    assert SUMMARY in response.content.decode() or field == "summary"
    assert not ArticlePage.objects.exists()


def test_markup_and_control_characters_are_text_and_nothing_else(desk):
    body = streamfield([("paragraph", rich_text('<p onclick="x()">Lời<script>alert(1)</script></p>'))])
    hostile = "<script>alert(1)</script>\x00\x08 họp"
    response = desk.client.post(desk.add, form_data([desk.portal.news], title=hostile, summary=hostile, body=body))
    if response.status_code == 302:
        article = ArticlePage.objects.get()
        assert "\x00" not in article.title
        assert "\x08" not in article.title + article.summary
        assert "onclick" not in str(article.body)
        assert "<script" not in str(article.body)
        preview = desk.client.get(reverse("approval:preview", args=[article.pk])).content.decode()
        assert "<script>alert(1)" not in preview
    else:
        assert {"title", "summary"} & set(response.context["form"].errors)


def test_a_section_that_is_not_open_to_the_unit_is_refused(desk):
    desk.portal.office_work.contributors = [desk.portal.propaganda]
    desk.portal.office_work.leads.all().delete()
    desk.portal.office_work.save()
    response = desk.client.post(desk.add, form_data([desk.portal.office_work]))
    assert "sections" in response.context["form"].errors


def test_what_belongs_to_another_kind_or_origin_is_dropped(desk):
    posted = form_data([desk.portal.news], event_place="Hội trường", refuted_claim="Luận điệu", source_name="Báo")
    assert desk.client.post(desk.add, posted).status_code == 302
    article = ArticlePage.objects.get()
    assert (article.event_place, article.refuted_claim, article.source_name) == ("", "", "")


@pytest.mark.parametrize(("shares", "accepted"), [((60, 40), True), ((60, 30), False), ((100,), True)])
def test_the_shares_of_the_authors_add_up_to_the_whole(desk, shares, accepted):
    authors = [{"name": f"Tác giả {n}", "share": share, "user": ""} for n, share in enumerate(shares)]
    posted = nested_form_data({"authors": inline_formset(authors)})
    response = desk.client.post(desk.add, form_data([desk.portal.news], submit=True) | posted)
    assert (response.status_code == 302) is accepted


def opened(article: ArticlePage) -> dict[str, str]:
    """What the form carries of the version it was opened with."""
    article.refresh_from_db()
    return {
        "loaded_revision_id": str(article.latest_revision_id),
        "loaded_revision_created_at": article.latest_revision.created_at.isoformat(),
    }


def test_the_second_of_two_people_is_warned_before_their_save_replaces_a_newer_version(desk, client_of):
    article = a_draft(desk.portal.office, desk.author)
    loaded = opened(article)
    colleague = client_of(desk.approver)
    assert colleague.post(edit(article), form_data(title="Bản của Ban biên tập", **loaded)).status_code == 302
    mine = form_data(title="Bản của tôi", **loaded)
    warned = desk.client.post(edit(article), mine)
    assert warned.status_code == 200
    page = warned.content.decode()
    assert "Bản của tôi" in page
    assert str(desk.approver) in page
    again = {**mine, **opened(article)}
    assert article.get_latest_revision_as_object().title == "Bản của Ban biên tập"
    assert desk.client.post(edit(article), again).status_code == 302
    assert ArticlePage.objects.get().get_latest_revision_as_object().title == "Bản của tôi"


def test_what_waits_cannot_be_changed(desk):
    desk.client.post(desk.add, form_data([desk.portal.news], submit=True))
    article = ArticlePage.objects.get()
    response = desk.client.post(edit(article), form_data([desk.portal.news], title="Sửa khi đang chờ"))
    assert response.status_code == 200
    assert reverse("approval:review", args=[article.pk]) in desk.client.get(edit(article)).content.decode()
    assert article.get_latest_revision_as_object().title != "Sửa khi đang chờ"
