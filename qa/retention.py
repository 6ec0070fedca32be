"""What is no longer kept: identities first, whole questions later, and what never became one (N-9)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from qa.models import AskerIdentity, IntakeFile, PublicForm, Question
from units.visitors.models import LimitCount

FORM = "question"
#: A file whose form was never sent, and a count that no limit looks at any more.
LEFTOVER = timedelta(days=2)


@dataclass(frozen=True)
class Expired:
    """Something whose time is over, and how it goes."""

    label: str | Promise
    rows: QuerySet[Any]
    erase: Callable[[Any], None]


def _one(row: Any) -> None:
    row.delete()


@transaction.atomic
def _question(question: Question) -> None:
    """With its trail, opinions and files; the public answer, which names nobody, stays."""
    for file in IntakeFile.objects.of(question):
        file.delete()
    question.duplicates.update(merged_into=None)
    question.delete()


def expired(now: datetime) -> list[Expired]:
    """Everything whose time is over at ``now``, the identities first."""
    terms = PublicForm.objects.get(code=FORM)
    closed = Question.objects.filter(closed_at__isnull=False)
    identity_ends = now - timedelta(days=terms.keeps_identity_days)
    question_ends = now - timedelta(days=terms.keeps_days)
    return [
        Expired(_("identities"), AskerIdentity.objects.filter(question__closed_at__lte=identity_ends), _one),
        Expired(_("questions"), closed.filter(closed_at__lte=question_ends), _question),
        Expired(_("files of forms that were never sent"), _leftover_files(now), _one),
        Expired(_("counts of limits"), LimitCount.objects.filter(began_at__lte=now - LEFTOVER), _one),
    ]


def _leftover_files(now: datetime) -> QuerySet[IntakeFile]:
    return IntakeFile.objects.unclaimed().filter(uploaded_at__lte=now - LEFTOVER)
