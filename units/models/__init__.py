"""The room's models: register, memberships, the pages units own, approval stages and the ledger."""

from units.models.register import FormerName, Unit, UnitKind  # noqa: I001  (pages and stages need the register)
from units.models.membership import Capability, Membership, Role
from units.pages import OwnedPage, UnitIndexPage, UnitPage
from units.approval.models import StageState, StageTask
from units.contributions.models import Contribution, ContributionAuthor

__all__ = [
    "Capability",
    "Contribution",
    "ContributionAuthor",
    "FormerName",
    "Membership",
    "OwnedPage",
    "Role",
    "StageState",
    "StageTask",
    "Unit",
    "UnitIndexPage",
    "UnitKind",
    "UnitPage",
]
