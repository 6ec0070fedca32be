"""Wagtail finds an item's way through approval by its key; only while it is under way does an index help there."""

from django.db import migrations

INDEX = "units_workflowstate_of_item"


class Migration(migrations.Migration):
    """An index on a table of Wagtail's, for reports that ask for the past of many items."""

    dependencies = [("units", "0015_reports")]

    operations = [
        migrations.RunSQL(
            f"CREATE INDEX IF NOT EXISTS {INDEX} ON wagtailcore_workflowstate (object_id, base_content_type_id)",
            f"DROP INDEX IF EXISTS {INDEX}",
        )
    ]
