"""Thresholds: when events of a kind come thick, those who look after security are told, once in the time counted."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from operations.rules import who_secure
from operations.signals.models import Alarm, SecurityEvent
from units.messages import Kind, tell


def sound_if_due(kind: str, at: datetime) -> None:
    """Tell of ``kind`` if as many have been noted as its alarm says. Two processes at once tell only once."""
    alarm = Alarm.objects.filter(kind=kind).first()
    if alarm is None or not alarm.number:
        return
    since = at - timedelta(minutes=alarm.minutes)
    number = SecurityEvent.objects.times_since(kind, since)
    if number < alarm.number:
        return
    quiet = Q(told_at=None) | Q(told_at__lt=since)
    if not Alarm.objects.filter(quiet, pk=alarm.pk).update(told_at=at):
        return
    sentence = _("Security: “%(event)s” %(number)d times in %(minutes)d minutes. Look at what it is.")
    facts = {"event": alarm, "number": number, "minutes": alarm.minutes}
    tell(who_secure(), Kind.TOLD, sentence % facts, f"{reverse('security:index')}?kind={kind}", urgent=True)
