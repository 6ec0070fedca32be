"""What a title says of the document that it names."""

from __future__ import annotations

from search.vietnamese import fold, symbols, tidy_symbol

#: The types of documents of the Party and the State as titles name them.
NAMES = """
Nghị quyết, Kết luận, Quy chế, Thông báo, Thông báo kết luận, Báo cáo, Kế hoạch, Chương trình, Tờ trình, Công văn,
Biên bản, Đề án, Phương án, Quyết định, Quy định, Chỉ thị, Hướng dẫn, Thông tri, Quy trình, Luật, Nghị định, Thông tư,
Lời kêu gọi
"""
TYPES = frozenset(fold(name) for name in NAMES.split(","))


def symbol_of(title: str) -> str:
    """The number and symbol with which ``title`` begins, perhaps after its type ("Quy định số 845-QĐ/ĐUK"); else "".

    What stands further back is cited: "Kế hoạch thực hiện Nghị quyết 12-NQ/TU" is not 12-NQ/TU.
    """
    for symbol in symbols(title)[:1]:
        before = fold(title.partition(symbol)[0]).removesuffix("so").strip()
        if not before or before in TYPES:
            return tidy_symbol(symbol)
    return ""
