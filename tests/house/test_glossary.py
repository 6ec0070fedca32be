"""One English word has one Vietnamese word: the terms of the glossary that can be looked for are (LD-4.2c)."""

from __future__ import annotations

import pytest

from operations.glossary import breaches, checked, glossary_problems, terms

pytestmark = pytest.mark.clause("LD-4.2c")


def test_every_translation_keeps_the_glossary() -> None:
    found = glossary_problems()
    assert not found, f"{len(found)} translations use other words than docs/glossary.md:\n" + "\n".join(found)


def test_the_tables_are_read_as_people_read_them() -> None:
    assert terms()["unpublish"][0] == "gỡ xuống"
    assert terms()["publish"][0] == "xuất bản"
    assert terms()["subpage"] == ("trang cha", "trang con")
    assert terms()["workflow"] == ("quy trình duyệt", "quy trình")
    assert {"workflow", "snippet", "collection"} <= set(checked())


@pytest.mark.parametrize(
    ("english", "vietnamese", "broken"),
    [
        ("Edit workflow", "Sửa luồng công việc", True),
        ("Edit workflow", "Sửa quy trình duyệt", False),
        ("Edit %(workflow)s", "Sửa %(workflow)s", False),
        ("Unpublish this page", "Gỡ trang này xuống", False),
        ("Unpublish this page", "Hủy đăng trang này", True),
        ("Unpublish this page", "Thôi xuất bản trang này", True),
        ("Workflow state", "Lượt duyệt", False),
        ("The workflow state of a workflow", "Lượt duyệt", True),
        ("Snippets", "Đoạn trích", True),
        ("A dragged thing", "Vật được kéo", False),
    ],
)
def test_other_words_than_the_glossary_s_are_named(english: str, vietnamese: str, broken: bool) -> None:
    assert bool(list(breaches(english, vietnamese))) is broken
