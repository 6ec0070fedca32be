"""Duties as a preset lays them; ND-9.5 is the first of Nam Định's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.factories.portal import SMALL_PRESET, a_portal
from tests.units.duties._desk import at
from units import presets
from units.duties import binding
from units.duties.models import Duty
from units.presets import PresetError

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.5")]

DUTY = """
[[duties]]
code = "tin-cua-quy"
name = "Tin của quý"
unit_kind = "ban-dang"
kind = "news"
span = "quarter"
clause = "ND-9.5"
"""


def preset(folder: Path, duty: str = DUTY) -> Path:
    path = folder / "preset.toml"
    path.write_text(SMALL_PRESET.read_text(encoding="utf-8") + duty, encoding="utf-8")
    return path


def test_nam_dinh_asks_every_advisory_agency_for_a_situation_a_quarter() -> None:
    (entry,) = presets.read("nam-dinh").entries["duties"]
    assert (entry.unit_kind, entry.kind, entry.span, entry.minimum) == ("co-quan-tham-muu", "situation", "quarter", 1)
    assert (entry.reminders, entry.clause) == ((30, 14, 7, 0), "ND-9.5")


def test_a_preset_may_have_no_duties(tmp_path: Path) -> None:
    assert presets.read("lam-dong").entries["duties"] == []
    assert presets.read(preset(tmp_path, "")).entries["duties"] == []


def test_a_duty_is_laid_once_from_the_first_day_of_the_present_period(tmp_path: Path) -> None:
    a_portal()
    with at(2026, 8, 10):
        presets.apply(presets.read(preset(tmp_path)))
    with at(2026, 12, 1):
        again = presets.apply(presets.read(preset(tmp_path)))
    assert again.made == []
    assert Duty.objects.get().valid_from == date(2026, 7, 1)
    assert Duty.objects.get().reminders == [30, 14, 7, 0]


def test_one_that_was_ended_stays_ended_and_one_that_differs_is_left_and_told(tmp_path: Path) -> None:
    a_portal()
    presets.apply(presets.read(preset(tmp_path)))
    Duty.objects.update(valid_to=date(2026, 1, 1), minimum=3)
    again = presets.apply(presets.read(preset(tmp_path)))
    assert Duty.objects.get().valid_to == date(2026, 1, 1)
    assert len(again.kept) == 1
    assert "3" in again.kept[0]


def test_a_kind_that_no_room_gives_yet_is_laid_and_binds_nobody(tmp_path: Path) -> None:
    a_portal()
    presets.apply(presets.read(preset(tmp_path, DUTY.replace('"news"', '"no-room-gives-it"'))))
    assert binding.is_dormant(Duty.objects.get())


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('unit_kind = "ban-dang"', "", "unit_kind"),
        ('unit_kind = "ban-dang"', 'unit_kind = "ban-dang"\nunit = "vptu"', "unit_kind"),
        ('unit_kind = "ban-dang"', 'unit_kind = "ban-dag"', "ban-dang"),
        ('span = "quarter"', 'span = "week"', "quarter"),
        ('span = "quarter"', 'span = "quarter"\nminimum = 0', "0"),
        ('span = "quarter"', 'span = "quarter"\nreminders = [7, -1]', "-1"),
        ('code = "tin-cua-quy"', 'code = "tin-cua-quy"\nsince = 2026-01-01', "since"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, named: str) -> None:
    with pytest.raises(PresetError) as raised:
        presets.read(preset(tmp_path, DUTY.replace(old, new)))
    assert named in str(raised.value)
