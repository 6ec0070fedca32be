"""Reading files: what they say and where, and what becomes of those that were made to break a reader."""

from __future__ import annotations

import io
from pathlib import Path
from typing import IO

import pytest

from knowledge import demonstration
from knowledge.filetexts import reader, reading
from knowledge.filetexts.reading import Reading, State
from tests.factories.files import a_docx, a_pdf, a_scan


def read(content: bytes, kind: str = "pdf") -> Reading:
    return reading.read(io.BytesIO(content), kind)


def read_here(content: bytes, kind: str = "pdf") -> list[object]:
    """What the program would write, read in this process."""
    return list(reader.read(kind, content))


@pytest.mark.clause("ND-5.5c")
def test_pages_and_headed_parts_are_read_in_their_order() -> None:
    assert read(a_pdf("Nghị quyết\nsố một", "Điều 2")) == Reading(
        State.WHOLE, [("1", "Nghị quyết\nsố một"), ("2", "Điều 2")]
    )
    kept = read(a_docx(("", "Mở đầu"), ("Nhiệm vụ", "Kết nạp"), table=[["Ô một", "Ô hai"]]), "docx")
    assert kept == Reading(State.WHOLE, [("", "Mở đầu"), ("Nhiệm vụ", "Nhiệm vụ\nKết nạp\nÔ một\nÔ hai")])


def test_letters_that_a_program_wrote_at_the_end_of_a_line_are_read_in_their_places() -> None:
    """LibreOffice does so with what a font lacks, and no library puts it right."""
    form = (Path(demonstration.__file__).parent / "forms" / "don-xin-vao-dang.pdf").read_bytes()
    (_place, text), *_others = read_here(form)
    assert text.startswith("ĐẢNG CỘNG SẢN VIỆT NAM\n…………, ngày … tháng … năm ……\nĐƠN XIN VÀO ĐẢNG\nKính gửi: Chi ủy …")
    assert "Nơi sinh: …" in text


def test_what_cannot_be_read_says_why() -> None:
    assert read_here(a_scan()) == [("1", ""), "whole"]
    assert read_here(a_pdf("Mật", password="khoa")) == ["locked"]
    for content, kind in ((b"%PDF-1.7 nothing", "pdf"), (b"", "pdf"), (b"PK\3\4", "docx"), (a_pdf("x"), "docx")):
        assert read_here(content, kind) == ["broken"]
    assert read_here(a_pdf("Điều một", "Điều hai")[:-400])[-1] in {"whole", "broken"}


def test_bounds_cut_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    content = a_pdf("một", "hai", "ba")
    monkeypatch.setattr(reader, "MAX_PASSAGES", 2)
    assert read_here(content) == [("1", "một"), ("2", "hai"), "cut"]
    monkeypatch.setattr(reader, "MAX_CHARACTERS", 4)
    assert read_here(content) == [("1", "một"), ("2", "h"), "cut"]


def test_a_bomb_is_not_unfolded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_UNFOLDED", 1000)
    assert read_here(a_docx(("", "x")), "docx") == ["broken"]


def test_memory_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "hungry.py"
    here = Path(reader.__file__).parent
    program.write_text(
        f"import sys; sys.path.append({str(here)!r}); import reader\n"
        "reader.MEMORY, reader.READERS = 300 << 20, {'pdf': lambda content: iter([('1', 'x' * (1 << 30))])}\n"
        "reader.main()"
    )
    monkeypatch.setattr(reader, "__file__", str(program))
    assert read(b"") == Reading(State.BROKEN)


def test_a_program_that_dies_or_hangs_leaves_what_it_had_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "SECONDS", 0.5)
    program = tmp_path / "reader.py"
    monkeypatch.setattr(reader, "__file__", str(program))
    begun = 'import os, time\nprint(\'["1", "Trang một"]\', flush=True)\n'
    for end in ("os.abort()", "time.sleep(9)", "print('[\"2\", \"Tra', end='', flush=True)"):
        program.write_text(begun + end)
        assert reading.read(io.BytesIO(), "pdf", 0.5) == Reading(State.CUT, [("1", "Trang một")])
    program.write_text("import os; os.abort()")
    assert read(b"", "pdf") == Reading(State.BROKEN)


def test_a_scan_a_locked_file_and_another_kind_have_a_state_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(kind: str, given: IO[bytes], told: IO[bytes], seconds: float) -> bool:
        return bool(told.write(f'["1", " "]\n"{ends.pop()}"\n'.encode()))

    monkeypatch.setattr(reading, "_run", run)
    ends = ["locked", "whole"]
    assert read(b"x").state == State.EMPTY
    assert read(b"x").state == State.LOCKED
    assert read(b"x", "xlsx").state == State.OTHER
    monkeypatch.setattr(reading, "MAX_BYTES", 1)
    assert read(b"xx").state == State.BROKEN


def test_text_typed_for_old_fonts_is_converted() -> None:
    typed = [("1", "§¶ng uû Khèi c¸c c¬ quan tØnh"), ("2", "NghÞ quyÕt vÒ c«ng t¸c c¸n bé")]
    converted = reading._in_unicode(typed)
    assert converted == [("1", "Đảng uỷ Khối các cơ quan tỉnh"), ("2", "Nghị quyết về công tác cán bộ")]
    plain = [("1", "Đảng ủy Khối")]
    assert reading._in_unicode(plain) == plain
