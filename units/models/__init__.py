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
from units.contributions.models import Contribution, ContributionAuthor, FiledSection
from units.record.models import RecordEntry, RecordHead
from units.messages.models import Message, Preference
from units.duties.models import Duty, DutyExcuse, DutyReminder, DutySettlement, DutyVerdict
from units.periods.models import ClosedFigure, ClosedLine, ClosedPeriod, FigureCorrection
from units.quotas.models import Quota, QuotaDecision, QuotaWarning
from units.entitlements.models import Departure, EndNotice, ListReview, ReviewTerms, RightRequest
from units.training.models import Training, TrainingDemand
from units.remuneration.models import PayLine, PayRate, PaySheet, PayTable
from units.evaluations.models import (
    Evaluation,
    EvaluationNotice,
    EvaluationStep,
    EvaluationTerms,
    QuarterReport,
)
from units.scorecards.models import Criteria, Criterion, Scorecard
from units.commendations.models import Commendation
from units.obstacles.models import AmendmentProposal, Obstacle, ProposedWording
from units.reports.models import ReportFile, SavedReport, SavedReportSending
from units.keytasks.models import ContributionTask, KeyTask, TellsOfTasks
from units.directions.models import DirectionStep, UnitDirection
from units.issued.models import IssuedDocument
from units.silence.models import SilenceAlert, SilenceTerms
from units.usefulness.models import ReaderComment, UsefulnessCount
from units.visitors.models import LimitCount
from units.visits.models import PageVisits

__all__ = [
    "AmendmentProposal",
    "Capability",
    "ClosedFigure",
    "ClosedLine",
    "ClosedPeriod",
    "Commendation",
    "Contribution",
    "ContributionAuthor",
    "ContributionTask",
    "CorrectionNote",
    "Criteria",
    "Criterion",
    "DayOff",
    "Delegation",
    "Departure",
    "DirectionStep",
    "Duty",
    "DutyExcuse",
    "DutyReminder",
    "DutySettlement",
    "DutyVerdict",
    "Emergency",
    "EndNotice",
    "Evaluation",
    "EvaluationNotice",
    "EvaluationStep",
    "EvaluationTerms",
    "FigureCorrection",
    "FiledSection",
    "FormerKind",
    "FormerName",
    "Hold",
    "IssuedDocument",
    "KeyTask",
    "LimitCount",
    "ListReview",
    "Membership",
    "Message",
    "Obstacle",
    "OwnedPage",
    "OwnedSnippet",
    "PageVisits",
    "PayLine",
    "PayRate",
    "PaySheet",
    "PayTable",
    "Preference",
    "ProposedWording",
    "QuarterReport",
    "Quota",
    "QuotaDecision",
    "QuotaWarning",
    "ReaderComment",
    "RecordEntry",
    "RecordHead",
    "ReportFile",
    "ReviewTerms",
    "RightRequest",
    "Role",
    "Route",
    "SavedReport",
    "SavedReportSending",
    "Scorecard",
    "Seat",
    "SilenceAlert",
    "SilenceTerms",
    "StageState",
    "StageTask",
    "TellsOfTasks",
    "Training",
    "TrainingDemand",
    "Unit",
    "UnitDirection",
    "UnitIndexPage",
    "UnitKind",
    "UnitPage",
    "UsefulnessCount",
    "Verdict",
    "Withdrawal",
]
