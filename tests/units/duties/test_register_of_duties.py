"""The register of duties on the screen: add, end, excuse, end an excuse; errors are sentences, acts are recorded."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from tests.units._house import House, a_house
from tests.units.duties._desk import THIRD, a_duty, at
from units.duties import keeping
from units.duties.keeping import Ground
from units.duties.models import Duty, DutyExcuse
from units.models import RecordEntry, UnitKind
from units.record.verbs import Verb

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.5")]

KEEPERS = ("office", "superuser")
OTHERS = ("contributor", "board", "leader", "unit_admin", "committee")


@pytest.fixture
def house() -> House:
    return a_house()


def typed(**changed: Any) -> dict[str, Any]:
    return {
        "name": "Bài của quý",
        "who": "kind",
        "unit_kind": UnitKind.objects.get(code="ban-dang").pk,
        "kind": "feature",
        "minimum": "2",
        "span": "quarter",
        "reminders": "14, 30, 0",
        "valid_from": "01/07/2026",
        "decision": "Quyết định số 3-QĐ/ĐUK",
        **changed,
    }


def excused(house: House, **changed: Any) -> dict[str, Any]:
    return {
        "unit": house.ours.pk,
        "number": "3",
        "year": "2026",
        "decision": "Công văn số 5-CV/ĐUK",
        "decided_on": "01/08/2026",
        "reason": "Đang sắp xếp lại tổ chức",
        **changed,
    }


def send(house: House, screen: str, data: dict[str, Any], *args: Any, who: str = "office") -> Any:
    with at(2026, 8, 10):
        return house.client(who).post(reverse(f"duties:{screen}", args=args), data)


def test_the_office_enters_a_duty_and_the_record_keeps_it(house: House) -> None:
    assert send(house, "add", typed()).status_code == 302
    duty = Duty.objects.get()
    assert (duty.kind, duty.minimum, duty.reminders, duty.unit) == ("feature", 2, [30, 14, 0], None)
    assert duty.valid_from == date(2026, 7, 1)
    entry = RecordEntry.objects.get(verb=Verb.DUTY_CHANGED)
    assert (entry.actor_id, entry.title, entry.details["decision"]) == (house.office.pk, duty.name, duty.decision)


@pytest.mark.parametrize(
    "changed",
    [
        {"name": ""},
        {"who": "kind", "unit_kind": ""},
        {"who": "unit", "unit": ""},
        {"who": "unit", "unit": "999999"},
        {"kind": "no-such-kind"},
        {"minimum": "0"},
        {"minimum": "hai"},
        {"span": "week"},
        {"reminders": "một tuần"},
        {"reminders": "-3"},
        {"valid_from": "30/06/2026"},
        {"valid_from": "hôm nay"},
        {"valid_to": "01/01/2026"},
        {"decision": ""},
    ],
)
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(house: House, changed: dict[str, Any]) -> None:
    answer = send(house, "add", typed(**changed))
    assert answer.status_code == 422
    assert all(str(error).endswith(".") for errors in answer.context["form"].errors.values() for error in errors)
    assert typed(**changed)["name"] in answer.content.decode()
    assert not Duty.objects.exists()


def test_a_duty_ends_and_is_never_deleted(house: House) -> None:
    duty = a_duty()
    assert send(house, "end", {"last": "09/08/2026", "decision": "QĐ 9"}, duty.pk).status_code == 302
    duty.refresh_from_db()
    assert duty.valid_to == date(2026, 8, 9)
    again = send(house, "end", {"last": "20/08/2026", "decision": "QĐ 10"}, duty.pk)
    assert again.status_code == 422


def test_an_end_does_not_rewrite_the_past(house: House) -> None:
    duty = a_duty()
    assert send(house, "end", {"last": "08/08/2026", "decision": "QĐ 9"}, duty.pk).status_code == 422
    assert Duty.objects.get().valid_to is None


def test_a_unit_is_excused_by_a_dated_decision_once_and_the_excuse_is_ended(house: House) -> None:
    duty = a_duty()
    assert send(house, "excuse", excused(house), duty.pk).status_code == 302
    made = DutyExcuse.objects.get()
    assert (made.first, made.decided_on, made.by) == (THIRD.first, date(2026, 8, 1), house.office)
    assert send(house, "excuse", excused(house), duty.pk).status_code == 422
    shown = house.client("office").get(reverse("duties:duty", args=[duty.pk])).content.decode()
    assert made.decision in shown
    assert send(house, "end_excuse", {"reason": ""}, made.pk).status_code == 422
    assert send(house, "end_excuse", {"reason": "Nhập nhầm"}, made.pk).status_code == 302
    assert Verb.EXCUSE_ENDED in RecordEntry.objects.values_list("verb", flat=True)
    assert DutyExcuse.objects.get().ended_by == house.office


@pytest.mark.parametrize(
    "changed",
    [
        {"unit": ""},
        {"number": "7"},
        {"year": "x"},
        {"decision": ""},
        {"decided_on": "01/09/2026"},
        {"reason": ""},
        {"year": "2025"},
    ],
)
def test_an_excuse_without_its_grounds_is_refused_with_sentences(house: House, changed: dict[str, Any]) -> None:
    answer = send(house, "excuse", excused(house, **changed), a_duty().pk)
    assert answer.status_code == 422
    assert all(str(error).endswith(".") for errors in answer.context["form"].errors.values() for error in errors)
    assert not DutyExcuse.objects.exists()


def test_a_unit_that_the_duty_does_not_concern_cannot_be_excused_by_any_way(house: House) -> None:
    duty = a_duty()
    assert send(house, "excuse", excused(house, unit=house.theirs.pk), duty.pk).status_code == 422
    ground = Ground("Công văn số 5-CV/ĐUK", date(2026, 8, 1), "Đang sắp xếp lại tổ chức")
    with pytest.raises(PermissionDenied):
        keeping.excuse(duty, house.theirs, THIRD, ground, house.office)
    with pytest.raises(PermissionDenied):
        keeping.excuse(duty, house.ours, THIRD, ground, house.leader)
    assert not DutyExcuse.objects.exists()


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_enters_ends_or_excuses(house: House, who: str) -> None:
    duty = a_duty()
    excuse = DutyExcuse.objects.create(
        duty=duty, unit=house.ours, first=THIRD.first, decided_on=date(2026, 8, 1), by=house.office
    )
    screens = [("add", typed(), []), ("end", {"last": "09/08/2026", "decision": "x"}, [duty.pk])]
    screens += [("excuse", excused(house, unit=house.boardless.pk), [duty.pk])]
    screens += [("end_excuse", {"reason": "x"}, [excuse.pk])]
    for screen, data, args in screens:
        assert send(house, screen, data, *args, who=who).status_code == 403
    for screen, args in (("register", []), ("duty", [duty.pk])):
        assert house.client(who).get(reverse(f"duties:{screen}", args=args)).status_code == 403
    assert (Duty.objects.count(), DutyExcuse.objects.count()) == (1, 1)
    duty.refresh_from_db()
    excuse.refresh_from_db()
    assert duty.valid_to is None
    assert excuse.ended_at is None


@pytest.mark.parametrize("who", KEEPERS)
def test_every_screen_opens_to_those_who_keep_the_register(house: House, who: str) -> None:
    duty = a_duty()
    client = house.client(who)
    for screen, args in (("register", []), ("add", []), ("duty", [duty.pk]), ("end", [duty.pk]), ("excuse", [duty.pk])):
        assert client.get(reverse(f"duties:{screen}", args=args)).status_code == 200
    assert reverse("duties:register") in client.get(reverse("wagtailadmin_home")).content.decode()
