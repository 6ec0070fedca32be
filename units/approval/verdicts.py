"""Giving a verdict: the rules are asked, what has to be said is checked, and it is written down (ND-10.2b, LD-1.2c)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from units.approval import checklist, digest, notices
from units.approval.models.visits import Verdict
from units.approval.oversight import oversees

if TYPE_CHECKING:
    from accounts.models import User
    from units.approval.models import StageState
    from units.approval.rules import ApprovalRules


def give(rules: ApprovalRules, visit: StageState, user: User, action: str, said: dict[str, Any]) -> Verdict:
    """Write down what ``user`` decides on the version that waits; ``said`` is what the verdict form holds.

    Raises ``PermissionDenied`` with a sentence where the rules refuse or something has not been said.
    """
    returns = action == "reject"
    refusal = rules.refusal(user, visit)
    if refusal is not None and not (returns and may_return(rules, visit, user)):
        raise PermissionDenied(refusal)
    comment = (said.get("comment") or "").strip()
    if returns and not comment:
        raise PermissionDenied(_("Give a reason when you return an item, so that its author knows what to mend."))
    if not returns and (sentence := checklist.missing(rules.stage, said)) is not None:
        raise PermissionDenied(sentence)
    mandate = rules.mandate(user)
    verdict = Verdict.objects.create(
        visit=visit,
        user=user,
        acts_for_id=mandate.acts_for if mandate else None,
        units=list(mandate.units) if mandate else [],
        decision=Verdict.Decision.RETURNED if returns else Verdict.Decision.APPROVED,
        comment=comment,
        reasons=list(said.get("reasons") or []),
        checklist=list(said.get("checklist") or []),
        source_checked=said.get("source_checked") or "",
        grade=said.get("grade") or "",
        text_digest=digest.of_revision(visit.revision),
    )
    notices.decided(verdict, rules)
    return verdict


def may_return(rules: ApprovalRules, visit: StageState, user: User) -> bool:
    """Whether ``user`` may send the item back although the stage is another's: who oversees may (ND-5.4a)."""
    return visit.status == visit.STATUS_IN_PROGRESS and oversees(user) and user.pk not in rules.writers
