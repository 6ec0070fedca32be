"""Due moments and lengths of time in words, so that nothing hangs on a colour alone."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from units.clock.delay import every_minute

HOUR = 60
DAY = 24 * HOUR


class State(StrEnum):
    """How near a due moment is; a word for class names and for tests."""

    OPEN = "open"
    SOON = "soon"
    OVERDUE = "overdue"


def state(due: datetime, now: datetime) -> State:
    """Overdue from the due moment on, soon within the last day before it."""
    if now >= due:
        return State.OVERDUE
    return State.SOON if every_minute(now, due) < DAY else State.OPEN


def countdown(due: datetime, now: datetime) -> str:
    """What is left until ``due`` or has passed since: whole days from two on, whole hours from one on, else minutes."""
    return _passed(every_minute(due, now)) if now >= due else _left(every_minute(now, due))


def _left(minutes: int) -> str:
    if minutes >= 2 * DAY:
        return ngettext("%(count)s day left", "%(count)s days left", minutes // DAY) % {"count": minutes // DAY}
    if minutes >= HOUR:
        return ngettext("%(count)s hour left", "%(count)s hours left", minutes // HOUR) % {"count": minutes // HOUR}
    if minutes:
        return ngettext("%(count)s minute left", "%(count)s minutes left", minutes) % {"count": minutes}
    return _("less than a minute left")


def _passed(minutes: int) -> str:
    if minutes >= 2 * DAY:
        days = minutes // DAY
        return ngettext("overdue by %(count)s day", "overdue by %(count)s days", days) % {"count": days}
    if minutes >= HOUR:
        hours = minutes // HOUR
        return ngettext("overdue by %(count)s hour", "overdue by %(count)s hours", hours) % {"count": hours}
    if minutes:
        return ngettext("overdue by %(count)s minute", "overdue by %(count)s minutes", minutes) % {"count": minutes}
    return _("overdue")


def length(minutes: int) -> str:
    """A length of time by its two largest units, such as "2 ngày 3 giờ"."""
    days, rest = divmod(minutes, DAY)
    hours, left = divmod(rest, HOUR)
    parts = [
        (days, ngettext("%(count)s day", "%(count)s days", days)),
        (hours, ngettext("%(count)s hour", "%(count)s hours", hours)),
        (left, ngettext("%(count)s minute", "%(count)s minutes", left)),
    ]
    largest = next((number for number, (count, _text) in enumerate(parts) if count), len(parts) - 1)
    shown = [text % {"count": count} for count, text in parts[largest : largest + 2] if count]
    return " ".join(shown) or parts[-1][1] % {"count": 0}
