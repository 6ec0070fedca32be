"""Whatever an act notes has a name that people read, and so has each word that stands for something (LD-4.2c)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from units.record.models import RecordEntry
from units.record.speaking import ACTS, NAMES, UNSPOKEN, facts_of

pytestmark = pytest.mark.clause("LD-4.2c")
ROOMS = ("home", "knowledge", "qa", "search", "units", "site/accounts", "site/operations")
#: What ``note`` takes for itself.
OWN = {"item", "actor", "revision", "text_digest", "unit"}
DOOR = "units.record.noting"


def noted() -> Iterator[tuple[str, ast.keyword]]:
    """Every detail that is noted anywhere, with the module that notes it."""
    for room in ROOMS:
        for path in sorted((Path(settings.BASE_DIR) / room).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            for call in ast.walk(ast.parse(text)) if DOOR in text else ():
                if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "note":
                    yield from ((path.name, each) for each in call.keywords if each.arg and each.arg not in OWN)


def test_every_detail_has_a_name():
    found = {(module, str(each.arg)) for module, each in noted()}
    assert found
    assert sorted((module, name) for module, name in found if name not in {*NAMES, *UNSPOKEN}) == []


def test_every_word_for_an_act_is_said_in_words():
    acts = {each.value.value for _m, each in noted() if each.arg == "act" and isinstance(each.value, ast.Constant)}
    assert acts
    assert acts - {*ACTS} == set()
    with translation.override("vi"):
        said = facts_of(RecordEntry(details={"act": "confirmed", "whom": "Chi bộ 1"}))
    assert said == [("Việc đã làm", "đã xác nhận"), ("Tập thể, cá nhân", "Chi bộ 1")]
