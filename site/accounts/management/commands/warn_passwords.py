"""``manage.py warn_passwords``: mail everybody whose password holds for seven, three or one more day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts import letters
from accounts.passwords import WARN_DAYS


class Command(BaseCommand):
    """Run it once a day, in the morning; running it twice a day mails twice (ND-13.6b)."""

    help = "Mail everybody whose password holds for seven, three or one more day; run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write to those whose day it is."""
        days = [timezone.localdate() + timedelta(days=left) for left in WARN_DAYS]
        due = get_user_model()._default_manager.filter(is_active=True, password_due_on__in=days)
        number = 0
        for user in due.exclude(email="").iterator(chunk_size=500):
            letters.send("password_ages", user, days=user.days_left())
            number += 1
        self.stdout.write(_("%(number)d people have been written to.") % {"number": number})
