"""The contract of files' text, for any engine: found by page, and only while a public item refers to the file."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.test import RequestFactory
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from home.models import ArticlePage
from knowledge.filetexts.keeping import keep
from search.finding import Finding, Question, find
from search.models import IndexedText
from search.suggesting import suggest
from tests.factories.articles import a_draft, a_public
from tests.factories.files import a_document, a_docx, a_pdf
from tests.factories.portal import a_portal
from units.approval import actions

MARKER = "zqmarker"
PLAN = a_pdf("Kế hoạch giám sát", "Nội dung trang hai", f"Kinh phí {MARKER} của chi bộ")


@pytest.fixture
def desk(root: Page) -> SimpleNamespace:
    """An article of the office with a PDF whose third page holds the marker; nothing of it is public yet."""
    portal = a_portal()
    document = a_document(portal.office, "Kế hoạch chuyên đề", "ke-hoach.pdf", PLAN)
    keep(document.pk)
    author, approver = portal.member("contributor", portal.office), portal.member("board", portal.office)
    body = [("paragraph", "<p>Xem tệp.</p>"), ("document", {"document": document, "title": ""})]
    return SimpleNamespace(portal=portal, document=document, author=author, approver=approver, body=body)


def publish(desk: SimpleNamespace, body: list[object] | None = None) -> ArticlePage:
    return a_public(desk.portal.office, desk.author, desk.approver, sections=[desk.portal.news], body=body or desk.body)


def asked(text: str, **options: object) -> Finding:
    return find(RequestFactory().get("/"), Question(text, **options))  # type: ignore[arg-type]


def leaks(*more: str) -> list[str]:
    """What tells a reader of the marker or of the file that holds it, in whatever way; ``more`` queries are tried."""
    found = [asked(text) for text in (MARKER, "zqmarkar", "kế hoạch chuyên đề", *more)]
    told = [repr(each) for each in found if MARKER in repr(each) or "ke-hoach" in repr(each)]
    counted = [repr(each) for each in found if each.facets["kinds"]]
    suggestions = suggest(RequestFactory().get("/"), "kế hoạch ch")
    return [*told, *counted, *map(repr, suggestions)]


@pytest.mark.clause("ND-5.5c", "ND-4.3")
def test_the_result_names_the_page_of_the_file(desk: SimpleNamespace) -> None:
    publish(desk)
    found = asked(f"{MARKER} chi bo")
    (hit,) = found.hits
    assert (str(hit.title), hit.kind, hit.unit) == ("Kế hoạch chuyên đề", "file", desk.portal.office.pk)
    assert hit.item.url == desk.document.url
    assert hit.place.startswith("Trang 3 của tệp ke-hoach")
    assert f"<mark>{MARKER}</mark> của <mark>chi bộ</mark>" in hit.excerpt
    assert found.facets["kinds"] == [("file", 1)]
    assert asked("kế hoạch chuyên đề", kinds=("file",)).hits[0].place.startswith("Trang 1")
    assert [each.text for each in suggest(RequestFactory().get("/"), "kế hoạch chuyên")] == ["Kế hoạch chuyên đề"]


@pytest.mark.clause("ND-9.1")
def test_nothing_of_a_file_leaks_before_its_item_is_public_nor_after(desk: SimpleNamespace) -> None:
    a_draft(desk.portal.office, desk.author, body=desk.body)
    assert leaks("zqmark*", f'"kinh phí {MARKER}"', f"giám sát OR {MARKER}", f"có {MARKER} nào của chi bộ không") == []
    article = publish(desk)
    assert len(leaks()) == 7
    restriction = PageViewRestriction.objects.create(page=article, restriction_type=PageViewRestriction.LOGIN)
    assert leaks() == []
    restriction.delete()
    shelf = CollectionViewRestriction.objects.create(
        collection=Collection.get_first_root_node(), restriction_type=CollectionViewRestriction.LOGIN
    )
    assert leaks() == []
    shelf.delete()
    # However an item is withdrawn, and whatever the index still holds: gone at once.
    ArticlePage.objects.filter(pk=article.pk).update(live=False)
    assert leaks() == []
    ArticlePage.objects.filter(pk=article.pk).update(live=True)
    assert leaks()
    # No public item refers to it any more.
    article.refresh_from_db()
    article.body = desk.body[:1]
    article.save_revision(user=desk.author)
    actions.submit(article, desk.author)
    actions.approve(ArticlePage.objects.get(pk=article.pk), desk.approver)
    assert ArticlePage.objects.get(pk=article.pk).live
    assert leaks() == []


def test_a_file_in_another_file_s_place_is_read_anew(desk: SimpleNamespace) -> None:
    publish(desk)
    desk.document.file = ContentFile(
        a_docx(("Mục tiêu", "Chỉ tiêu kết nạp"), ("Kinh phí", "Ngân sách cấp")), "moi.docx"
    )
    desk.document.save()
    assert asked(MARKER).total == 0
    keep(desk.document.pk)
    assert asked(MARKER).total == 0
    assert asked("ngan sach").hits[0].place.startswith("Dưới mục “Kinh phí” của tệp moi")
    desk.document.title = "Đề án kết nạp"
    desk.document.save()
    keep(desk.document.pk)
    assert str(asked("đề án").hits[0].title) == "<mark>Đề án</mark> kết nạp"
    assert asked("chuyên đề").total == 0


def test_a_rebuild_holds_files_and_forgets_those_that_are_gone(desk: SimpleNamespace) -> None:
    article = publish(desk)
    IndexedText.objects.all().delete()
    call_command("update_index", verbosity=0)
    assert asked(MARKER).total == 1
    article.delete()
    desk.document.delete()
    assert not IndexedText.objects.filter(kind="file").exists()
