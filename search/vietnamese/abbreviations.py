"""Abbreviations of Party and state language, as data: what is written short is found by its full words and back.

Only abbreviations with one meaning in this language stand here: HĐ (hội đồng, hợp đồng, hoạt động) does not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from .folding import fold

#: Folded words in a row, and the other names of the same thing.
Groups = Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]

#: Each line holds names of one thing.
ABBREVIATIONS: tuple[tuple[str, ...], ...] = (
    ("BTV", "Ban Thường vụ"),
    ("BTVTU", "Ban Thường vụ Tỉnh ủy"),
    ("BCH", "Ban Chấp hành"),
    ("BCHTW", "BCH TW", "Ban Chấp hành Trung ương"),
    ("BCĐ", "Ban Chỉ đạo"),
    ("BTC", "Ban Tổ chức"),
    ("BTG", "Ban Tuyên giáo"),
    ("BDV", "Ban Dân vận"),
    ("BNC", "Ban Nội chính"),
    ("UBKT", "Ủy ban Kiểm tra"),
    ("UBND", "Ủy ban nhân dân"),
    ("HĐND", "Hội đồng nhân dân"),
    ("MTTQ", "Mặt trận Tổ quốc"),
    ("MTTQVN", "Mặt trận Tổ quốc Việt Nam"),
    ("TCCSĐ", "Tổ chức cơ sở đảng"),
    ("TCĐ", "Tổ chức đảng"),
    ("ĐUK", "Đảng ủy Khối"),
    ("ĐTN", "Đoàn Thanh niên"),
    ("TNCS", "Thanh niên Cộng sản"),
    ("LĐLĐ", "Liên đoàn Lao động"),
    ("CĐCS", "Công đoàn cơ sở"),
    ("CCB", "Cựu chiến binh"),
    ("LHPN", "Liên hiệp Phụ nữ"),
    ("ĐCSVN", "Đảng Cộng sản Việt Nam"),
    ("CHXHCN", "Cộng hòa xã hội chủ nghĩa"),
    ("XHCN", "Xã hội chủ nghĩa"),
    ("CNXH", "Chủ nghĩa xã hội"),
    ("TW", "TƯ", "Trung ương"),
    ("BCT", "Bộ Chính trị"),
    ("BBT", "Ban Bí thư"),
    ("NQTW", "Nghị quyết Trung ương", "NQ TW"),
    ("NQTW4", "NQTW 4", "Nghị quyết Trung ương 4", "NQ TW4"),
    ("KT-XH", "KTXH", "Kinh tế - xã hội"),
    ("QP-AN", "QPAN", "Quốc phòng - an ninh"),
    ("ANTT", "An ninh trật tự"),
    ("CCHC", "Cải cách hành chính"),
    ("TTHC", "Thủ tục hành chính"),
    ("CNTT", "Công nghệ thông tin"),
    ("CĐS", "Chuyển đổi số"),
    ("CBCC", "Cán bộ, công chức"),
    ("CBCCVC", "Cán bộ, công chức, viên chức"),
    ("DNNN", "Doanh nghiệp nhà nước"),
    ("HTX", "Hợp tác xã"),
    ("HSSV", "Học sinh, sinh viên"),
    ("PCTN", "Phòng chống tham nhũng", "Phòng, chống tham nhũng"),
    ("PCTNTC", "Phòng, chống tham nhũng, tiêu cực"),
    ("QCDC", "Quy chế dân chủ"),
    ("KHCN", "KH&CN", "Khoa học và công nghệ", "Khoa học công nghệ"),
    ("LLCT", "Lý luận chính trị"),
    ("VHXH", "Văn hóa - xã hội"),
    ("NTM", "Nông thôn mới"),
    ("ATTT", "An toàn thông tin"),
    ("SHCB", "Sinh hoạt chi bộ"),
    ("SHĐ", "Sinh hoạt đảng"),
)


def groups_of(names: Iterable[Iterable[str]]) -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Return, for each name in ``names`` (groups of names of one thing), folded, the others of its group."""
    groups: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = {}
    for group in names:
        folded = list(dict.fromkeys(tuple(fold(name).split()) for name in group if fold(name)))
        for one in folded:
            others = [other for other in folded if other != one]
            groups[one] = tuple(dict.fromkeys((*groups.get(one, ()), *others)))
    return groups


@lru_cache(maxsize=1)
def known() -> Groups:
    """Return the groups of :data:`ABBREVIATIONS`."""
    return groups_of(ABBREVIATIONS)
