"""The Standing Committee of a portal that runs already approves evaluations, as presets have it from now on (LD-7.1)."""

from django.db import migrations

ROLE, CAPABILITY = "standing_committee", "decide"


def grant(apps, schema_editor):
    """Add the capability to the role of the presets; one of another name is the administrator's to change."""
    for role in apps.get_model("units", "Role").objects.filter(code=ROLE, scope="site"):
        if CAPABILITY not in role.capabilities:
            role.capabilities = [*role.capabilities, CAPABILITY]
            role.save(update_fields=["capabilities"])


def take_away(apps, schema_editor):
    """What the code of before does not know must not stay."""
    for role in apps.get_model("units", "Role").objects.all():
        if CAPABILITY in role.capabilities:
            role.capabilities = [name for name in role.capabilities if name != CAPABILITY]
            role.save(update_fields=["capabilities"])


class Migration(migrations.Migration):
    dependencies = [("units", "0012_evaluations")]
    operations = [migrations.RunPython(grant, take_away)]
