import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [("contenttypes", "0002_remove_content_type_name")]

    operations = [
        migrations.CreateModel(
            name="IndexedText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "content_type",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="contenttypes.contenttype"
                    ),
                ),
                ("object_id", models.CharField(max_length=50)),
                ("indexed_at", models.DateTimeField()),
                ("title", models.TextField()),
                ("body", models.TextField()),
                ("autocomplete", models.TextField()),
                ("original", models.TextField()),
            ],
            options={
                "verbose_name": "indexed text",
                "verbose_name_plural": "indexed texts",
                "default_permissions": (),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("content_type", "object_id"), name="search_one_text_per_object"
                    )
                ],
            },
        ),
    ]
