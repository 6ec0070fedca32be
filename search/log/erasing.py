"""Erasing what the log has kept for long enough."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from search.log.models import ClickCount, Keeping, Missed, SearchCount

LOGGED = (SearchCount, ClickCount, Missed)


def first_day_kept(days: int | None = None) -> date:
    """The first day that is still kept; ``days`` are those in force unless given."""
    return timezone.localdate() - timedelta(days=Keeping.in_force() if days is None else days)


def outlived(before: date) -> dict[str, int]:
    """How many rows of each kind are older than ``before``."""
    return {str(model._meta.verbose_name_plural): model.objects.filter(day__lt=before).count() for model in LOGGED}


def erase(before: date) -> int:
    """Erase what is older than ``before`` and return the number of rows."""
    return sum(model.objects.filter(day__lt=before).delete()[0] for model in LOGGED)
