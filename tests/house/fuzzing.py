"""Pytest plugin of ``make fuzz``: more examples for every property, many more steps for the random people.

FUZZ_EXAMPLES is the number of examples of a property, FUZZ_STEPS that of the steps of ``tests/units/machine``,
FUZZ_SEED the seed they begin with. The last lines name each seed and what was played with it, so that a run can be
repeated.
"""

from __future__ import annotations

import os
from secrets import randbelow

import pytest
from hypothesis import settings

settings.register_profile("fuzz", max_examples=int(os.environ.get("FUZZ_EXAMPLES", "2000")), deadline=None)

# Set before pytest-xdist starts its workers, so that all of them play the same game.
os.environ.setdefault("FUZZ_STEPS", "10000")
os.environ.setdefault("FUZZ_SEED", str(randbelow(2**31)))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the seeds and the steps of each part, whichever worker played it."""
    reports = [report for found in terminalreporter.stats.values() for report in found]
    lines = sorted(
        f"{report.nodeid}: {value}, {report.outcome}, {report.duration:.0f} s"
        for report in reports
        for name, value in getattr(report, "user_properties", [])
        if name == "fuzz" and getattr(report, "when", "") == "call"
    )
    if lines:
        terminalreporter.section(f"FUZZ_SEED={os.environ['FUZZ_SEED']} FUZZ_STEPS={os.environ['FUZZ_STEPS']}")
        for line in lines:
            terminalreporter.write_line(line)
