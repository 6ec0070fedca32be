"""What this room adds to Wagtail's admin; registration only."""

from wagtail_modeladmin.options import modeladmin_register

from knowledge.field_admin import FieldAdmin

modeladmin_register(FieldAdmin)
