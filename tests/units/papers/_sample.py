"""A paper with everything in it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from PIL import Image

from units.papers.paper import (
    Align,
    Column,
    Figure,
    Heading,
    Items,
    Letterhead,
    Paper,
    Paragraph,
    Part,
    Signature,
    Table,
)

#: Every vowel with every tone, and what else Vietnamese writes beside plain letters.
LETTERS = "ắằẳẵặấầẩẫậếềểễệốồổỗộớờởỡợứừửữựíìỉĩịýỳỷỹỵđ"
UNDER_HD_36, UNDER_HD_05 = date(2026, 2, 5), date(2026, 6, 1)


def a_picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (600, 300), "#aa2222").save(target, "PNG")
    return target.getvalue()


def a_table(rows: int, text: str = "Chậm giải quyết hồ sơ.") -> Table:
    columns = [Column("TT", 0.6, Align.CENTRE), Column("Nội dung", 4), Column("Số lượng", 1.2, Align.END)]
    body = [[str(number), f"{text} Dòng {number}.", str(number)] for number in range(1, rows + 1)]
    return Table(columns, body, "Bảng 1. Phản ánh theo lĩnh vực", ["", "Cộng", str(sum(range(rows + 1)))])


def a_paper(day: date = UNDER_HD_36, parts: Sequence[Part] | None = None, **fields: Any) -> Paper:
    everything = [
        Heading("I. Tình hình chung"),
        Paragraph(f"Quyết tâm thực hiện nghị quyết.\n{LETTERS} {LETTERS.upper()}"),
        Heading("1. Theo lĩnh vực", 2),
        a_table(60),
        Heading("2. Theo tháng", 3),
        Figure(a_picture(), "Hình 1. Số phản ánh theo tháng", "Tháng 10 cao nhất"),
        Heading("II. Kiến nghị"),
        Items(["Giao Văn phòng theo dõi;", "Báo cáo trước ngày 15."]),
    ]
    facts = {
        "letterhead": Letterhead("Tỉnh ủy Lâm Đồng", "Ban Tuyên giáo", "Lâm Đồng", day, "BC/BTGTU", "7"),
        "kind": "Báo cáo",
        "title": "tổng hợp phản ánh của cán bộ, đảng viên và nhân dân",
        "parts": everything if parts is None else parts,
        "signature": Signature("K/T Trưởng ban", "Phó Trưởng ban", "Nguyễn Thị Mai"),
        "recipients": ["Thường trực Tỉnh ủy (để báo cáo)", "Lưu Ban Tuyên giáo"],
        **fields,
    }
    return Paper(**facts)
