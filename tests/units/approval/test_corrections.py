"""A correction is approved with its version; readers see it with its date, and the old text stays in the history."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from home.models import ArticlePage, StandardPage
from tests.factories.articles import a_draft, form_data
from tests.units._house import House, fresh
from tests.units.approval._measures import REASON, TITLE, a_watched_house, public, read
from units.approval import actions, measures
from units.calendar import today
from units.messages.models import Kind, Message
from units.models import CorrectionNote
from units.record.models import RecordEntry
from units.record.verbs import Verb

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-3.0b")]

NOTE = "Bài đăng ghi nhầm 12 chi bộ, số đúng là 21."
SECOND = "Ngày họp đúng là 03/10."


@pytest.fixture
def house() -> House:
    return a_watched_house()


def edit_url(item) -> str:
    return reverse("wagtailadmin_pages:edit", args=[item.pk])


def correct(house: House, item: ArticlePage, text: str, **fields) -> ArticlePage:
    """Write a correction in the editor and have it approved, as in life."""
    data = form_data([house.portal.news], submit=True, title=item.title, correction=text, **fields)
    answer = house.client("contributor").post(edit_url(item), data)
    assert answer.status_code == 302
    actions.approve(fresh(item), house.board)
    return fresh(item)


def shown_in_editor(house: House, item: ArticlePage) -> str:
    form = house.client("contributor").get(edit_url(item)).context["form"]
    return form["correction"].value() if "correction" in form.fields else "no such field"


def test_readers_see_the_correction_dated_and_the_old_text_is_kept(house):
    item = public(house, body=[("paragraph", "<p>Đảng bộ có 12 chi bộ.</p>")])
    old = item.live_revision
    new_body = streamfield([("paragraph", rich_text("<p>Đảng bộ có 21 chi bộ.</p>"))])
    item = correct(house, item, NOTE, body=new_body)
    text = read(item).content.decode()
    day = today()
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    assert text.index(f"ngày {day.day:02} tháng {month} năm {day.year}") < text.index("21 chi bộ.</p>")
    assert text.count(NOTE) == 1
    assert "12 chi bộ.</p>" not in text
    note = CorrectionNote.objects.get()
    assert (note.before, note.after) == (old, item.live_revision)
    assert "12 chi bộ.</p>" in str(note.before.as_object().body)
    entry = RecordEntry.objects.about(item).get(verb=Verb.CORRECTED)
    assert (entry.actor_id, entry.revision_id) == (house.contributor.pk, note.after_id)
    assert Message.objects.filter(kind=Kind.CORRECTED, recipient=house.contributor).exists()


def test_nobody_sees_a_correction_before_it_is_approved_but_its_approver(house):
    item = public(house)
    data = form_data([house.portal.news], submit=True, title=TITLE, correction=NOTE)
    house.client("contributor").post(edit_url(item), data)
    assert NOTE not in read(item).content.decode()
    preview = house.client("board").get(reverse("approval:preview", args=[item.pk])).content.decode()
    assert NOTE in preview
    assert not CorrectionNote.objects.exists()
    actions.send_back(fresh(item), house.board, "Chưa rõ.")
    assert NOTE not in read(item).content.decode()
    assert shown_in_editor(house, item) == NOTE


def test_the_next_version_begins_without_a_correction_and_every_note_stays(house):
    item = correct(house, public(house), NOTE)
    assert shown_in_editor(house, item) == ""
    item = correct(house, item, "")
    item = correct(house, item, SECOND)
    assert [note.text for note in item.correction_notes] == [SECOND, NOTE]
    text = read(item).content.decode()
    assert text.index(SECOND) < text.index(NOTE)
    assert item.live_revision.content["correction"] == SECOND
    assert CorrectionNote.objects.first().after.content["correction"] == NOTE


def test_what_goes_public_again_is_not_corrected_again(house):
    item = correct(house, public(house), NOTE)
    measures.hold(item, house.overseer, REASON)
    measures.release(fresh(item), house.overseer, REASON)
    assert CorrectionNote.objects.count() == 1
    assert read(item).content.decode().count(NOTE) == 1


def test_an_old_version_put_forward_again_tells_no_old_correction(house):
    first = correct(house, public(house), NOTE)
    old = first.live_revision
    second = correct(house, first, SECOND)
    old.as_object().save_revision(user=house.contributor)
    actions.submit(fresh(second), house.contributor)
    actions.approve(fresh(second), house.board)
    assert [note.text for note in fresh(second).correction_notes] == [SECOND, NOTE]


def test_only_what_has_been_public_can_be_corrected(house):
    draft = a_draft(house.ours, house.contributor)
    assert shown_in_editor(house, draft) == "no such field"
    house.client("contributor").post(edit_url(draft), form_data([house.portal.news], title=TITLE, correction=NOTE))
    assert fresh(draft).latest_revision.content["correction"] == ""


def test_a_copy_corrects_nothing(house):
    item = correct(house, public(house), NOTE)
    where = {"new_title": "Bản sao", "new_slug": "ban-sao", "new_parent_page": house.ours.page_id}
    house.client("contributor").post(reverse("wagtailadmin_pages:copy", args=[item.pk]), where)
    copy = ArticlePage.objects.get(title="Bản sao")
    assert copy.correction == ""
    assert copy.latest_revision.content["correction"] == ""


def test_a_withdrawn_text_keeps_its_corrections(house):
    item = correct(house, public(house), NOTE)
    measures.withdraw(item, house.board, REASON, measures.End("withdrawn", "Không còn hiệu lực."))
    assert NOTE in read(item).content.decode()


def test_general_pages_are_corrected_too(house):
    page = StandardPage(title="Giới thiệu", owner=house.contributor, live=False)
    house.ours.page.refresh_from_db()
    house.ours.page.add_child(instance=page)
    page.save_revision(user=house.contributor)
    actions.submit(page, house.contributor)
    actions.approve(StandardPage.objects.get(), house.board)
    posted = {
        "title": "Giới thiệu",
        "slug": "gioi-thieu",
        "correction": NOTE,
        "body": streamfield([]),
        "comments": inline_formset([]),
        "declared_accurate": "on",
        "declared_not_secret": "on",
        "action-submit": "1",
    }
    house.client("contributor").post(edit_url(page), nested_form_data(posted))
    actions.approve(StandardPage.objects.get(), house.board)
    assert NOTE in read(StandardPage.objects.get()).content.decode()


def test_notes_cost_one_query_however_many_there_are(house):
    def cost(item: ArticlePage) -> int:
        client = Client()
        client.get(item.url)
        with CaptureQueriesContext(connection) as queries:
            client.get(item.url)
        return len(queries.captured_queries)

    item = public(house, sections=[house.portal.news])
    plain = cost(item)
    item = correct(house, item, NOTE)
    assert cost(item) == plain + 1
    item = correct(house, item, SECOND)
    assert cost(item) == plain + 1


def test_a_held_item_is_not_corrected_but_released_first(house):
    item = public(house)
    measures.hold(item, house.overseer, REASON)
    answer = house.client("contributor").post(
        edit_url(item), form_data([house.portal.news], submit=True, title=TITLE, correction=NOTE)
    )
    assert str(house.overseer) in answer.content.decode()
    assert not fresh(item).live
    assert not fresh(item).workflow_in_progress
