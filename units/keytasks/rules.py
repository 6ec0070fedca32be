"""Who keeps the register of key tasks, as sentences (ND-7.1b)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from units import calendar, people
from units.contributions.periods import day_text
from units.models.membership import Capability

if TYPE_CHECKING:
    from datetime import date

    from accounts.models import User
    from units.keytasks.models import KeyTask


def may_keep(user: User) -> bool:
    """Whether ``user`` keeps the register: the office, and those who follow all units, as the editorial team does."""
    return people.has_capability(user, Capability.REGISTER) or people.has_capability(user, Capability.REPORTS)


def refusal(user: User) -> str | None:
    """Why ``user`` may not keep the register; None if they may."""
    if may_keep(user):
        return None
    return _("Key tasks are entered by the office and by those who follow all units; ask the office.")


def refusal_of_change(task: KeyTask) -> str | None:
    """Why ``task`` stays as it is; None if it can be changed."""
    if task.ended_on is not None:
        return _("This task was ended on %(day)s and stays as it is.") % {"day": day_text(task.ended_on)}
    return None


def refusal_of_end(task: KeyTask, day: date) -> str | None:
    """Why ``task`` cannot end on ``day``; None if it can."""
    if not task.first <= day <= task.last:
        return _("The last day lies between %(first)s and %(last)s.") % {
            "first": day_text(task.first),
            "last": day_text(task.last),
        }
    if day > calendar.today():
        return _("End the task when the day has come; until then it runs.")
    return None
