"""Security events in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext
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
    "rules_laid": _("Another version of the rules of use laid"),
    "rules_acknowledged": _("Rules of use acknowledged"),
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
    "proved": _("Proved with"),
    "clause": _("Clause"),
    "device": _("Device"),
    "left": _("Codes left"),
    "title": _("Title"),
}
#: What somebody who signed in proved; everything else is a device of the second factor.
PROOFS = {"password": _("Password"), "recovery": _("recovery code"), "trusted": _("trusted browser")}
#: Why sessions were ended.
ENDED = {
    "by_person": _("by the person"),
    "by_administrator": _("by an administrator"),
    "password_changed": _("password changed"),
    "account_changed": _("account changed"),
    "account_closed": _("account closed"),
    "device_added": _("second factor added"),
    "device_removed": _("second factor removed"),
    "second_factor_reset": _("second factor reset"),
    "right_taken_away": _("a right has ended"),
}
#: What was done too often.
LIMITED = {
    "search": _("searching"),
    "suggestion": _("suggestions while typing"),
    "document": _("downloading"),
    "sign_in": _("signing in"),
}
WORDS = {"why": ENDED, "what": LIMITED}
#: What the record holds already in words of its own.
RECORDED_ELSEWHERE = {"rights_changed"}


def name_of(fact: str) -> str:
    """The name of a fact in words."""
    return str(NAMES.get(fact, fact))


def value_of(fact: str, value: Any) -> str:
    """What a fact says, in words."""
    if fact == "proved":
        return str(PROOFS.get(value, _("second factor")))
    if fact in WORDS and value in WORDS[fact]:
        return str(WORDS[fact][value])
    if isinstance(value, bool) or value in ("True", "False"):
        return gettext("yes") if str(value) == "True" else gettext("no")
    return str(value)


def facts_in_words(facts: Any) -> str:
    """All facts of an event in one line; those without a value are left out."""
    told = facts.items() if isinstance(facts, dict) else ()
    return ", ".join(f"{name_of(fact)}: {value_of(fact, value)}" for fact, value in told if value not in ("", None))


def label_of(kind: str) -> str:
    """The event in words; its bare name where no room of ours has told it."""
    return str(LABELS.get(kind, kind))
