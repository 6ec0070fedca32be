"""Security events in words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

#: What is written in ``accounts.events`` and ``units.events``.
LABELS = {
    "signed_in": _("Signed in"),
    "signed_out": _("Signed out"),
    "sign_in_failed": _("Failed to sign in"),
    "code_refused": _("Wrong code of the second factor"),
    "locked": _("Locked after failures"),
    "new_place": _("Signed in from a new place"),
    "password_changed": _("Password changed"),
    "link_sent": _("Link for a new password sent"),
    "device_added": _("Second factor added"),
    "device_removed": _("Second factor removed"),
    "recovery_codes_made": _("Recovery codes made"),
    "recovery_code_used": _("Recovery code used"),
    "second_factor_reset": _("Second factor reset"),
    "account_closed": _("Account closed"),
    "sessions_ended": _("Sessions ended"),
    "password_age_changed": _("Age of passwords changed"),
    "rights_changed": _("Rights changed"),
    "upload_refused": _("File refused"),
    "limit_reached": _("Too often from one address"),
    "network_refused": _("Asked from outside our networks"),
    "policy_report": _("Refused by the content security policy"),
}
#: The facts that come with them.
NAMES = {
    "file": _("File"),
    "why": _("Reason"),
    "reason": _("Reason"),
    "path": _("Path"),
    "times": _("Times within an hour"),
    "what": _("What was done"),
    "directive": _("Directive"),
    "blocked": _("What was blocked"),
    "role": _("Role"),
    "unit": _("Unit"),
    "given": _("New"),
    "by": _("By whom"),
    "days": _("Days"),
    "decision": _("Decision"),
    "number": _("Number"),
}
#: What the record holds already in words of its own.
RECORDED_ELSEWHERE = {"rights_changed"}


def name_of(fact: str) -> str:
    """The name of a fact in words."""
    return str(NAMES.get(fact, fact))


def label_of(kind: str) -> str:
    """The event in words; its bare name where no room of ours has told it."""
    return str(LABELS.get(kind, kind))
