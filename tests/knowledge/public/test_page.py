"""The page of a situation: permanent, complete, and gone when it is public no longer (ND-9.5, ND-9.1, ND-5.4a)."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.template import Context, Template
from django.test import Client
from wagtail.models import Revision

from knowledge.models import LegalBasis, PortalDocument, RelatedSituation, Situation, UsedForm
from knowledge.public.page import RELATED
from tests.factories.situations import a_draft, a_public, a_returned, a_waiting, fresh
from tests.knowledge.public._library import INDEX, field, listed, many, read
from tests.units._house import a_house
from units.approval import actions, measures
from units.approval.measures import End

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.5", "ND-6.2g", "ND-9.1", "ND-5.4a")]

MARK = "lotra"
#: Words of everything that is planted.
PLANTED, WORDS = f"Mất hồ sơ {MARK}", "mat+ho+so"
#: Everywhere a reader could meet a situation.
EVERYWHERE = (
    INDEX,
    f"{INDEX}?q={WORDS}",
    f"{INDEX}?field=to-chuc",
    f"{INDEX}rss/",
    "/sitemap-tinh-huong.xml",
    f"/tim-kiem/?q={WORDS}",
)


@pytest.fixture
def house():
    return a_house()


def a_public_one(house, title: str = "Chuyển sinh hoạt đảng", **fields) -> Situation:
    return a_public(house.ours, house.contributor, house.board, title=title, field=field("ket-nap"), **fields)


def faces(*also: str) -> str:
    """All that readers are shown there, in small letters."""
    return " ".join(read(address) for address in (*EVERYWHERE, *also)).lower()


def test_the_page_says_everything_that_was_approved(house):
    text = read(a_public_one(house).url)
    for part in ("Chuyển sinh hoạt đảng", "thất lạc", "24-QĐ/TW", "Chi bộ nơi chuyển đi", "Kết nạp đảng viên"):
        assert part in text
    assert f'href="{INDEX}?field=to-chuc"' in text


def test_an_old_title_and_the_bare_number_lead_there_for_good(house):
    situation = a_public_one(house)
    for old in (f"{INDEX}{situation.number}/", f"{INDEX}{situation.number}/ten-cu/"):
        answer = Client().get(old)
        assert (answer.status_code, answer["Location"]) == (301, situation.url)
    for none in ("999999", "9" * 30):
        assert read(f"{INDEX}{none}/x/", 404)


def test_what_nobody_has_approved_is_shown_nowhere(house):
    public = a_public_one(house)
    planted = [
        make(*people, title=f"{PLANTED} {place}", question=f"{MARK} hỏi", context=MARK)
        for place, (make, *people) in enumerate(
            [
                (a_draft, house.ours, house.contributor),
                (a_waiting, house.ours, house.contributor),
                (a_returned, house.ours, house.contributor, house.board),
            ]
        )
    ]
    changed = fresh(public)
    changed.title = PLANTED
    changed.save_revision(user=house.contributor)
    assert Revision.objects.filter(object_str__contains=MARK).count() >= len(planted)
    assert MARK not in faces(public.url)
    for hidden in planted:
        for address in (hidden.url, f"{INDEX}{hidden.number}/"):
            answer = Client().get(address)
            assert (answer.status_code, MARK in answer.content.decode()) == (404, False)


@pytest.mark.parametrize("taken", ["held", "error", "replaced", "withdrawn"])
def test_what_is_taken_down_is_gone_everywhere_at_once(house, taken):
    situation = a_public_one(house, title=PLANTED)
    other = a_public_one(house, title="Tình huống thay thế")
    assert MARK in faces(other.url)
    if taken == "held":
        measures.hold(situation, house.board, "Kiểm tra lại căn cứ")
    else:
        explained = "Căn cứ đã hết hiệu lực." if taken == "withdrawn" else ""
        end = End(taken, explained, other if taken == "replaced" else None)
        measures.withdraw(situation, house.board, "Căn cứ đã hết hiệu lực", end)
    assert MARK not in faces(other.url)
    answer = Client().get(situation.url)
    assert answer.status_code == {"held": 404, "error": 404, "replaced": 302, "withdrawn": 200}[taken]
    if taken == "replaced":
        assert answer["Location"] == other.url
    if taken == "withdrawn":
        assert "Căn cứ đã hết hiệu lực." in answer.content.decode()
        assert answer["X-Robots-Tag"] == "noindex"
        assert "usefulness" not in answer.content.decode()


def test_files_are_fetched_once_the_situation_is_public(house, settings, tmp_path):
    settings.PRIVATE_ROOT = tmp_path
    form = PortalDocument.objects.create(
        title="Mẫu biên bản", file_size=12, file=ContentFile(b"%PDF-1.4 mau", "mau.pdf")
    )
    draft = a_draft(house.ours, house.contributor)
    draft.legal_bases = [LegalBasis(document=form, symbol="24-QĐ/TW"), LegalBasis(symbol="1-HD/TW", title="X")]
    draft.used_forms = [UsedForm(document=form)]
    draft.save()
    draft.save_revision(user=house.contributor)
    assert Client().get(form.url).status_code == 404
    actions.submit(fresh(draft), house.contributor)
    actions.approve(fresh(draft), house.board)
    text = read(fresh(draft).url)
    assert text.count(f'href="{form.url}"') == 2
    assert "PDF, 12" in text
    assert Client().get(form.url).status_code == 200


def test_an_outside_document_is_a_plain_link_and_its_title_is_text(house):
    situation = a_public_one(house)
    LegalBasis.objects.filter(situation=situation).update(
        address="https://vidu.example/vb", title="<script>x</script>", provision="Điều 5"
    )
    text = read(situation.url)
    assert '<a href="https://vidu.example/vb" rel="nofollow noopener noreferrer">' in text
    assert "<script>x" not in text
    assert ", Điều 5" in text


def test_related_ones_are_those_chosen_else_those_alike(house):
    first, second = a_public_one(house, title="Thứ nhất"), a_public_one(house, title="Thứ hai")
    hidden = a_draft(house.ours, house.contributor, title="Nháp")
    RelatedSituation.objects.bulk_create(
        RelatedSituation(situation=first, other=other, sort_order=place) for place, other in enumerate([hidden, second])
    )
    assert [other.title for other in Client().get(first.url).context["related"]] == ["Thứ hai"]
    many(house, 30)
    alike = Client().get(second.url).context["related"]
    assert len(alike) == RELATED
    assert second not in alike
    assert {other.field for other in alike} == {field("ket-nap")}


def test_the_feed_and_the_menu_lead_there(house):
    situation = a_public_one(house)
    feed = read(f"{INDEX}rss/")
    assert f"http://localhost{situation.url}" in feed
    assert situation.question in feed
    assert f'href="{INDEX}"' in read("/").split("<main")[0]
    assert f"{situation.url}</loc>" in read("/sitemap-tinh-huong.xml")
    assert "sitemap-tinh-huong.xml" in read("/sitemap.xml")


def test_the_site_search_finds_it_without_marks(house):
    situation = a_public_one(house)
    assert f'href="{situation.url}"' in read("/tim-kiem/?q=chuyen+sinh+hoat+dang")
    assert listed("?q=chuyen+sinh+hoat+dang") == [situation.title]


def test_other_content_leads_to_the_situations_of_its_field(house):
    situation = a_public_one(house)
    hidden = a_draft(house.ours, house.contributor, title=PLANTED, field=field("ket-nap"))
    page = Template("{% load situations %}{% situations_of_field field %}")
    shown = {code: page.render(Context({"field": field(code)})) for code in ("to-chuc", "ket-nap", "kiem-tra")}
    assert [code for code, text in shown.items() if f'href="{situation.url}"' in text] == ["to-chuc", "ket-nap"]
    assert hidden.title not in "".join(shown.values())
    assert not page.render(Context({"field": None})).strip()
