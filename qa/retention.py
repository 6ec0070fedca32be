"""What is no longer kept: identities first, whole records later, and what never became one (N-9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qa.feedback.models import Feedback, SealedIdentity
from qa.models import AskerIdentity, IntakeFile, PublicForm, Question
from units.visitors.models import LimitCount

QUESTIONS, FEEDBACK = "question", "feedback"
#: A file whose form was never sent, and a count that no limit looks at any more.
LEFTOVER = timedelta(days=2)


@dataclass(frozen=True)
class Expired:
    """Something whose time is over, and how it goes."""

    label: str | Promise
    rows: QuerySet[Any]
    erase: Callable[[Any], Any]


def _one(row: Any) -> None:
    row.delete()


@transaction.atomic
def erase(record: Question | Feedback) -> int:
    """Erase a record with its trail, opinions, identity and files; how many rows and files went.

    A public answer, which names nobody, stays, and so does the append-only record, which knows the number alone.
    """
    files = list(IntakeFile.objects.of(record))
    for file in files:
        file.delete()
    if isinstance(record, Question):
        record.duplicates.update(merged_into=None)
    number, _by_model = record.delete()
    return number + len(files)


def expired(now: datetime) -> list[Expired]:
    """Everything whose time is over at ``now``, the identities first."""
    return [
        *_of_form(QUESTIONS, AskerIdentity, Question, "question", now, (_("identities"), _("questions"))),
        *_of_form(FEEDBACK, SealedIdentity, Feedback, "feedback", now, (_("sealed identities"), _("feedback records"))),
        Expired(_("files of forms that were never sent"), _leftover_files(now), _one),
        Expired(_("counts of limits"), LimitCount.objects.filter(began_at__lte=now - LEFTOVER), _one),
    ]


def _of_form(  # noqa: PLR0913, PLR0917  (one call a form says all of it)
    code: str, identities: Any, records: Any, name: str, now: datetime, labels: tuple[Any, Any]
) -> list[Expired]:
    """What a public form brought, by the days that the form says; nothing for a form that the portal has not."""
    terms = PublicForm.objects.filter(code=code).first()
    if terms is None:
        return []
    identity_ends = now - timedelta(days=terms.keeps_identity_days)
    record_ends = now - timedelta(days=terms.keeps_days)
    return [
        Expired(labels[0], identities.objects.filter(**{f"{name}__closed_at__lte": identity_ends}), _one),
        Expired(labels[1], records.objects.filter(closed_at__lte=record_ends), erase),
    ]


def _leftover_files(now: datetime) -> QuerySet[IntakeFile]:
    return IntakeFile.objects.unclaimed().filter(uploaded_at__lte=now - LEFTOVER)
