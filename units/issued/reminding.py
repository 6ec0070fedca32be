"""What drafters are told: what they are to bring to the portal, and what is not there in time (ND-9.3a)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from units.clock.deadlines import ESCALATED, OVERDUE, WARNED, Deadline
from units.clock.rungs import Rung
from units.contributions.periods import day_text
from units.duties.telling import leaders, office
from units.issued.models import IssuedDocument, IssuedDocumentQuerySet
from units.messages.models import Kind, Message
from units.messages.telling import tell
from units.people import held_by

if TYPE_CHECKING:
    from accounts.models import User


def _drafter(document: IssuedDocument) -> list[User]:
    """Whoever drafted it; nobody once they hold no role here."""
    return [document.drafter] if document.drafter is not None and held_by(document.drafter) else []


def _leaders(document: IssuedDocument) -> list[User]:
    return leaders(document.unit)


def _office(document: IssuedDocument) -> list[User]:
    return office()


def address(_document: IssuedDocument | None = None) -> str:
    """Where what is awaited is listed."""
    return f"{reverse('issued:index')}?only=awaited"


_WAS_DUE = _("%(symbol)s was to be on the portal by %(day)s, and readers do not have it yet.")
deadline = Deadline(
    ladder={
        WARNED: Rung((_drafter, _leaders), _("%(symbol)s is to be on the portal by %(day)s."), Kind.WAITING),
        OVERDUE: Rung((_drafter, _leaders, _office), _WAS_DUE, Kind.OVERDUE),
        ESCALATED: Rung((_leaders, _office), _WAS_DUE, Kind.ESCALATED),
    },
    waiting=IssuedDocument.objects.awaited,
    related=("unit", "drafter"),
    values=lambda document: {"symbol": document.symbol},
    address=address,
)


def tell_drafters(documents: IssuedDocumentQuerySet) -> list[Message]:
    """Tell each drafter once which of ``documents`` they are to bring to the portal."""
    by_drafter: dict[int | None, list[IssuedDocument]] = defaultdict(list)
    for document in documents.exclude(drafter=None).select_related("drafter").order_by("due_on", "pk"):
        by_drafter[document.drafter_id].append(document)
    told: list[Message] = []
    for theirs in by_drafter.values():
        sentence = ngettext(
            "You drafted %(symbol)s; it is to be on the portal by %(day)s.",
            "You drafted %(count)s documents that are to be on the portal; the first, %(symbol)s, by %(day)s.",
            len(theirs),
        ) % {"count": len(theirs), "symbol": theirs[0].symbol, "day": day_text(theirs[0].due_on)}
        told += tell(_drafter(theirs[0]), Kind.WAITING, sentence, address(), item=theirs[0])
    return told
