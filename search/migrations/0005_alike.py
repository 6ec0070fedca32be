from django.db import migrations, models


def note(apps, schema_editor):
    """The rows already there share a number as new ones do."""
    from search.models import alike

    rows = apps.get_model("search", "IndexedText").objects.using(schema_editor.connection.alias)
    facts = ("kind", "unit", "sections", "year")
    for values in rows.order_by().values(*facts).distinct().iterator():
        given = {f"{name}__isnull" if value is None else name: value is None or value for name, value in values.items()}
        rows.filter(**given).update(alike=alike(**values))


class Migration(migrations.Migration):
    dependencies = [("search", "0004_waiting_updates")]

    operations = [
        migrations.AddField("IndexedText", "alike", models.BigIntegerField(default=0)),
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
