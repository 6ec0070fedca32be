"""The hour at which a version goes public: part of the version, so it is approved with it (ND-9.1)."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.dateparse import parse_datetime
from wagtail.models import Revision


def hour_of(version: Revision) -> datetime | None:
    """The hour that ``version`` states; None where it goes public with its approval."""
    stated = version.content.get("go_live_at")
    return parse_datetime(stated) if stated else None


def waits_for_its_hour(version: Revision) -> bool:
    """Whether ``version`` states an hour that has not come yet."""
    hour = hour_of(version)
    return hour is not None and hour > timezone.now()
