"""The alarms that a portal begins with; whoever looks after security changes them."""

from django.db import migrations

ALARMS = {
    "sign_in_failed": (20, 10),
    "locked": (3, 60),
    "network_refused": (30, 10),
    "upload_refused": (5, 60),
    "policy_report": (20, 60),
    "limit_reached": (20, 10),
    "second_factor_reset": (1, 60),
}


def lay(apps, schema_editor):
    Alarm = apps.get_model("operations", "Alarm")
    for kind, (number, minutes) in ALARMS.items():
        Alarm.objects.get_or_create(kind=kind, defaults={"number": number, "minutes": minutes})


class Migration(migrations.Migration):
    dependencies = [("operations", "0001_networks_and_signals")]
    operations = [migrations.RunPython(lay, migrations.RunPython.noop)]
