"""What one unit's people put into their articles: what is public, their own or shared, chosen or typed in."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Collection
from wagtail.test.utils.form_data import rich_text, streamfield

from home.models import ArticlePage
from knowledge.models import PortalImage
from tests.factories.articles import a_draft, a_public, form_data
from tests.units._belongings import foreign
from tests.units._foreign import SECRET, TAG, Foreign
from tests.units._house import House, a_house, fresh
from units.provisioning import SHARED_COLLECTION

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-3.6", "ND-13.6a")]


@pytest.fixture
def house(settings: Any, tmp_path: Any) -> House:
    settings.MEDIA_ROOT = tmp_path
    return a_house()


def chosen_from(client: Any, url: str) -> str:
    """What a chooser shows."""
    return client.get(url).json()["html"]


@pytest.fixture
def there(house: House) -> Foreign:
    return foreign(house)


def test_the_page_chooser_offers_public_pages_and_ones_own_drafts(house, there):
    own = a_draft(house.ours, house.contributor, title="Bản nháp đơn vị mình")
    public = a_public(house.theirs, house.their_writer, house.their_board, title="Tin công khai đơn vị bạn")
    client, choose = house.client("board"), reverse("wagtailadmin_choose_page")
    search = reverse("wagtailadmin_choose_page_search")
    below = [reverse("wagtailadmin_choose_page_child", args=[unit.page_id]) for unit in (house.ours, house.theirs)]
    seen = (
        "".join(chosen_from(client, url) for url in (choose, *below))
        + client.get(f"{search}?q=đơn vị").content.decode()
    )
    assert own.title in seen
    assert public.title in seen
    assert SECRET not in seen


def test_a_title_that_is_not_approved_yet_is_in_no_chooser(house):
    public = a_public(house.theirs, house.their_writer, house.their_board, title="Tên đã duyệt")
    public.title = SECRET
    public.save_revision(user=house.their_writer)
    url = reverse("wagtailadmin_choose_page_child", args=[house.theirs.page_id])
    page = chosen_from(house.client("board"), url)
    assert "Tên đã duyệt" in page
    assert SECRET not in page


def test_shared_images_and_ones_own_are_offered(house, there):
    shared = Collection.objects.get(name=SHARED_COLLECTION)
    for title, collection in (("Ảnh dùng chung", shared), ("Ảnh đơn vị mình", house.ours.collection)):
        PortalImage.objects.create(title=title, file=there.image.file, collection=collection, width=20, height=20)
    page = chosen_from(house.client("contributor"), reverse("wagtailimages_chooser:choose"))
    assert "Ảnh dùng chung" in page
    assert "Ảnh đơn vị mình" in page
    assert SECRET not in page


def typed_in(there: Foreign) -> dict[str, dict[str, Any]]:
    """What somebody may type into a form that no chooser offers them."""
    pictures = {"image": there.image.pk, "alt_text": "x", "caption": "", "credit": ""}
    link = f'<p><a linktype="page" id="{there.draft.pk}">liên kết</a></p>'
    return {
        "lead image": {"lead_image": there.image.pk, "lead_image_alt": "x"},
        "image in the body": {"body": streamfield([("image", pictures)])},
        "document": {"body": streamfield([("document", {"document": there.document.pk, "title": ""})])},
        "film": {"body": streamfield([("video", {"video": there.media.pk, "caption": "", "transcript": ""})])},
        "article": {"body": streamfield([("article", {"page": there.draft.pk})])},
        "link": {"body": streamfield([("paragraph", rich_text(link))])},
    }


def test_what_no_chooser_offers_cannot_be_typed_in_either(house, there):
    add = reverse("wagtailadmin_pages:add", args=["home", "articlepage", house.ours.page_id])
    draft = a_draft(house.ours, house.contributor)
    edit = reverse("wagtailadmin_pages:edit", args=[draft.pk])
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[draft.pk])
    client, before = house.client("contributor"), ArticlePage.objects.count()
    for what, fields in typed_in(there).items():
        data = form_data([house.portal.news], **fields)
        for url in (add, edit, preview):
            answer = client.post(url, data)
            assert answer.status_code in (302, 403), (what, url)
            assert SECRET not in answer.content.decode()
        assert SECRET not in client.get(preview).content.decode()
    assert ArticlePage.objects.count() == before
    assert fresh(draft).latest_revision_id == draft.latest_revision_id


def test_what_an_article_holds_already_does_not_stop_its_editors(house, there):
    draft = a_draft(house.ours, house.contributor, lead_image=there.image, lead_image_alt="Ảnh cũ")
    data = form_data([house.portal.news], title="Tên mới", lead_image=there.image.pk, lead_image_alt="Ảnh cũ")
    house.client("contributor").post(reverse("wagtailadmin_pages:edit", args=[draft.pk]), data)
    assert fresh(draft).title == "Tên mới"


def test_tags_are_suggested_from_public_pages_only(house, there):
    public = a_draft(house.ours, house.contributor)
    public.tags.add("từ khóa công khai")
    public.save()
    url = f"{reverse('wagtailadmin_tag_autocomplete')}?term=từ khóa"
    client = house.client("contributor")
    assert client.get(url).json() == []
    ArticlePage.objects.filter(pk=public.pk).update(live=True)
    assert client.get(url).json() == ["từ khóa công khai"]
    assert TAG not in client.get(url).content.decode()
