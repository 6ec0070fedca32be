"""Each measure is one screen: one sentence, one reason, one button; reachable from the editor, inbox and phone."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.models import Page

from tests.factories.articles import a_draft, a_waiting
from tests.units._house import House, fresh
from tests.units.approval._measures import REASON, TITLE, a_watched_house, public, read, screen, take
from units.approval import actions
from units.approval.taking import standing_of, verbs_for
from units.messages.models import Kind, Message
from units.models import Emergency, Hold, Withdrawal
from units.record.models import RecordEntry

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-5.1", "ND-5.4a", "ND-13.2")]

VERBS = ("hold", "release", "withdraw", "emergency", "sign_off")


@pytest.fixture
def house() -> House:
    return a_watched_house()


def links(item, person) -> list[str]:
    return [link.url for link in verbs_for(fresh(item), person)]


def edit_url(item) -> str:
    return reverse("wagtailadmin_pages:edit", args=[item.pk])


@pytest.mark.clause("LD-3.1a")
def test_each_verb_is_one_form_one_entry_and_one_message(house):
    item, urgent = public(house), a_waiting(house.ours, house.contributor, title=TITLE)
    steps = [
        (item, "overseer", "hold", {}, "held", Kind.HELD),
        (item, "overseer", "release", {}, "released", Kind.RELEASED),
        (item, "lead_board", "withdraw", {"meaning": "error"}, "withdrawn", Kind.WITHDRAWN),
        (urgent, "duty", "emergency", {"version": urgent.latest_revision_id}, "emergency", Kind.SIGN_OFF),
        (urgent, "second_duty", "sign_off", {}, "signed_off", Kind.TOLD),
    ]
    for taken_on, name, verb, said, entry, kind in steps:
        shown = house.client(name).get(screen(verb, taken_on))
        assert shown.status_code == 200
        assert TITLE in shown.content.decode()
        told = Message.objects.filter(kind=kind).count()
        answer = take(house, name, verb, taken_on, **said)
        assert (answer.status_code, answer.url) == (302, reverse("approval:my_work")), verb
        written = RecordEntry.objects.about(taken_on).filter(verb=entry)
        assert [line.actor_id for line in written] == [getattr(house, name).pk]
        assert Message.objects.filter(kind=kind).count() > told
    assert fresh(urgent).live


def test_what_was_withdrawn_is_not_brought_back_by_an_emergency(house):
    item = public(house)
    take(house, "overseer", "withdraw", item, meaning="error")
    assert take(house, "duty", "emergency", item, version=item.latest_revision_id).status_code == 403
    assert not fresh(item).live


def test_without_a_reason_nothing_happens(house):
    item = public(house)
    for verb, said in (("hold", {}), ("withdraw", {"meaning": "error"})):
        answer = take(house, "overseer", verb, item, **said, reason=" ")
        assert answer.status_code == 422
        assert gettext("Give the reason; it is kept in the record.") in answer.content.decode()
    assert fresh(item).live
    assert not Hold.objects.exists()


def test_what_replaces_an_item_is_found_with_a_search_and_two_buttons(house):
    item, new = public(house), public(house, title="Thông báo thay thế về đại hội")
    a_draft(house.ours, house.contributor, title="Thông báo thay thế chưa duyệt")
    looked = take(house, "board", "withdraw", item, look="1", words="thong bao thay the", meaning="replaced")
    page = looked.content.decode()
    assert looked.status_code == 200
    assert re.findall(r'name="replacement" value="(\d+)"', page) == [str(new.pk)]
    assert REASON in page
    assert fresh(item).live
    assert take(house, "board", "withdraw", item, meaning="replaced", replacement=new.pk).status_code == 302
    assert read(item).url == new.url


def test_a_withdrawal_says_what_its_meaning_lacks(house):
    item = public(house)
    draft = a_draft(house.theirs, house.their_writer, title="Tin chưa đăng của đơn vị bạn")
    said = [
        {},
        {"meaning": "withdrawn"},
        {"meaning": "replaced"},
        {"meaning": "replaced", "replacement": draft.pk},
        {"meaning": "replaced", "replacement": item.pk},
        {"meaning": "replaced", "replacement": "x"},
    ]
    for words in said:
        answer = take(house, "board", "withdraw", item, **words)
        assert answer.status_code == 422, words
        assert "error-message" in answer.content.decode()
        assert draft.title not in answer.content.decode()
    assert not Withdrawal.objects.exists()


@pytest.mark.clause("LD-3.6", "ND-13.6a")
@pytest.mark.parametrize("name", ["overseer", "duty"])
def test_whoever_oversees_reads_nothing_before_it_was_submitted(house, name):
    draft = a_draft(house.ours, house.contributor, title=TITLE)
    for address in (reverse("approval:review", args=[draft.pk]), screen("emergency", draft), screen("hold", draft)):
        answer = house.client(name).get(address)
        assert answer.status_code in (302, 403)
        assert TITLE not in answer.content.decode()
    actions.submit(fresh(draft), house.contributor)
    assert TITLE in house.client(name).get(reverse("approval:review", args=[draft.pk])).content.decode()


def test_an_emergency_publishes_the_version_that_was_read(house):
    draft = a_waiting(house.ours, house.contributor, title=TITLE)
    seen = draft.latest_revision_id
    draft.save_revision(user=house.contributor)
    answer = take(house, "duty", "emergency", draft, version=seen)
    assert answer.status_code == 422
    assert f'value="{fresh(draft).latest_revision_id}"' in answer.content.decode()
    assert not fresh(draft).live


@pytest.mark.parametrize("name", ["contributor", "their_board", "webmaster", "superuser", "reader"])
def test_a_refusal_is_a_sentence_and_nothing_changes(house, name):
    item = public(house)
    for verb in VERBS:
        for answer in (house.client(name).get(screen(verb, item)), take(house, name, verb, item, meaning="error")):
            assert answer.status_code in ((302,) if name == "reader" else (403,))
            assert TITLE not in answer.content.decode()
    assert fresh(item).live
    assert verbs_for(item, house.their_board) == []


def test_a_draft_of_another_unit_is_not_even_named(house):
    item = a_waiting(house.ours, house.contributor, title=TITLE, sections=[house.portal.propaganda_work])
    shown = house.client("lead_board").get(screen("hold", item))
    assert shown.status_code == 200
    assert TITLE not in shown.content.decode()


def test_no_page_of_the_site_itself_is_held(house):
    root = Page.objects.get(depth=1)
    assert house.client("overseer").get(reverse("approval:hold", args=[root.pk])).status_code == 404


def test_each_person_is_offered_what_they_may_do_now(house):
    item = public(house)
    correct = f"{edit_url(item)}#id_correction"
    assert links(item, house.board) == [screen("hold", item), screen("withdraw", item), correct]
    assert links(item, house.overseer) == [screen("hold", item), screen("withdraw", item)]
    assert links(item, house.contributor) == [correct]
    assert links(item, house.superuser) == [correct]
    for name in ("their_board", "webmaster", "committee", "unit_admin"):
        assert links(item, getattr(house, name)) == []
    take(house, "overseer", "hold", item)
    assert links(item, house.second_overseer) == [screen("release", item), screen("withdraw", item)]
    assert links(item, house.board) == []
    assert standing_of(item).hold.by == house.overseer


def test_the_editor_leads_to_the_measures_and_to_the_correction(house):
    item = public(house)
    page = house.client("board").get(edit_url(item)).content.decode()
    for verb in ("hold", "withdraw"):
        assert screen(verb, item) in page
    assert 'id="id_correction"' in page


def test_wagtails_own_way_down_is_this_way(house):
    item = public(house)
    stock = reverse("wagtailadmin_pages:unpublish", args=[item.pk])
    for address in (edit_url(item), reverse("wagtailadmin_explore", args=[house.ours.page_id])):
        assert stock not in house.client("board").get(address).content.decode()
    for answer in (house.client("board").get(stock), house.client("board").post(stock)):
        assert (answer.status_code, answer.url) == (302, screen("withdraw", item))
    assert house.client("contributor").post(stock).status_code == 403
    bulk = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "unpublish"])
    for name in ("board", "superuser"):
        house.client(name).post(f"{bulk}?id={item.pk}")
    assert fresh(item).live


def test_a_hold_stands_in_the_history_by_its_name(house):
    item = public(house)
    take(house, "overseer", "hold", item)
    history = house.client("board").get(reverse("wagtailadmin_pages:history", args=[item.pk]))
    assert gettext("Put on hold") in history.content.decode()


def test_insiders_see_the_red_flag_until_it_is_signed_off_and_readers_never(house):
    item = a_waiting(house.ours, house.contributor, title=TITLE, sections=[house.portal.news])
    take(house, "duty", "emergency", item, version=item.latest_revision_id)
    url = reverse("approval:emergencies")
    for name in ("overseer", "duty", "committee", "office"):
        page = house.client(name).get(url).content.decode()
        assert TITLE in page
        assert REASON in page
    for name in ("board", "contributor", "webmaster"):
        refusal = house.client(name).get(url)
        assert refusal.status_code == 403
        assert TITLE not in refusal.content.decode()
    assert standing_of(item).emergency.by == house.duty
    public_text = read(item).content.decode()
    assert TITLE in public_text
    assert REASON not in public_text
    assert gettext("Published in an emergency, not signed off yet") not in public_text
    assert take(house, "board", "sign_off", item, reason="").status_code == 302
    assert TITLE not in house.client("overseer").get(url).content.decode()
    assert standing_of(item).emergency is None
    assert Emergency.objects.count() == 1
