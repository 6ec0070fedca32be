"""The reports of every room, by code: a room registers its own; this one never imports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from units.reports.report import Report

if TYPE_CHECKING:
    from accounts.models import User

_reports: dict[str, Report] = {}


def register(report: type[Report]) -> type[Report]:
    """Add a report; registering a code again replaces it. Decorates the class."""
    _reports[report.code] = report()
    return report


def every() -> list[Report]:
    """All reports, in the order in which they were registered."""
    return list(_reports.values())


def named(code: str) -> Report | None:
    """The report ``code``; None where there is none."""
    return _reports.get(code)


def open_to(user: User) -> list[Report]:
    """The reports that ``user`` may see."""
    return [report for report in every() if not report.reach_of(user).is_empty]
