"""A record with something in every field, and what somebody with the database could do to it."""

from __future__ import annotations

from typing import Any

from django.db import models

from tests.factories.units import UserFactory
from units.record.chain import digest_of
from units.record.models import GENESIS, RecordEntry, RecordHead
from units.record.noting import note
from units.record.verbs import Verb

VERBS = (Verb.SUBMITTED, Verb.RETURNED, Verb.SUBMITTED, Verb.APPROVED, Verb.PUBLISHED)


def some_entries(number: int) -> list[RecordEntry]:
    """Entries of two people about each other's accounts, with details."""
    people = [UserFactory(), UserFactory()]
    for n in range(number):
        note(
            VERBS[n % len(VERBS)],
            people[n % 2],
            people[(n + 1) % 2],
            revision=n or None,
            text_digest=f"{n:064x}",
            stage="Ban biên tập duyệt",
            comment=f"Lần {n}",
        )
    return list(RecordEntry.objects.order_by("number"))


def raw(*numbers: int) -> models.QuerySet[Any]:
    """The entries without the guard, as whoever has the database reaches them."""
    found: models.QuerySet[Any] = models.QuerySet(RecordEntry)
    return found.filter(number__in=numbers) if numbers else found


def overwrite(number: int, forge: bool = False, **fields: Any) -> None:
    """Change an entry in the database; a forger gives it the digest that fits as well."""
    raw(number).update(**fields)
    if forge:
        raw(number).update(digest=digest_of(RecordEntry.objects.get(number=number)))


def rewrite_all() -> None:
    """What a forger with time does: join every entry anew, and the head."""
    digest = GENESIS
    for number in RecordEntry.objects.order_by("number").values_list("number", flat=True):
        overwrite(number, forge=True, previous=digest)
        digest = RecordEntry.objects.get(number=number).digest
    RecordHead.objects.update(digest=digest)
