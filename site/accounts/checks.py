"""What would weaken signing in is said before the portal starts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register


@register(Tags.security, deploy=True)
def sign_in_rules(app_configs: Any, **kwargs: Any) -> list[Error]:
    """A portal that is deployed demands the second factor and lets passwords age (ND-13.6)."""
    wrong = []
    if not settings.PORTAL_SIGN_IN_RULES:
        wrong.append(Error("PORTAL_SIGN_IN_RULES is off; only a demonstration may be without it.", id="accounts.E001"))
    if not settings.AXES_ENABLED:
        wrong.append(Error("AXES_ENABLED is off, so passwords can be guessed without end.", id="accounts.E002"))
    return wrong
