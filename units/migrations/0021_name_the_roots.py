"""Give the roots of Wagtail's two trees Vietnamese names: whoever administers the system meets them in lists (LD-4.2c)."""

from __future__ import annotations

from typing import Any

from django.db import migrations

ENGLISH = "Root"


def name_the_roots(apps: Any, _editor: Any) -> None:
    """Leave a root alone that somebody has named."""
    collections = apps.get_model("wagtailcore", "Collection").objects.filter(depth=1, name=ENGLISH)
    collections.update(name="Bộ sưu tập gốc")
    pages = apps.get_model("wagtailcore", "Page").objects.filter(depth=1, title=ENGLISH)
    pages.update(title="Trang gốc", draft_title="Trang gốc")


class Migration(migrations.Migration):
    """Data only."""

    dependencies = [
        ("units", "0020_end_notices"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]

    operations = [migrations.RunPython(name_the_roots, migrations.RunPython.noop)]
