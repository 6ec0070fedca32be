"""Every test of the record begins with an empty one, although laying a portal has written into it already."""

from __future__ import annotations

import pytest

from units.record.models import RecordEntry, RecordHead


@pytest.fixture(autouse=True)
def empty_record(db: None) -> None:
    for model in (RecordEntry, RecordHead):
        rows = model.objects.all()
        rows._raw_delete(rows.db)
