"""Whatever is done to an entry behind the portal's back, the audit names that entry."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from tests.units.record.tampering import overwrite, raw, rewrite_all, some_entries
from units.record import verifying
from units.record.chain import BrokenRecord, digest_of, head
from units.record.models import GENESIS, RecordEntry, RecordHead
from units.record.noting import note
from units.record.verifying import Kind, compare, verify

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-1.2c", "ND-13.6d")]

LENGTH = 7
tried = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
numbers = st.integers(1, LENGTH)
keys = st.none() | st.integers(1, 10**9)
words = st.text(st.characters(blacklist_characters="\0", blacklist_categories=("Cs",)), max_size=40)
digests = st.text("0123456789abcdef", min_size=64, max_size=64)
values = {
    "at": st.datetimes(datetime(2001, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC)),
    "actor_id": keys,
    "actor_name": words,
    "verb": st.sampled_from(["approved", "published", "la-lung"]),
    "item_type_id": keys,
    "item_id": st.integers(0, 10**9).map(str),
    "title": words,
    "unit_id": keys,
    "unit_name": words,
    "revision_id": keys,
    "text_digest": digests,
    "details": st.dictionaries(st.sampled_from(["stage", "comment", "khác"]), words | st.integers(), max_size=2),
    "previous": digests,
    "digest": digests,
}
changes = st.sampled_from(sorted(values)).flatmap(lambda name: st.tuples(st.just(name), values[name]))


@pytest.fixture
def entries() -> list[RecordEntry]:
    return some_entries(LENGTH)


class Undone:
    """What is done inside is undone afterwards, so that the next example finds the record whole."""

    def __enter__(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()

    def __exit__(self, *error: Any) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(*error)


def found() -> list[tuple[int, Kind]]:
    flaws = list(verify())
    assert all(str(flaw.number) in flaw.sentence for flaw in flaws if flaw.kind is not Kind.HEAD)
    return [(flaw.number, flaw.kind) for flaw in flaws]


def test_every_field_is_tried():
    assert {*values, "number"} == {field.attname for field in RecordEntry._meta.concrete_fields}


def test_an_untouched_record_has_no_flaw(entries):
    assert [entry.number for entry in entries] == list(range(1, LENGTH + 1))
    assert entries[0].previous == GENESIS
    assert (head().number, head().digest) == (LENGTH, entries[-1].digest)
    assert found() == []


def test_an_empty_record_has_no_flaw():
    assert found() == []
    assert compare(0, GENESIS) is None


def test_a_record_that_is_begun_during_the_audit_has_no_flaw():
    heads_read: list[str] = []

    def begin(execute: Any, sql: str, *rest: Any) -> Any:
        """Let the first entry come right after the audit has looked for the head the second time."""
        answer = execute(sql, *rest)
        if sql.startswith("SELECT") and RecordHead._meta.db_table in sql:
            heads_read.append(sql)
            if len(heads_read) == 2:
                note("submitted")
        return answer

    with connection.execute_wrapper(begin):
        flaws = list(verify())
    assert RecordEntry.objects.count() == 1
    assert flaws == []


@tried
@given(number=numbers, change=changes)
def test_an_altered_entry_is_named(entries, number, change):
    name, value = change
    assume(getattr(entries[number - 1], name) != value)
    with Undone():
        overwrite(number, **{name: value})
        assert found() == [(number, Kind.ALTERED)]


@tried
@given(number=numbers, change=changes)
def test_a_forger_who_mends_the_digest_is_found_by_the_next_entry(entries, number, change):
    name, value = change
    assume(name != "digest" and getattr(entries[number - 1], name) != value)
    with Undone():
        overwrite(number, forge=True, **{name: value})
        assert (number, Kind.REPLACED) in found()


@tried
@given(gone=st.sets(numbers, min_size=1, max_size=LENGTH - 1))
def test_removed_entries_are_named(entries, gone):
    with Undone():
        raw(*gone).delete()
        flaws = found()
        assert {kind for _number, kind in flaws} == {Kind.REMOVED}
        assert {number for number, _kind in flaws} == {number for number in gone if number - 1 not in gone}


def test_a_run_of_removed_entries_is_named_from_its_first_to_its_last(entries):
    raw(3, 4, 5).delete()
    (flaw,) = verify()
    assert "3" in flaw.sentence
    assert "5" in flaw.sentence


@tried
@given(first=numbers, second=numbers)
def test_two_entries_that_changed_places_are_both_named(entries, first, second):
    assume(first != second)
    with Undone():
        raw(first).update(number=1000)
        raw(second).update(number=first)
        raw(1000).update(number=second)
        assert found() == [(number, Kind.ALTERED) for number in sorted({first, second})]


@tried
@given(number=st.integers(LENGTH + 1, LENGTH + 50), forge=st.booleans(), like=numbers)
def test_an_inserted_entry_is_named(entries, number, forge, like):
    with Undone():
        added = RecordEntry.objects.get(number=like)
        added.number, added.previous = number, entries[-1].digest
        added._state.adding = True
        added.digest = digest_of(added) if forge else added.digest
        added.save()
        assert found() == [(number, Kind.INSERTED)]


def test_of_many_inserted_entries_the_first_and_the_last_are_named(entries, monkeypatch):
    monkeypatch.setattr(verifying, "NAMED", 2)
    for number in range(20, 26):
        raw(1).update(number=number)
        entry = entries[0]
        entry._state.adding = True
        entry.save()
    assert found() == [(number, Kind.INSERTED) for number in (20, 21, 25)]


def test_a_number_that_comes_twice_is_named(entries):
    walk = verifying.Walk()
    flaws = [flaw for entry in [*entries[:4], entries[2], *entries[4:]] for flaw in walk.step(entry)]
    assert [(flaw.number, flaw.kind) for flaw in flaws] == [(3, Kind.INSERTED)]


def test_a_head_that_was_set_back_altered_or_removed_is_found(entries):
    with Undone():
        RecordHead.objects.update(number=LENGTH - 1, digest=entries[-2].digest)
        assert found() == [(LENGTH, Kind.INSERTED)]
    with Undone():
        RecordHead.objects.update(digest=GENESIS)
        assert found() == [(LENGTH, Kind.REPLACED)]
    with Undone():
        RecordHead.objects.all().delete()
        assert found() == [(0, Kind.HEAD)]
        with pytest.raises(BrokenRecord):
            note("approved")


def test_all_entries_removed_is_found(entries):
    raw().delete()
    assert found() == [(1, Kind.REMOVED)]


def test_who_rewrites_everything_is_found_by_the_head_that_was_noted_down(entries):
    noted = head()
    note("approved")
    assert compare(noted.number, noted.digest.upper()) is None
    overwrite(3, title="Tên khác")
    rewrite_all()
    assert found() == []
    assert compare(noted.number, noted.digest).kind is Kind.REPLACED
    assert compare(99, noted.digest).kind is Kind.REMOVED


def test_an_audit_may_begin_in_the_middle(entries):
    overwrite(2, title="Tên khác")
    assert list(verify(since=4)) == []
    overwrite(5, title="Tên khác")
    assert [flaw.number for flaw in verify(since=4)] == [5]
    raw(3).delete()
    assert [flaw.number for flaw in verify(since=4)] == [3, 5]


def test_long_records_are_read_in_pages_and_what_comes_meanwhile_is_verified_too(entries, monkeypatch):
    monkeypatch.setattr(verifying, "PAGE", 2)
    overwrite(1, title="Tên khác")
    passed: list[int] = []
    audit = verify(progress=passed.append)
    assert next(audit).number == 1
    note("approved")
    overwrite(LENGTH + 1, title="Tên khác")
    assert [flaw.number for flaw in audit] == [LENGTH + 1]
    assert passed == [2, 4, 6]


def test_an_entry_that_cannot_be_read_at_all_is_named(entries):
    from django.db import connection

    if connection.vendor != "sqlite":
        pytest.skip("Only SQLite lets a text stand where a time should be.")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE units_recordentry SET at = 'hôm qua' WHERE number = 3")
    assert found() == [(3, Kind.ALTERED)]
