"""Pytest plugin of ``make fuzz``: more examples for every property, many more steps for the random people.

FUZZ_EXAMPLES is the number of examples of a property, FUZZ_STEPS that of the steps of ``tests/units/machine``,
FUZZ_SEED the seed that all of them begin with. The last lines name them, each property with its time, and what was
played, so that a run can be repeated.
"""

from __future__ import annotations

import os
from secrets import randbelow

import pytest
from hypothesis import core, settings

os.environ.setdefault("FUZZ_EXAMPLES", "2000")
settings.register_profile("fuzz", max_examples=int(os.environ["FUZZ_EXAMPLES"]), deadline=None)

# Set before pytest-xdist starts its workers, so that all of them play the same game.
os.environ.setdefault("FUZZ_STEPS", "10000")
os.environ.setdefault("FUZZ_SEED", str(randbelow(2**31)))


def pytest_configure(config: pytest.Config) -> None:
    """Let every property begin with the seed, as ``--hypothesis-seed`` would."""
    if config.getoption("hypothesis_seed", None) is None:
        core.global_force_seed = int(os.environ["FUZZ_SEED"])


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name the seed, what was tried of each property, and the steps of each part, whichever worker played it."""
    reports = [report for found in terminalreporter.stats.values() for report in found]
    lines = []
    for report in reports:
        if getattr(report, "when", "") == "call":
            played = [value for name, value in report.user_properties if name == "fuzz"]
            told = ", ".join([*played, report.outcome, f"{report.duration:.0f} s"])
            lines.append(f"{report.nodeid}: {told}")
    names = ("FUZZ_SEED", "FUZZ_EXAMPLES", "FUZZ_STEPS")
    terminalreporter.section(" ".join(f"{name}={os.environ[name]}" for name in names))
    for line in sorted(lines):
        terminalreporter.write_line(line)
