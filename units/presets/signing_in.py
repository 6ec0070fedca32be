"""How long a password holds, whether training comes before a role, how rights are reviewed (ND-13.6, LD-4.2a)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from accounts import passwords
from accounts.models import PasswordAge
from units.models import ReviewTerms, TrainingDemand
from units.presets.journal import Journal
from units.presets.tables import Entries, Fault


@dataclass(frozen=True)
class SigningInEntry:
    """The most days for which a password holds (31: a calendar month); whether nobody gets a role untrained; within how
    many working days of each quarter leaders confirm who holds a right (0: they need not).
    """

    password_days: int
    clause: str
    training_first: bool = False
    training_clause: str = ""
    review_days: int = 0
    review_clause: str = ""


def check(entries: Entries) -> Iterable[Fault]:
    """A password holds for a day at least."""
    days = entries["signing_in"][0].password_days
    if days < 1:
        yield Fault(("signing_in", "password_days"), str(days), _("a number of days, 1 or more"))


def lay(entries: Sequence[SigningInEntry], journal: Journal) -> None:
    """Let what the clauses say hold where none has been laid; what an administrator has set since stays."""
    (entry,) = entries
    if not PasswordAge.objects.exists():
        passwords.set_age(PasswordAge(days=entry.password_days, limit=entry.password_days, clause=entry.clause))
        journal.make(_("Age of passwords"), str(entry.password_days))
    age = PasswordAge.objects.current()
    journal.compare(_("Age of passwords"), age.clause or "–", {_("days"): (age.days, entry.password_days)})
    if not TrainingDemand.objects.exists():
        TrainingDemand.objects.create(comes_first=entry.training_first, clause=entry.training_clause)
    demand = TrainingDemand.objects.current()
    journal.compare(
        _("Register of training"),
        demand.clause or "–",
        {_("nobody gets a role before a training"): (demand.comes_first, entry.training_first)},
    )
    if not ReviewTerms.objects.exists():
        ReviewTerms.objects.create(days=entry.review_days, clause=entry.review_clause)
    terms = ReviewTerms.objects.current()
    journal.compare(
        _("Quarterly review of rights"),
        terms.clause or "–",
        {_("working days to confirm the list"): (terms.days, entry.review_days)},
    )
