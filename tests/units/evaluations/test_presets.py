"""What presets say of evaluations and criteria: laid once, from the present quarter and year, mistakes named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.factories.portal import SMALL_PRESET
from tests.units.evaluations._desk import at
from units import presets
from units.models import Criteria, EvaluationTerms
from units.presets import criteria, evaluations
from units.presets.criteria import CriterionEntry
from units.presets.evaluations import EvaluationsEntry
from units.presets.journal import Journal

pytestmark = pytest.mark.clause("LD-5.2", "LD-7.1")

WRONG = """
[evaluations]
days = 0
clause = "LD-5.2"

[[criteria]]
code = "charm"
points = 0
clause = "LD-7.1"
"""


def test_lam_dong_asks_and_nam_dinh_does_not() -> None:
    asked, not_asked = (presets.read(name).entries for name in ("lam-dong", "nam-dinh"))
    assert [entry.days for entry in asked["evaluations"]] == [10]
    assert sum(entry.points for entry in asked["criteria"]) == 100
    assert not not_asked.get("evaluations")
    assert not not_asked.get("criteria")
    for entries in (asked, not_asked):
        committee = next(entry for entry in entries["roles"] if entry.code == "standing_committee")
        assert "decide" in committee.capabilities


def test_what_is_wrong_is_named(tmp_path: Path) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(SMALL_PRESET.read_text(encoding="utf-8") + WRONG, encoding="utf-8")
    with pytest.raises(presets.PresetError) as caught:
        presets.read(path)
    assert [mistake.found for mistake in caught.value.mistakes] == ["0", "“charm”", "0"]


@pytest.mark.django_db
def test_they_hold_from_now_on_and_what_the_office_changed_stays() -> None:
    journal = Journal()
    with at(2026, 11, 26):
        evaluations.lay([EvaluationsEntry(10, "LD-5.2")], journal)
        criteria.lay([CriterionEntry("rhythm", 60, "LD-7.1"), CriterionEntry("quotas", 40, "LD-7.1")], journal)
        made = len(journal.made)
        EvaluationTerms.objects.update(days=15)
        evaluations.lay([EvaluationsEntry(10, "LD-5.2")], journal)
        criteria.lay([CriterionEntry("rhythm", 70, "LD-7.1")], journal)
    assert (made, len(journal.made), len(journal.kept)) == (2, 2, 2)
    terms, laid = EvaluationTerms.objects.get(), Criteria.objects.get()
    assert (terms.since, terms.days) == (date(2026, 10, 1), 15)
    assert (laid.year, {row.measure: row.points for row in laid.rows.all()}) == (2026, {"rhythm": 60, "quotas": 40})
