"""Duties, excuses, verdicts and reminders."""

from units.duties.models.register import NAME_LENGTH, REASON_LENGTH, USUAL_REMINDERS, Duty, DutyExcuse
from units.duties.models.verdicts import DutyReminder, DutySettlement, DutyVerdict, State, Why

__all__ = [
    "NAME_LENGTH",
    "REASON_LENGTH",
    "USUAL_REMINDERS",
    "Duty",
    "DutyExcuse",
    "DutyReminder",
    "DutySettlement",
    "DutyVerdict",
    "State",
    "Why",
]
