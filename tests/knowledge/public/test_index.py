"""The index of situations: what readers find there by words, field, unit and quarter (ND-2.1b, ND-6.2g, ND-9.5)."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone

from knowledge.models import FieldOfWork, Situation
from tests.factories.situations import a_public
from tests.units._house import a_house

pytestmark = [pytest.mark.django_db, pytest.mark.clause("ND-9.5", "ND-6.2g", "ND-2.1b")]

INDEX = "/tinh-huong/"


@pytest.fixture
def house():
    return a_house()


def field(code: str) -> FieldOfWork:
    return FieldOfWork.objects.get(code=code)


def public_since(house, title: str, moment: str, **fields) -> Situation:
    """A public situation of our unit that became public at ``moment``, on the portal's clock."""
    made = a_public(house.ours, house.contributor, house.board, title=title, **fields)
    at = timezone.make_aware(datetime.fromisoformat(moment))
    Situation.objects.filter(pk=made.pk).update(first_published_at=at)
    return made


def shown(query: str = "") -> str:
    answer = Client().get(INDEX + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_index(house):
    public_since(house, "Chuyển sinh hoạt đảng tạm thời", "2026-08-01")
    text = shown()
    assert "Chuyển sinh hoạt đảng tạm thời" in text
    assert "Chuyển sinh hoạt" in shown("?q=chuyen+sinh+hoat")
