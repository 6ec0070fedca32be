"""Whoever is named for feedback is made known to the others: nobody becomes one of them unnoticed (ND-11.2)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from qa.feedback import people
from units.messages import Kind, tell
from units.models.membership import Capability, Membership

NAMING = {Capability.FEEDBACK, Capability.DIRECT}


def on_membership(instance: Membership, created: bool, raw: bool = False, **kwargs: Any) -> None:
    """Receiver of ``post_save``: tell officers and leaders of a new appointment, whoever made it."""
    if not created or raw or instance.unit_id is not None or NAMING.isdisjoint(instance.role.capabilities):
        return
    others = (people.officers() | people.leaders()).exclude(pk=instance.user_id)
    sentence = _("%(person)s holds the role “%(role)s” from %(day)s and can see feedback; decision: %(decision)s.")
    words = {
        "person": instance.user,
        "role": instance.role,
        "day": f"{instance.valid_from:%d/%m/%Y}",
        "decision": instance.decision or _("none"),
    }
    tell(others, Kind.TOLD, sentence % words, "", about=str(instance.role), urgent=True)
