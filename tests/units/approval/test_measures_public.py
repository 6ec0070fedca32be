"""What readers find after a hold or a withdrawal: no trace, the new item, or the text under its explanation."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import Collection

from home.models import ArticlePage
from tests.units._house import House, fresh, nothing_leaked, public_faces
from tests.units.approval._measures import REASON, TITLE, a_watched_house, public, read, take
from units import files
from units.approval import actions, measures
from units.approval.release import is_approved

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-5.1", "ND-5.4a", "ND-7.3c")]

OTHER = "Chi bộ Văn phòng họp thường kỳ"
EXPLANATION = "Số liệu trong bài đã cũ."
MOST_QUERIES = 22


@pytest.fixture
def house() -> House:
    return a_watched_house()


def elsewhere(house: House, item) -> dict[str, str]:
    """Every list in which readers could meet the item, its month in the archives and a related article included."""
    other = ArticlePage.objects.live().filter(title=OTHER).first() or public(house, title=OTHER)
    month = f"{other.published_at:%Y/%m}/"
    return public_faces(house, f"{house.ours.page.url}{month}", f"{house.portal.news.url}{month}", other.url, "/rss/")


def showing(faces: dict[str, str]) -> set[str]:
    return {address for address, text in faces.items() if TITLE in text}


@pytest.mark.clause("ND-13.2")
def test_a_hold_leaves_no_trace_and_a_release_brings_exactly_that_version_back(house):
    item = public(house)
    before = showing(elsewhere(house, item))
    assert len(before) >= 8
    item.title = "Bản nháp viết thêm sau đó"
    item.save_revision(user=house.contributor)
    assert take(house, "overseer", "hold", item).status_code == 302
    assert showing(elsewhere(house, item)) == set()
    assert read(item).status_code == 404
    nothing_leaked(house)
    assert take(house, "second_overseer", "release", item, reason="Đã kiểm tra.").status_code == 302
    assert fresh(item).title == TITLE
    assert showing(elsewhere(house, item)) == before
    assert read(item).status_code == 200


def test_a_hold_is_not_a_withdrawal_but_a_withdrawal_needs_a_new_approval(house):
    item = public(house)
    version = item.live_revision_id
    measures.hold(item, house.overseer, REASON)
    assert not is_approved(fresh(item), version)
    measures.release(fresh(item), house.overseer, REASON)
    assert is_approved(fresh(item), version)
    measures.withdraw(fresh(item), house.overseer, REASON, measures.End("error"))
    assert not is_approved(fresh(item), version)


def test_published_in_error_leads_to_nothing(house):
    item = public(house)
    assert take(house, "board", "withdraw", item, meaning="error").status_code == 302
    assert read(item).status_code == 404
    nothing_leaked(house)


def test_replaced_leads_to_the_new_item_while_that_is_public(house):
    item, new = public(house), public(house, title="Tin thay thế")
    assert take(house, "board", "withdraw", item, meaning="replaced", replacement=new.pk).status_code == 302
    answer = read(item)
    assert (answer.status_code, answer.url) == (302, new.url)
    assert showing(elsewhere(house, item)) == set()
    measures.hold(new, house.overseer, REASON)
    assert read(item).status_code == 404


def test_withdrawn_keeps_the_text_of_that_day_under_the_explanation(house):
    item = public(house, body=[("paragraph", "<p>Nguyên văn đã đăng.</p>")])
    item.body = [("paragraph", "<p>Bản nháp chưa ai duyệt.</p>")]
    item.save_revision(user=house.contributor)
    said = {"meaning": "withdrawn", "explanation": EXPLANATION}
    assert take(house, "second_board", "withdraw", item, **said).status_code == 302
    with CaptureQueriesContext(connection) as queries:
        answer = read(item)
    assert answer.status_code == 200
    assert answer["X-Robots-Tag"] == "noindex"
    text = answer.content.decode()
    assert text.index(EXPLANATION) < text.index("Nguyên văn đã đăng.")
    assert '<meta name="robots" content="noindex">' in text
    assert "Bản nháp chưa ai duyệt." not in text
    assert REASON not in text
    assert len(queries.captured_queries) <= MOST_QUERIES
    assert showing(elsewhere(house, item)) == set()


def test_a_kept_text_that_is_held_is_gone_until_its_release(house):
    item = public(house)
    measures.withdraw(item, house.board, REASON, measures.End("withdrawn", EXPLANATION))
    measures.hold(fresh(item), house.overseer, REASON)
    assert read(item).status_code == 404
    measures.release(fresh(item), house.overseer, REASON)
    assert EXPLANATION in read(item).content.decode()
    assert not fresh(item).live


def test_a_new_approval_ends_the_withdrawal(house):
    item = public(house)
    measures.withdraw(item, house.board, REASON, measures.End("withdrawn", EXPLANATION))
    item = fresh(item)
    item.save_revision(user=house.contributor)
    actions.submit(fresh(item), house.contributor)
    actions.approve(fresh(item), house.second_board)
    answer = read(item)
    assert answer.status_code == 200
    assert "X-Robots-Tag" not in answer
    assert EXPLANATION not in answer.content.decode()


def test_an_item_never_public_has_no_address(house):
    draft = public(house)
    measures.withdraw(draft, house.board, REASON, measures.End("error"))
    with CaptureQueriesContext(connection) as queries:
        assert read(draft).status_code == 404
    assert len(queries.captured_queries) <= MOST_QUERIES


def refused_to_delete(document) -> None:
    with pytest.raises(files.FileInUse), transaction.atomic():
        document.delete()


def test_files_follow_the_text_that_readers_may_still_read(house):
    document = get_document_model().objects.create(
        title="Danh sách",
        file=ContentFile(b"noi dung", name="danh-sach.txt"),
        collection=Collection.objects.get(pk=house.ours.collection_id),
    )
    body = [("paragraph", "<p>Xem tệp.</p>"), ("document", {"document": document, "title": ""})]
    item = public(house, body=body)
    assert Client().get(document.url).status_code == 200
    measures.hold(item, house.overseer, REASON)
    assert Client().get(document.url).status_code == 404
    refused_to_delete(document)
    measures.withdraw(fresh(item), house.overseer, REASON, measures.End("withdrawn", EXPLANATION))
    assert Client().get(document.url).status_code == 200
    refused_to_delete(document)
    measures.hold(fresh(item), house.overseer, REASON)
    assert Client().get(document.url).status_code == 404
