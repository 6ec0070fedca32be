"""Every clause that a test names is a clause of a regulation."""

import ast

from tests.house.compliance import clauses
from tests.house.sources import ROOT


def _clauses_named_by_tests() -> dict[str, str]:
    """Return each clause id in a ``clause`` mark with the file and line that names it."""
    named = {}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "clause":
                for argument in node.args:
                    if isinstance(argument, ast.Constant):
                        named[str(argument.value)] = f"{path.relative_to(ROOT)}:{node.lineno}"
    return named


def test_the_list_of_clauses_is_whole() -> None:
    known = clauses()
    assert {"LD-1.1a", "LD-9", "ND-0", "ND-15", "N-1"} <= set(known)
    assert all(words.strip() for words in known.values())


def test_tests_name_only_clauses_that_exist() -> None:
    known = clauses()
    unknown = [f"{where} names {clause}" for clause, where in _clauses_named_by_tests().items() if clause not in known]
    assert not unknown, "Not in docs/clauses.txt:\n" + "\n".join(unknown)
