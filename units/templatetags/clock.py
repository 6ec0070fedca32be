"""Filters for due moments: ``{{ due|countdown }}`` says what is left in words, ``{{ due|due_state }}`` the state."""

from __future__ import annotations

from datetime import datetime

from django import template
from django.utils import timezone

from units.clock import words

register = template.Library()


@register.filter
def countdown(due: datetime | None) -> str:
    """What is left until ``due`` or has passed since, in words; nothing where nothing is due."""
    return words.countdown(due, timezone.now()) if due else ""


@register.filter
def due_state(due: datetime | None) -> str:
    """One of "open", "soon" and "overdue", for class names; the words of ``countdown`` say the same to everybody."""
    return str(words.state(due, timezone.now())) if due else ""
