"""The one door by which issued documents are entered, typed or imported: all of a sheet or none of it (ND-9.3a)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from search.vietnamese import symbol_key
from units import calendar
from units.clock.deadlines import ESCALATED
from units.guarding import demand
from units.issued import posting, reminding, rules
from units.issued.models import USUAL, IssuedDocument
from units.models.register import Unit
from units.record.noting import note
from units.record.verbs import Verb

if TYPE_CHECKING:
    from accounts.models import User

BATCH = 500


@dataclass(frozen=True)
class Entry:
    """A document as it was typed or read, the symbol in the spelling that is stored; without a day the usual holds."""

    unit: Unit
    symbol: str
    issued_on: date
    extract: str
    to_publish: bool
    due_on: date | None = None
    drafter: User | None = None

    @property
    def key(self) -> tuple[int, str, date]:
        """What no two documents share."""
        return self.unit.pk, symbol_key(self.symbol), self.issued_on

    def made(self, by: User) -> IssuedDocument:
        """The row of the register, not saved."""
        facts = {**vars(self), "due_on": self.last_day, "reminded": self.rung}
        return IssuedDocument(by=by, symbol_key=self.key[1], **facts)

    @property
    def last_day(self) -> date:
        """By when it is to be posted."""
        return self.due_on or self.issued_on + USUAL

    @property
    def rung(self) -> int:
        """The rung at which reminding begins: what is late when it is entered hurries nobody, the report says so."""
        return ESCALATED if self.last_day < calendar.today() else 0


def refusal_of_days(issued_on: date, due_on: date | None) -> str | None:
    """Why a document cannot have these days; None if it can."""
    if issued_on > calendar.today():
        return _("The day of issue lies in the future; enter the document when it has been issued.")
    if due_on is not None and due_on < issued_on:
        return _("The document would have to be posted before it was issued; correct one of the two days.")
    return None


def taken(entries: Sequence[Entry]) -> set[tuple[int, str, date]]:
    """The keys of those of ``entries`` that the register has already; one query."""
    keys = {entry.key[1] for entry in entries}
    return set(IssuedDocument.objects.filter(symbol_key__in=keys).values_list("unit", "symbol_key", "issued_on"))


@transaction.atomic
def enter(entries: Sequence[Entry], by: User) -> list[IssuedDocument]:
    """Enter documents; those that readers have already are marked as posted at once, drafters are told of the others.

    Raises ``PermissionDenied`` for whoever may not, ``ValidationError`` for nothing, for days that cannot be and for a
    document that is entered already or twice.
    """
    demand(rules.refusal(by))
    if not entries:
        raise ValidationError(_("Enter at least one document."))
    for entry in entries:
        _demand_days(entry)
    known = taken(entries)
    if len({entry.key for entry in entries} - known) < len(entries):
        raise ValidationError(_("A document of this unit, symbol and day is in the register already."))
    made = IssuedDocument.objects.bulk_create([entry.made(by) for entry in entries], batch_size=BATCH)
    for entry, document in zip(entries[:1], made[:1], strict=True):
        note(Verb.DOCUMENTS_ISSUED, document, by, unit=entry.unit, act="entered", documents=len(made))
    _match(made)
    reminding.tell_drafters(IssuedDocument.objects.awaited().filter(pk__in=[document.pk for document in made]))
    return made


@transaction.atomic
def change(pk: int, entry: Entry, by: User) -> IssuedDocument:
    """Correct a document; whether readers have it is asked anew.

    Raises ``PermissionDenied`` for whoever may not, ``ValidationError`` as ``enter``.
    """
    demand(rules.refusal(by))
    _demand_days(entry)
    document = IssuedDocument.objects.select_for_update(of=("self",)).get(pk=pk)
    if entry.key in taken([entry]) and entry.key != (document.unit_id, document.symbol_key, document.issued_on):
        raise ValidationError(_("A document of this unit, symbol and day is in the register already."))
    told = (document.drafter_id, document.to_publish)
    if entry.last_day != document.due_on:
        document.reminded = entry.rung
    for name, value in {**vars(entry), "due_on": entry.last_day}.items():
        setattr(document, name, value)
    document.posted_on, document.posted_url = None, ""
    document.save()
    note(Verb.DOCUMENTS_ISSUED, document, by, unit=entry.unit, act="changed", published=entry.to_publish)
    _match([document])
    if (document.drafter_id, document.to_publish) != told:
        reminding.tell_drafters(IssuedDocument.objects.awaited().filter(pk=document.pk))
    return document


def _demand_days(entry: Entry) -> None:
    if (sentence := refusal_of_days(entry.issued_on, entry.due_on)) is not None:
        raise ValidationError(sentence)


def _match(documents: Sequence[IssuedDocument]) -> None:
    for found in posting.found_among([document for document in documents if document.to_publish]):
        found.give()
