"""Days off as data: what the presets lay and what the office enters (ND-8.2)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.portal import SMALL_PRESET, Portal, a_portal, bare_wagtail
from tests.factories.units import UserFactory
from units import presets
from units.clock.models import DayOff
from units.clock.working_days import WorkingDays

LAYS_ITSELF = True
pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-8.2")]


@pytest.fixture
def portal() -> Portal:
    return a_portal()


def address(action: str, *args: Any) -> str:
    return reverse(f"units_dayoff_modeladmin_{action}", args=args)


@pytest.mark.parametrize("name", ["lam-dong", "nam-dinh"])
def test_the_presets_know_the_public_holidays_of_two_years(name: str) -> None:
    bare_wagtail()
    presets.apply(presets.read(name))
    days = WorkingDays.load()
    for day in [date(2026, 2, 17), date(2026, 4, 27), date(2026, 9, 2), date(2027, 2, 8), date(2027, 5, 3)]:
        assert not days.is_working(day)
    assert days.add_days(date(2026, 2, 13), 1) == date(2026, 2, 23)
    assert days.add_days(date(2027, 2, 4), 1) == date(2027, 2, 12)
    count = DayOff.objects.count()
    journal = presets.apply(presets.read(name))
    assert (journal.made, journal.kept, DayOff.objects.count()) == ([], [], count)


def test_a_day_that_the_office_changed_stays_and_is_reported(portal: Portal) -> None:
    DayOff.objects.filter(day=date(2026, 9, 1)).update(works=True)
    journal = presets.apply(presets.read(SMALL_PRESET))
    assert len(journal.kept) == 1
    assert "01/09/2026" in journal.kept[0]
    assert WorkingDays.load().is_working(date(2026, 9, 1))


@pytest.mark.parametrize(
    "days", ["[]", '["2026-09-02"]', "[2026-09-02, 2026-09-02]", "2026-09-02", "[2026-09-02T08:00:00]"]
)
def test_a_holiday_needs_days_and_names_each_once(tmp_path: Path, days: str) -> None:
    text = SMALL_PRESET.read_text(encoding="utf-8")
    path = tmp_path / "sai.toml"
    path.write_text(text.replace("[2026-09-01, 2026-09-02]", days), encoding="utf-8")
    with pytest.raises(presets.PresetError) as caught:
        presets.read(path)
    (mistake,) = caught.value.mistakes
    assert path.read_text(encoding="utf-8").splitlines()[mistake.line - 1] == f"days = {days}"


def test_the_office_enters_a_day_and_marks_a_wrong_one(portal: Portal, client_of: Callable[[Any], Client]) -> None:
    office = client_of(portal.member("office"))
    assert office.get(address("index")).status_code == 200
    data = {"day": "05/09/2026", "name": "Làm bù cho ngày 31/08", "works": "on"}
    assert office.post(address("create"), data).status_code == 302
    off = DayOff.objects.get(day=date(2026, 9, 5))
    assert WorkingDays.load().is_working(off.day)
    again = office.post(address("create"), data)
    assert list(again.context["form"].errors) == ["day"]
    assert office.post(address("edit", off.pk), {**data, "works": ""}).status_code == 302
    assert not WorkingDays.load().is_working(off.day)
    assert "05/09/2026" in office.get(address("index")).content.decode()
    assert office.get(address("history", off.pk)).status_code == 200


def test_no_day_is_deleted(portal: Portal, client_of: Callable[[Any], Client]) -> None:
    off = DayOff.objects.first()
    client = client_of(UserFactory(is_superuser=True))
    for method in (client.get, client.post):
        assert method(address("delete", off.pk)).status_code in {302, 403}
    assert DayOff.objects.filter(pk=off.pk).exists()


@pytest.mark.parametrize("role", ["contributor", "board", "leader", "unit_admin", "standing_committee"])
def test_nobody_without_the_register_enters_days(portal: Portal, client_of: Callable[[Any], Client], role: str) -> None:
    client = client_of(portal.member(role, None if role == "standing_committee" else portal.city))
    off, count = DayOff.objects.first(), DayOff.objects.count()
    for url in (address("index"), address("create"), address("edit", off.pk), address("history", off.pk)):
        assert client.get(url).status_code in {302, 403}
        assert client.post(url, {"day": "05/09/2026", "name": "x"}).status_code in {302, 403}
    assert DayOff.objects.count() == count
