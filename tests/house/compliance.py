"""Pytest plugin of ``make compliance``: which clauses are shown by passing tests, which fail, which have no test yet.

A test names its clauses with ``@pytest.mark.clause("LD-6.1a", "ND-9.5")``; ``docs/clauses.txt`` lists all there are.
"""

from collections import defaultdict
from pathlib import Path

import pytest

CLAUSES = Path(__file__).resolve().parents[2] / "docs" / "clauses.txt"


def clauses() -> dict[str, str]:
    """Return the words of every clause by its id, in the order of the regulations."""
    lines = CLAUSES.read_text(encoding="utf-8").splitlines()
    return dict(line.split("\t", 1) for line in lines if line and not line.startswith("#"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Write each test's clauses into its report, which reaches the summary from parallel workers too."""
    for item in items:
        for mark in item.iter_markers("clause"):
            item.user_properties += [("clause", clause) for clause in mark.args]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print every clause with the tests that show it."""
    outcomes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for outcome in ("passed", "failed", "error", "skipped"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, clause in getattr(report, "user_properties", []):
                if name == "clause":
                    outcomes[clause][outcome].add(report.nodeid.split("[")[0])
    known = clauses()
    shown = [clause for clause in known if _is_shown(outcomes[clause])]
    terminalreporter.section("clauses of the regulations")
    for clause, words in known.items():
        terminalreporter.write_line(f"{_state(outcomes[clause]):>8}  {clause:<9} {words}"[:160])
        for outcome, tests in outcomes[clause].items():
            for test in sorted(tests):
                terminalreporter.write_line(f"{'':>20}{outcome}: {test}")
    for clause in sorted(set(outcomes) - set(known)):
        terminalreporter.write_line(f" unknown  {clause} is not in docs/clauses.txt")
    terminalreporter.write_line(f"{len(shown)} of {len(known)} clauses are shown by passing tests.")


def _is_shown(tests: dict[str, set[str]]) -> bool:
    """A clause is shown when a test of it passed and none failed."""
    return bool(tests["passed"]) and not (tests["failed"] or tests["error"])


def _state(tests: dict[str, set[str]]) -> str:
    """Return the clause's state as one word."""
    if _is_shown(tests):
        return "shown"
    if tests["failed"] or tests["error"]:
        return "FAILS"
    return "skipped" if tests["skipped"] else "no test"
