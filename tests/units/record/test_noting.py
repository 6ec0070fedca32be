"""One door to the record, and nothing that is in it can be changed through the portal."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import Page

from tests.factories.articles import a_draft
from tests.factories.units import UserFactory
from tests.units._house import House, a_house
from tests.units.record.tampering import some_entries
from units.calendar import Period, today
from units.record.chain import head
from units.record.models import GENESIS, ImmutableEntry, RecordEntry
from units.record.noting import note
from units.record.verbs import Verb, label_of
from units.record.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-1.2c", "ND-13.6d")]


@pytest.fixture
def house() -> House:
    return a_house()


def test_an_entry_keeps_the_names_of_the_time(house):
    item, board = a_draft(house.ours, house.contributor, title="Chi bộ họp"), house.board
    name, unit_name = str(board), house.ours.name
    note(Verb.APPROVED, item, board, revision=item.latest_revision, text_digest="ab" * 32, stage="Ban biên tập")
    house.ours.name = "Tên mới"
    house.ours.save()
    board.first_name = "Khác"
    board.save()
    entry = RecordEntry.objects.about(item).get()
    assert (entry.actor_name, entry.actor_id, entry.unit_name) == (name, board.pk, unit_name)
    assert (entry.title, entry.item_id, entry.revision_id) == ("Chi bộ họp", str(item.pk), item.latest_revision_id)
    assert entry.details == {"stage": "Ban biên tập"}
    assert timezone.now() - entry.at < timedelta(minutes=1)


def test_an_item_is_found_whichever_class_asks(house):
    item = a_draft(house.ours, house.contributor)
    note(Verb.SUBMITTED, Page.objects.get(pk=item.pk), house.contributor)
    assert RecordEntry.objects.about(item).get().unit == house.ours
    assert not RecordEntry.objects.about(house.portal.home).exists()


def test_what_a_person_did_and_what_was_done_in_some_days(house):
    note(Verb.SUBMITTED, None, house.contributor)
    note(Verb.APPROVED, None, house.board)
    note(Verb.NOT_PUBLISHED)
    assert [entry.verb for entry in RecordEntry.objects.by(house.board)] == ["approved"]
    yesterday = today() - timedelta(days=1)
    assert RecordEntry.objects.within(Period(yesterday, today())).count() == 3
    assert not RecordEntry.objects.within(Period(yesterday, yesterday)).exists()


def test_the_account_of_who_acted_may_go_and_the_entry_stays():
    person = UserFactory()
    note(Verb.APPROVED, None, person)
    name = str(person)
    person.delete()
    assert RecordEntry.objects.get().actor_name == name
    assert list(verify()) == []


def test_details_come_back_as_they_were_digested():
    note(
        Verb.ASSIGNED,
        number=10**20,
        share=0.1,
        money=Decimal("1e3"),
        day=date(2026, 10, 1),
        flags=(True, None),
        person=UserFactory(last_name="Lê", first_name="An"),
        nested={"a\0b": Verb.HELD, "half": "\ud800"},
    )
    entry = RecordEntry.objects.get()
    assert entry.details["day"] == "2026-10-01"
    assert entry.details["flags"] == [True, None]
    assert entry.details["person"] == "Lê An"
    assert entry.details["nested"] == {"ab": "held", "half": "?"}
    assert list(verify()) == []


def test_an_unknown_verb_is_refused_and_a_forgotten_one_still_shown():
    with pytest.raises(ValueError, match="la-lung"):
        note("la-lung")
    assert label_of("la-lung") == "la-lung"
    assert all(str(label) for label in Verb.labels)


def test_a_long_title_is_cut_and_not_refused():
    item = UserFactory(last_name="A" * 150, first_name="B" * 150)
    assert len(note(Verb.ASSIGNED, item, item).title) == 255
    assert list(verify()) == []


def test_an_act_that_is_undone_leaves_no_entry():
    note(Verb.SUBMITTED)
    with transaction.atomic():
        note(Verb.APPROVED)
        transaction.set_rollback(True)
    note(Verb.RETURNED)
    assert list(RecordEntry.objects.order_by("number").values_list("number", "verb")) == [
        (1, "submitted"),
        (2, "returned"),
    ]
    assert head().number == 2
    assert list(verify()) == []


class TestImmutable:
    @pytest.mark.parametrize(
        "change",
        [
            lambda entry: entry.save(),
            lambda entry: entry.delete(),
            lambda entry: RecordEntry.objects.all().delete(),
            lambda entry: RecordEntry.objects.update(title="Khác"),
            lambda entry: RecordEntry.objects.bulk_update([entry], ["title"]),
            lambda entry: RecordEntry.objects.bulk_create([entry], ignore_conflicts=True),
            lambda entry: RecordEntry.objects.update_or_create(number=1, defaults={"title": "Khác"}),
            lambda entry: RecordEntry._base_manager.all().update(title="Khác"),
            lambda entry: RecordEntry._base_manager.all().delete(),
        ],
    )
    def test_no_way_through_the_portal_changes_an_entry(self, change):
        entry = some_entries(2)[0]
        entry.title = "Khác"
        with pytest.raises(ImmutableEntry), transaction.atomic():
            change(entry)
        assert RecordEntry.objects.count() == 2
        assert list(verify()) == []

    def test_an_entry_made_by_hand_does_not_overwrite_the_one_with_its_number(self):
        some_entries(1)
        with pytest.raises(IntegrityError), transaction.atomic():
            RecordEntry(number=1, at=timezone.now(), verb="approved", previous=GENESIS, digest=GENESIS).save()
        assert list(verify()) == []
