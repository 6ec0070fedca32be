"""The questions that a scorecard may ask of the evidence, by name (LD-7.1); rooms above register theirs."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

RHYTHM, ON_TIME, QUOTAS, DUTIES, EVALUATIONS = "rhythm", "on_time", "quotas", "duties", "evaluations"

_measures: dict[str, str | Promise] = {
    RHYTHM: _("Gives items in every month"),
    ON_TIME: _("Items are published on time"),
    QUOTAS: _("Quotas are met"),
    DUTIES: _("Periodic duties are fulfilled"),
    EVALUATIONS: _("Quarterly evaluations are sent on time"),
}


def register(code: str, name: str | Promise) -> None:
    """Let criteria ask for ``code``, which a source gives lines of; registering one again renames it."""
    _measures[code] = name


def measures() -> dict[str, str | Promise]:
    """Every measure and its name."""
    return dict(_measures)


def name_of(code: str) -> str:
    """The name of a measure; its code where no room claims it any longer."""
    return str(_measures.get(code, code))
