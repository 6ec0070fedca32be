"""How often something may happen: counted in the database, so that every process of the portal counts together."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from units.visitors.models import LimitCount

logger = logging.getLogger("portal.visitors")


def take(scope: str, key: str, limit: int, window: timedelta, number: int = 1) -> datetime | None:
    """Count ``number`` more ``scope`` of ``key``; None if within ``limit`` a ``window``, else when to try again.

    The window begins with the first of its acts. Two processes that count at once cannot both have the last one.
    """
    now = timezone.now()
    row, _made = LimitCount.objects.get_or_create(scope=scope, key=key, defaults={"began_at": now})
    mine = LimitCount.objects.filter(pk=row.pk)
    mine.filter(began_at__lte=now - window).update(began_at=now, number=0, refused=0)
    if mine.filter(number__lte=limit - number).update(number=F("number") + number):
        return None
    mine.update(refused=F("refused") + 1)
    row.refresh_from_db()
    _tell(row, limit, window)
    return row.began_at + window


def _tell(row: LimitCount, limit: int, window: timedelta) -> None:
    """Tell the log of the 1st, 10th, 100th … refusal: an attack is seen and does not fill the disk."""
    if str(row.refused).strip("0") == "1":
        minutes = int(window.total_seconds() // 60)
        logger.warning(
            "%s: limit of %s in %s minutes reached, %s refused (%s…)",
            row.scope,
            limit,
            minutes,
            row.refused,
            row.key[:8],
        )
