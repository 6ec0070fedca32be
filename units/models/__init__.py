"""The room's models: register, memberships, the pages units own, approval stages and the ledger."""

from units.models.register import FormerKind, FormerName, Unit, UnitKind  # noqa: I001  (pages and stages need the register)
from units.models.membership import Capability, Membership, Role
from units.pages import OwnedPage, UnitIndexPage, UnitPage
from units.snippets.base import OwnedSnippet
from units.approval.models import (
    CorrectionNote,
    Delegation,
    Emergency,
    Hold,
    Route,
    Seat,
    StageState,
    StageTask,
    Verdict,
    Withdrawal,
)
from units.clock.models import DayOff
from units.contributions.models import Contribution, ContributionAuthor
from units.record.models import RecordEntry, RecordHead
from units.messages.models import Message, Preference
from units.duties.models import Duty, DutyExcuse, DutyReminder, DutySettlement, DutyVerdict
from units.periods.models import ClosedFigure, ClosedLine, ClosedPeriod, FigureCorrection
from units.quotas.models import Quota, QuotaDecision, QuotaWarning
from units.training.models import Training, TrainingDemand
from units.remuneration.models import PayLine, PayRate, PaySheet, PayTable
from units.reports.models import ReportFile, SavedReport, SavedReportSending
from units.silence.models import SilenceAlert, SilenceTerms
from units.usefulness.models import ReaderComment, UsefulnessCount
from units.visitors.models import LimitCount
from units.visits.models import PageVisits

__all__ = [
    "Capability",
    "ClosedFigure",
    "ClosedLine",
    "ClosedPeriod",
    "Contribution",
    "ContributionAuthor",
    "CorrectionNote",
    "DayOff",
    "Delegation",
    "Duty",
    "DutyExcuse",
    "DutyReminder",
    "DutySettlement",
    "DutyVerdict",
    "Emergency",
    "FigureCorrection",
    "FormerKind",
    "FormerName",
    "Hold",
    "LimitCount",
    "Membership",
    "Message",
    "OwnedPage",
    "OwnedSnippet",
    "PageVisits",
    "PayLine",
    "PayRate",
    "PaySheet",
    "PayTable",
    "Preference",
    "Quota",
    "QuotaDecision",
    "QuotaWarning",
    "ReaderComment",
    "RecordEntry",
    "RecordHead",
    "ReportFile",
    "Role",
    "Route",
    "SavedReport",
    "SavedReportSending",
    "Seat",
    "SilenceAlert",
    "SilenceTerms",
    "StageState",
    "StageTask",
    "Training",
    "TrainingDemand",
    "Unit",
    "UnitIndexPage",
    "UnitKind",
    "UnitPage",
    "UsefulnessCount",
    "Verdict",
    "Withdrawal",
]
