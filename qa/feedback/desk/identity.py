"""What the page of a record says of who sent it: sealed or not, what was asked, the form of the next step."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from qa.feedback.desk.forms import AgreeForm, AskIdentityForm, OpenForm, VerbForm
from qa.feedback.models import Feedback, SealedIdentity
from qa.feedback.rules import Rules

LABELS = {
    "name": gettext_lazy("Name"),
    "email": gettext_lazy("E-mail"),
    "phone": gettext_lazy("Telephone"),
    "address": gettext_lazy("Address"),
}
FORMS: dict[str, type[VerbForm]] = {"ask": AskIdentityForm, "agree": AgreeForm, "open": OpenForm}


def identity_context(found: Feedback, rules: Rules, bound: dict[str, Any]) -> dict[str, Any]:
    """What the page of a record says of the identity: whether there is one, what was asked, the next step's form."""
    sealed = SealedIdentity.objects.filter(feedback=found).select_related("key").first()
    if sealed is None:
        return {"sealed": None}
    under_way = found.openings.open().select_related("asked_by", "agreed_by").first()
    step, why_not = "ask", rules.why_not_ask_identity()
    if under_way is not None:
        is_mine = under_way.asked_by_id == rules.user.pk
        step = "open" if is_mine else "agree"
        why_not = rules.why_not_open(under_way) if is_mine else rules.why_not_agree(under_way)
    return {
        "sealed": sealed,
        "opening": under_way,
        "identity_step": step,
        "identity_why_not": why_not,
        "identity_form": bound.get(step) or FORMS[step](prefix=step, feedback=found),
        "may_drop": under_way is not None and rules.why_not_ask_identity() is None,
    }
