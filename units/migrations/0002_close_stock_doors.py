"""Wagtail's stock groups may publish and its stock workflow lets anybody in them approve: neither may stay."""

from django.db import migrations


def close(apps, schema_editor):
    """Remove the stock groups and the stock workflow of a fresh Wagtail."""
    apps.get_model("auth", "Group").objects.filter(name__in=["Moderators", "Editors"]).delete()
    apps.get_model("wagtailcore", "WorkflowPage").objects.filter(workflow__name="Moderators approval").delete()
    apps.get_model("wagtailcore", "Workflow").objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "Task").objects.filter(name="Moderators approval").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("units", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(close, migrations.RunPython.noop)]
