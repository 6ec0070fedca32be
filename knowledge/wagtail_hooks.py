"""What this room adds to Wagtail's admin; registration only."""

from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from knowledge.field_admin import FieldAdmin
from knowledge.situation_admin import SituationViewSet

modeladmin_register(FieldAdmin)
register_snippet(SituationViewSet)
