"""Modules stay small. (That each has its docstring is ruff's to say.)"""

from pathlib import Path

from tests.house.sources import ROOMS, ROOT, modules

LONGEST = 300
#: A table of cases may run a little longer than code.
LONGEST_TEST = 350


def _lines(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("\n")


def test_no_module_is_longer_than_one_concept() -> None:
    limits = dict.fromkeys((path for room in ROOMS for path in modules(room)), LONGEST)
    limits |= dict.fromkeys((ROOT / "tests").rglob("*.py"), LONGEST_TEST)
    long = [f"{path.relative_to(ROOT)}: {_lines(path)} lines" for path, most in limits.items() if _lines(path) > most]
    assert not long, f"Each module is one concept, at most {LONGEST} lines:\n" + "\n".join(sorted(long))
