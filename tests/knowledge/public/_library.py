"""Public situations of a given day, and what a reader opens to see them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.test import Client
from django.utils import timezone

from knowledge.models import FieldOfWork, Situation
from tests.factories.situations import a_public, fresh

INDEX = "/tinh-huong/"


def field(code: str) -> FieldOfWork:
    """The field of work ``code`` of the small preset."""
    return FieldOfWork.objects.get(code=code)


def public_since(house: Any, moment: str, **fields: Any) -> Situation:
    """A situation of our unit, or of ``theirs``, that became public at ``moment`` on the portal's clock."""
    people = (house.ours, house.contributor, house.board)
    if fields.pop("theirs", False):
        people = (house.theirs, house.their_writer, house.their_board)
    made = a_public(*people, **fields)
    at = timezone.make_aware(datetime.fromisoformat(moment))
    Situation.objects.filter(pk=made.pk).update(first_published_at=at, last_published_at=at)
    return fresh(made)


def many(house: Any, number: int) -> None:
    """``number`` further public situations of several units, fields and quarters, laid past the last door."""
    fields, units = list(FieldOfWork.objects.all()), [house.ours, house.theirs, house.boardless]
    begin = timezone.make_aware(datetime(2025, 1, 5))
    Situation.objects.bulk_create(
        Situation(
            title=f"Kết nạp đảng viên, trường hợp {n}",
            question="Cấp ủy nào quyết định?",
            unit=units[n % len(units)],
            field=fields[n % len(fields)],
            live=True,
            first_published_at=begin + timezone.timedelta(days=n % 600),
            last_published_at=begin + timezone.timedelta(days=n % 600),
        )
        for n in range(number)
    )


def read(address: str, status: int = 200) -> str:
    """What an anonymous reader is shown at ``address``; no cookie is set and no answer depends on one."""
    answer = Client().get(address)
    assert answer.status_code == status, (address, answer.status_code)
    assert "Set-Cookie" not in answer.headers
    assert "Cookie" not in answer.headers.get("Vary", "")
    return answer.content.decode()


def listed(query: str = "") -> list[str]:
    """The titles that the index shows, in its order."""
    context = Client().get(INDEX + query).context
    return [situation.title for group in context["groups"] for situation in group.situations]
