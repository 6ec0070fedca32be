"""What follows from a change: the door is asked anew, and changed rights are a security event."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.log_actions import get_active_log_context

from operations.networks.door import forget
from operations.networks.models import Network, NetworkPolicy
from units.events import note
from units.models import Membership

for model in (Network, NetworkPolicy):
    for signal in (post_save, post_delete):
        signal.connect(forget, sender=model, dispatch_uid=f"forget-door-{model.__name__}")


@receiver(post_save, sender=Membership)
def note_rights(instance: Membership, created: bool, raw: bool = False, **_signal: Any) -> None:
    """Who was given which role, or whose was changed or ended, by whom (ND-13.6a)."""
    by = get_active_log_context().user
    # What presets and imports lay stands in the record alone.
    if by is not None and not raw:
        unit = instance.unit.name if instance.unit else ""
        facts = {"role": instance.role.name, "given": created, "by": by.get_username(), "unit": unit}
        note("rights_changed", user=instance.user, **facts)
