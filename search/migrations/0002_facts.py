import django.db.models.deletion
from django.db import migrations, models


def drop_full_text(apps, schema_editor):
    """The full-text tables of SQLite belong to the table that goes; they are made anew after migrate."""
    if schema_editor.connection.vendor == "sqlite":
        for name in ("search_fts_words", "search_fts"):
            schema_editor.execute(f"DROP TABLE IF EXISTS {name}")


class Migration(migrations.Migration):
    """The index is derived: it is laid anew, and ``manage.py update_index`` fills it."""

    dependencies = [("search", "0001_initial")]

    operations = [
        migrations.RunPython(drop_full_text, drop_full_text),
        migrations.DeleteModel("IndexedText"),
        migrations.CreateModel(
            name="IndexedText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("object_id", models.CharField(max_length=50)),
                ("number", models.BigIntegerField(null=True)),
                ("kind", models.CharField(blank=True, max_length=40)),
                ("unit", models.BigIntegerField(null=True)),
                ("sections", models.TextField(blank=True)),
                ("date", models.DateTimeField(null=True)),
                ("year", models.SmallIntegerField(null=True)),
                ("whole", models.BigIntegerField(null=True)),
                ("indexed_at", models.DateTimeField()),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contenttypes.contenttype"
                    ),
                ),
            ],
            options={
                "verbose_name": "indexed text",
                "verbose_name_plural": "indexed texts",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(fields=("content_type", "object_id"), name="search_one_row_per_object")
                ],
            },
        ),
        migrations.CreateModel(
            name="FoldedText",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="texts",
                        serialize=False,
                        to="search.indexedtext",
                    ),
                ),
                ("title", models.TextField()),
                ("body", models.TextField()),
                ("autocomplete", models.TextField()),
                ("original", models.TextField()),
            ],
            options={
                "verbose_name": "folded text",
                "verbose_name_plural": "folded texts",
                "default_permissions": (),
            },
        ),
    ]
