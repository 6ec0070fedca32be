"""How long a password holds, as a preset's clause says (ND-13.6b)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts import passwords
from accounts.models import PasswordAge
from units.presets.journal import Journal
from units.presets.tables import Entries, Fault


@dataclass(frozen=True)
class SigningInEntry:
    """The most days for which a password holds; 31 stand for a calendar month."""

    password_days: int
    clause: str


def check(entries: Entries) -> Iterable[Fault]:
    """A password holds for a day at least."""
    days = entries["signing_in"][0].password_days
    if days < 1:
        yield Fault(("signing_in", "password_days"), str(days), _("a number of days, 1 or more"))


def lay(entries: Sequence[SigningInEntry], journal: Journal) -> None:
    """Let the clause's age hold where none has been laid; what an administrator has set since stays."""
    (entry,) = entries
    if not PasswordAge.objects.exists():
        passwords.set_age(PasswordAge(days=entry.password_days, limit=entry.password_days, clause=entry.clause))
        journal.make(_("Age of passwords"), str(entry.password_days))
    age = PasswordAge.objects.current()
    journal.compare(_("Age of passwords"), age.clause or "–", {_("days"): (age.days, entry.password_days)})
