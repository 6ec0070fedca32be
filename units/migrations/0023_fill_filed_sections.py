"""Note of every row of the ledger in which sections it was filed: reports offer these by their names (LD-6.1a)."""

from __future__ import annotations

from typing import Any

from django.db import migrations
from django.db.models.functions import TruncMonth
from django.utils import timezone


def fill(apps: Any, _editor: Any) -> None:
    """One row a unit, section and month, however many items were filed there."""
    rows = apps.get_model("units", "Contribution").objects.order_by()
    month = TruncMonth("published_at", tzinfo=timezone.get_default_timezone())
    found = rows.values_list("unit_id", "sections", month).distinct()
    filed = {
        (unit, title, begun.date())
        for unit, titles, begun in found.iterator()
        for title in titles
    }
    section = apps.get_model("units", "FiledSection")
    section.objects.bulk_create(
        (section(unit_id=unit, title=title, month=begun) for unit, title, begun in sorted(filed)),
        batch_size=1000,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [("units", "0022_filed_sections")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
