"""``manage.py audit``: what it says, how it ends, and what it writes."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.units.record.tampering import overwrite, raw, rewrite_all, some_entries
from units.record import checks, exporting
from units.record.chain import canonical, head
from units.record.models import RecordEntry
from units.record.noting import note
from units.record.verifying import verify

pytestmark = [pytest.mark.django_db, pytest.mark.clause("LD-1.2c", "ND-13.6d")]


def audit(*words: str) -> tuple[int, str]:
    """The exit code and all that was printed."""
    out = io.StringIO()
    try:
        call_command("audit", *words, stdout=out, stderr=out)
    except CommandError as error:
        return error.returncode, f"{out.getvalue()}{error}"
    return 0, out.getvalue()


def test_a_sound_record_ends_well_and_prints_its_head():
    some_entries(3)
    code, said = audit("verify")
    assert code == 0
    assert f"3:{head().digest}" in said


def test_an_empty_record_is_sound():
    assert audit("verify")[0] == 0


def test_every_flaw_is_a_sentence_and_the_exit_code_says_that_there_are_some():
    some_entries(6)
    overwrite(2, title="Tên khác")
    raw(4).delete()
    code, said = audit("verify")
    assert code == 1
    for flaw in verify():
        assert flaw.sentence in said
    assert f"6:{head().digest}" in said
    assert audit("verify", "--since", "5")[0] == 1
    assert audit("verify", "--since", "6")[0] == 0


def test_a_head_noted_on_paper_finds_who_rewrote_everything():
    some_entries(4)
    noted = str(head())
    assert audit("verify", "--head", noted)[0] == 0
    overwrite(1, actor_name="Người khác")
    rewrite_all()
    assert audit("verify")[0] == 0
    code, said = audit("verify", "--head", noted)
    assert code == 1
    assert "4" in said


@pytest.mark.parametrize("text", ["4", "x:ab", ":ab", "4:", "-1:ab", "٤:ab"])
def test_a_head_that_is_none_is_a_mistake_and_no_flaw(text):
    code, said = audit("verify", f"--head={text}")
    assert code == 2
    assert text in said


def test_other_rooms_add_checks_of_their_own(monkeypatch):
    monkeypatch.setattr(checks, "_checks", [])

    def changed_behind_the_back() -> Any:
        yield "“Chi bộ họp” was changed behind the workflow's back."

    for _time in range(2):
        checks.register(changed_behind_the_back)
    code, said = audit("verify")
    assert code == 1
    assert said.count("behind the workflow's back") == 1


def test_who_watches_a_terminal_sees_how_far_it_is(monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("units.record.verifying.PAGE", 2)
    some_entries(5)
    terminal = Terminal()
    call_command("audit", "verify", stdout=io.StringIO(), stderr=terminal)
    assert "4" in terminal.getvalue()


def test_interrupting_the_reading_changes_nothing_and_says_so(monkeypatch):
    def interrupted() -> Any:
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(checks, "_checks", [interrupted])
    code, said = audit("verify")
    assert code == 130
    assert said


class TestExport:
    @pytest.fixture(autouse=True)
    def _autumn(self) -> None:
        for day in (30, 1, 31):
            month = 9 if day == 30 else 10
            # 17:30 UTC is half past midnight of the next day in Asia/Ho_Chi_Minh.
            with time_machine.travel(datetime(2026, month, day, 16, 30, tzinfo=UTC), tick=False):
                note("approved", stage="Ban biên tập duyệt")
        with time_machine.travel(datetime(2026, 10, 31, 17, 30, tzinfo=UTC), tick=False):
            note("published")

    @pytest.mark.parametrize(("first", "last"), [("01/10/2026", "31/10/2026"), ("2026-10-01", "2026-10-31")])
    def test_each_line_holds_all_that_its_digest_covers(self, tmp_path: Path, first, last):
        target = tmp_path / "nhat-ky.jsonl"
        code, said = audit("export", "--from", first, "--to", last, "--out", str(target))
        assert code == 0
        assert str(target) in said
        lines = [json.loads(line) for line in target.read_text("utf-8").splitlines()]
        assert [line["number"] for line in lines] == [2, 3]
        assert "Ban biên tập duyệt" in target.read_text("utf-8")
        for line in lines:
            digest = line.pop("digest")
            assert hashlib.sha256(canonical(line).encode()).hexdigest() == digest
            assert digest == RecordEntry.objects.get(number=line["number"]).digest
        assert lines[1]["previous"] == RecordEntry.objects.get(number=2).digest

    @pytest.mark.parametrize(
        ("first", "last"), [("31/10/2026", "01/10/2026"), ("31/02/2026", "01/03/2026"), ("hôm qua", "hôm nay")]
    )
    def test_days_that_are_none_are_a_mistake(self, tmp_path: Path, first, last):
        code, said = audit("export", "--from", first, "--to", last, "--out", str(tmp_path / "x"))
        assert code == 2
        assert first in said
        assert not list(tmp_path.iterdir())

    def test_a_file_that_cannot_be_written_is_said(self, tmp_path: Path):
        target = tmp_path / "khong-co" / "x"
        code, said = audit("export", "--from", "01/10/2026", "--to", "31/10/2026", "--out", str(target))
        assert code == 2
        assert str(target) in said

    def test_an_interrupted_export_leaves_the_old_file_and_nothing_half_written(self, tmp_path: Path, monkeypatch):
        def interrupted(*_arguments: Any) -> int:
            raise KeyboardInterrupt

        target = tmp_path / "x"
        target.write_text("cũ", encoding="utf-8")
        monkeypatch.setattr(exporting, "write", interrupted)
        assert audit("export", "--from", "01/10/2026", "--to", "31/10/2026", "--out", str(target))[0] == 130
        assert [path.name for path in tmp_path.iterdir()] == ["x"]
        assert target.read_text("utf-8") == "cũ"
