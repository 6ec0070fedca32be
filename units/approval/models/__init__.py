"""Routes, their stages, the visits of items to stages, verdicts, delegations and measures."""

from units.approval.models.corrections import CorrectionNote
from units.approval.models.delegations import Delegation
from units.approval.models.measures import Emergency, Hold, Withdrawal
from units.approval.models.routes import Route
from units.approval.models.stages import StageTask
from units.approval.models.visits import Seat, StageState, Verdict

__all__ = [
    "CorrectionNote",
    "Delegation",
    "Emergency",
    "Hold",
    "Route",
    "Seat",
    "StageState",
    "StageTask",
    "Verdict",
    "Withdrawal",
]
